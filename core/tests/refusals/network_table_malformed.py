# refused at 6:5
# says: simulated network, table
import requests

# network:
#   https://api.example.com/users  soon
requests.get("https://api.example.com/users")

# refused at 3:6
# says: http.client
from http.client import HTTPConnection

print(HTTPConnection("example.org"))

# refused at 3:8
# says: httpx
import httpx as web

print(web)

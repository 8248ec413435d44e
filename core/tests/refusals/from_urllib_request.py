# refused at 3:6
# says: urllib
from urllib.request import urlopen

print(urlopen("https://example.org").read())

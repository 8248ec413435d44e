# refused at 3:6
# says: __import__
os = __import__("os")

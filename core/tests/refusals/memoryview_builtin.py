# refused at 3:8
# says: memoryview
data = memoryview(b"abc")

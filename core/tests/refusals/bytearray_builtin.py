# refused at 3:8
# says: bytearray, list
data = bytearray(3)

# refused at 3:7
# says: \N
print("\N{BULLET} point")

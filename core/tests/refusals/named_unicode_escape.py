# refused at 3:11
# says: \N
print("\N{BULLET} point")

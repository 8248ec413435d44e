# refused at 3:11
# says: names of characters
print("\N{BULLET} point")

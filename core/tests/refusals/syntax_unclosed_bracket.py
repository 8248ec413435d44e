# refused at 3:6
# says: never closed
print((1, 2)
values = 3

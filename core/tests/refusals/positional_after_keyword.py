# refused at 3:15
# says: positional argument
print(sep="", 1)

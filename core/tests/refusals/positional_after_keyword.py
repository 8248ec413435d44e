# refused at 3:14
# says: positional argument
print(sep="", 1)

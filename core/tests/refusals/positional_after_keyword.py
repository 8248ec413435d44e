# refused at 3:16
# says: positional argument
print(sep="", 1)

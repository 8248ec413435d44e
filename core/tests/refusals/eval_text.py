# refused at 3:7
# says: eval
print(eval("1 + 1"))

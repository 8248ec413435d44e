# refused at 3:1
# says: yield, outside function
yield 5

# refused at 4:4
# says: indent
x = 1
    y = 2

# refused at 4:1
# says: indent
x = 1
    y = 2

# refused at 4:5
# says: break, outside loop
if True:
    break

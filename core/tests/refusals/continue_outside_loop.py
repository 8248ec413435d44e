# refused at 4:5
# says: continue
def f():
    continue

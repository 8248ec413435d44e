# refused at 5:5
# says: total, global
def f():
    total = 1
    global total

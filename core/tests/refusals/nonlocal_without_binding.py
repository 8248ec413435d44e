# refused at 4:14
# says: nonlocal, count
def f():
    nonlocal count
    count = 1

# refused at 3:10
# says: duplicate, a
def f(a, a):
    return a

# `f.__call__.__call__` and so on: as deep as a program likes.
def f(number=0):
    return number


call = f
for _ in range(20000):
    call = call.__call__
print(call(), call(4), call(number=3))
del call
print(len.__call__.__call__([1, 2]), f.__call__.__self__ is f)

import contextlib
@contextlib.contextmanager
def cm():
    yield 1
    raise ValueError("after")
with cm() as x:
    print(x)

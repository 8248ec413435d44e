from contextlib import contextmanager


@contextmanager
def managed():
    try:
        yield
    finally:
        print("released")


with managed():
    try:
        raise KeyError("k")
    finally:
        print("finally")

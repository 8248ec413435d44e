import contextlib


@contextlib.contextmanager
def managed(name):
    print("enter", name)
    try:
        yield name
    except KeyError as error:
        print("saw", repr(error))
        raise
    finally:
        print("exit", name)


with managed("a") as a, managed("b") as b:
    print(a, b)
try:
    with managed("c"):
        raise KeyError("boom")
except KeyError:
    print("propagated")
with contextlib.suppress(ZeroDivisionError, ValueError):
    1 / 0
print("suppressed")
with contextlib.ExitStack() as stack:
    for name in "xyz":
        stack.enter_context(managed(name))
    stack.callback(print, "callback first")
with contextlib.nullcontext(5) as five:
    print(five)


class Door:
    def close(self):
        print("door closed")


with contextlib.closing(Door()):
    print("inside")


@managed("decorator")
def function():
    print("body")


function()


class Manual:
    def __enter__(self):
        print("__enter__")
        return self

    def __exit__(self, kind, error, traceback):
        print("__exit__", kind.__name__ if kind else None, error)
        return kind is ValueError


with Manual():
    raise ValueError("swallowed")
with Manual() as m:
    print(type(m).__name__)

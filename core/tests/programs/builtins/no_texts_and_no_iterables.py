# Names of encodings that are no texts, stars before what is not iterable.
import types


def t(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


t(lambda: "a".encode(5))
t(lambda: "a".encode("ascii", 5))
t(lambda: "a".encode(errors=None))
t(lambda: b"a".decode(5))
t(lambda: b"a".decode(errors=1))
t(lambda: str(b"a", 5))
t(lambda: [*5])
t(lambda: {*5})
t(lambda: (*None,))
t(lambda: types.SimpleNamespace(a=1).b)
t(lambda: types.SimpleNamespace(a=1) + 1)

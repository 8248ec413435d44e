# Classes made by hand with something missing, and a variable of a context with too much.
import collections
import contextvars
import statistics


class Meta(type):
    def __new__(cls, name, bases, namespace):
        return type.__new__(cls, name, bases)


def t(function):
    try:
        print(function())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


t(lambda: Meta("A", (), {}))
t(lambda: type("A", 1, {}))
t(lambda: type("A", [], {}))
t(lambda: type("A", ()))
t(lambda: contextvars.ContextVar("v", 5))
t(lambda: collections.abc.Mapping.__name__)
t(lambda: getattr(collections, "OrderDict"))
t(lambda: statistics.mean(["1", "2"]))

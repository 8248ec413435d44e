"""super() without arguments needs a method, its first argument and its class."""


class Base:
    name = "base"


class Derived(Base):
    def no_self():
        return super().name

    @staticmethod
    def static():
        return super().name

    @staticmethod
    def of_another(thing):
        return super().name

    def star(*args):
        return super().name

    def nested(self):
        def inner():
            return super().name

        return inner()

    def comprehended(self):
        return [super().name for _ in range(1)]

    by_lambda = lambda self: super().name


def outside(self):
    return super().name


def nothing():
    return super().name


Derived.outside = outside
for call in (
    Derived.no_self,
    Derived.static,
    lambda: Derived.of_another(5),
    Derived().star,
    Derived().nested,
    Derived().comprehended,
    Derived().by_lambda,
    Derived().outside,
    nothing,
):
    try:
        print(call())
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__, error)

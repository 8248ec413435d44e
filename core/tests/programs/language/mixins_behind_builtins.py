"""A class of a builtin type and a mixin: what the builtin type lacks comes from the mixin."""


class Shown:
    def __str__(self):
        return "shown"

    def __repr__(self):
        return "represented"

    def __format__(self, spec):
        return f"formatted {spec}"

    def __len__(self):
        return 7

    def __call__(self):
        return "called"

    def __enter__(self):
        return "entered"

    def __exit__(self, *exc_info):
        return True

    def __iter__(self):
        return iter("mixin")

    def __eq__(self, other):
        return "equal"

    __hash__ = None


class Whole(int, Shown):
    pass


class Real(float, Shown):
    pass


class Text(str, Shown):
    pass


class Items(list, Shown):
    pass


class Table(dict, Shown):
    pass


class Own(int):
    def __str__(self):
        return "own"


class Late(Own, Shown):
    pass


for kind in (Whole, Real, Text, Items, Table, Late):
    value = kind()
    print(kind.__name__, str(value), repr(value), f"{value}", "%s" % value, value(), value == kind())
    with value as entered:
        print(entered, len(value), list(value))
print(isinstance(Whole(3), int), Whole(3) + 1, bool(Whole(0)), Text("abc").upper())


class Meta(type):
    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        cls.made()


class Base:
    @classmethod
    def made(cls):
        print("made", cls.__name__)


class Early(Base, metaclass=Meta):
    @classmethod
    def made(cls):
        super().made()


class Holder:
    def method(self):
        pass


try:
    Holder().method.missing
except AttributeError as error:
    print(error)

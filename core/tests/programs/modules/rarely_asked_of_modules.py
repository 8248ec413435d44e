# Templates that list their names, class methods by type, descriptors as fields, formats by
# mappings that make what they lack.
from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from functools import singledispatchmethod
from string import Template

template = Template("$who likes ${what} and $who again $$5")
print(template.get_identifiers(), template.is_valid(), Template("$ 5").is_valid())


class Negator:
    @singledispatchmethod
    @classmethod
    def neg(cls, arg):
        raise NotImplementedError("Cannot negate a")

    @neg.register
    @classmethod
    def _(cls, arg: int):
        return cls.__name__, -arg

    @neg.register
    @classmethod
    def _(cls, arg: bool):
        return cls.__name__, not arg


print(Negator.neg(5), Negator.neg(True), Negator().neg(7))
try:
    Negator.neg("text")
except NotImplementedError as error:
    print(error)


class Whole:
    def __get__(self, instance, owner=None):
        return 5 if instance is None else instance._whole

    def __set__(self, instance, value):
        instance._whole = int(value)


@dataclass
class Item:
    count: int = Whole()


class Defaults:
    size = 3


@dataclass
class Box(Defaults):
    size: int


print(Item(), Item("7"), Box(), Box(4))


class Coordinate(bytes, Enum):
    def __new__(cls, value, label, unit):
        made = bytes.__new__(cls, [value])
        made._value_ = value
        made.label = label
        made.unit = unit
        return made

    PX = (0, "P.X", "km")
    PY = (1, "P.Y", "km")


print(Coordinate(1), Coordinate.PY.label)


class Lacking(dict):
    def __missing__(self, key):
        return f"<{key}>"


print("%(a)s %(b)s" % Lacking(a=1), "{a} {b}".format_map(Lacking(a=1)))
print("%(name)s %(action)s to %(object)s" % defaultdict(lambda: "?", name="John", action="ran"))

# A property that a subclass replaces can be reached behind it: `super(Class, type(self))` gives the
# property itself, and what it does can be called by hand.
class Base:
    def __init__(self):
        self._x = 1

    @property
    def x(self):
        return self._x

    @x.setter
    def x(self, value):
        self._x = value

    @classmethod
    def made(cls):
        return cls.__name__

    @staticmethod
    def plain():
        return "plain"

    kind = "base"


class Doubled(Base):
    @property
    def x(self):
        return super().x + 5

    @x.setter
    def x(self, value):
        super(Doubled, type(self)).x.fset(self, value * 2)


class Tripled(Base):
    @Base.x.setter
    def x(self, value):
        super(Tripled, type(self)).x.__set__(self, value * 3)

    @classmethod
    def made(cls):
        return f"made {super().made()}, {super().kind}, {super().plain()}, {super().x is Base.x}"


doubled = Doubled()
doubled.x = 4
print(doubled.x)
tripled = Tripled()
tripled.x = 4
print(tripled.x, Tripled.made())
print(Base.x.__name__, Base.x.__get__(tripled), Base.x.fdel)
try:
    Base.x.__delete__(tripled)
except AttributeError as error:
    print(error)


class Named(frozenset):
    def __repr__(self):
        return "named " + super().__repr__()


print(Named([1]), Named(), frozenset.__repr__(Named("a")))

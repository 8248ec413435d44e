class Base:
    __slots__ = ("x", "__secret")

    def __init__(self):
        self.x = 1
        self.__secret = 2

    def tell(self):
        return self.x, self.__secret


class Covered(Base):
    __slots__ = ["y"]
    x = 5


class Open(Base):
    __slots__ = "__dict__"


class Told:
    __slots__ = {"doc": "text"}


class Counted:
    __slots__ = (name for name in ("p", "q"))


def failing(act):
    try:
        act()
    except AttributeError as error:
        print(error)


base = Base()
print(base.tell())
for name in ("x", "y", "_Base__secret"):
    failing(lambda: setattr(base, name, 9))
print(base.tell())
failing(Covered)
open_ = Open()
open_.anything = 3
print(open_.anything, open_.tell())
told = Told()
told.doc = 1
del told.doc
failing(lambda: delattr(told, "doc"))
failing(lambda: setattr(told, "other", 1))
counted = Counted()
counted.p = counted.q = 4
print(counted.p, counted.q)
failing(lambda: setattr(counted, "r", 1))

# Special methods and key functions that call themselves end in RecursionError, whoever calls them.
class Shown:
    def __repr__(self):
        return f"Shown({self!r})"


class Compared:
    def __eq__(self, other):
        return self == other

    def __lt__(self, other):
        return self < other

    def __len__(self):
        return len(self)

    def __getitem__(self, index):
        return self[index]

    def __setitem__(self, index, value):
        self[index] = value

    def __contains__(self, item):
        return item in self

    def __iter__(self):
        return iter(self)

    def __add__(self, other):
        return self + other

    def __format__(self, spec):
        return format(self, spec)


class Hidden:
    def __getattribute__(self, name):
        return self.__dict__[name]


class Fallback:
    def __getattr__(self, name):
        return getattr(self, name)


class Owner:
    def __init__(self):
        self.pet = Pet(self)

    def __repr__(self):
        return f"Owner of {self.pet!r}"


class Pet:
    def __init__(self, owner):
        self.owner = owner

    def __repr__(self):
        return f"Pet of {self.owner!r}"


def key(number):
    return max([number], key=key)


def again(number):
    return list(map(again, [number]))


def t(function):
    try:
        print(function())
    except RecursionError as error:
        print(error)


a, b = Compared(), Compared()
t(lambda: repr(Shown()))
t(lambda: a == b)
t(lambda: sorted([a, b]))
t(lambda: len(a))
t(lambda: a[0])
t(lambda: a.__setitem__(0, 1))
t(lambda: 1 in a)
t(lambda: list(a))
t(lambda: a + b)
t(lambda: f"{a:>5}")
t(lambda: Hidden().x)
t(lambda: Fallback().x)
t(lambda: repr(Owner()))
t(lambda: key(1))
t(lambda: again(1))


class Chain:
    def __init__(self, below):
        self.below = below

    def __repr__(self):
        return f"({self.below!r})"


chain = None
for _ in range(40):
    chain = Chain(chain)
print(chain)

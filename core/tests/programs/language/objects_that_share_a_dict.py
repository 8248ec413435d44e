"""Objects that share one dict of attributes, as a Borg does."""


class Settings:
    _shared = {"level": 1}

    def __init__(self, **changes):
        self.__dict__ = self._shared
        self.__dict__.update(changes)


class Loud(Settings):
    def __getattr__(self, name):
        return f"no {name}"


class Counted:
    state = {}

    def __new__(cls, *args):
        made = super().__new__(cls)
        made.__dict__ = cls.state
        return made

    def __init__(self, step):
        self.total = getattr(self, "total", 0) + step

    def __del__(self):
        print("a counter of", self.total, "is gone")


one, two = Settings(), Settings(colour="red")
print(one is two, one == two, one.level, one.colour, vars(one) is vars(two))
one.level = 5
del two.colour
print(two.level, hasattr(one, "colour"), Settings._shared)
Settings._shared["late"] = True
print(one.late, vars(two), sorted(two.__dict__))

loud = Loud(tone=3)
print(loud.tone, one.tone, loud.missing, loud.level)
one.__dict__ = Settings._shared
print(one.tone)

for step in (2, 3):
    counter = Counted(step)
    print(counter.total, Counted.state)
del counter

names = {"a": 1}
first, second = type("Plain", (), {})(), type("Plain", (), {})()
first.own = "lost"
first.__dict__ = second.__dict__ = names
second.b = 2
print(first.a, first.b, hasattr(first, "own"), names)

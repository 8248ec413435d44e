# Getters, setters and hooks that ask for themselves end in RecursionError, and deep ones do not.
class Temperature:
    @property
    def degrees(self):
        return self.degrees

    @degrees.setter
    def degrees(self, value):
        self.degrees = value


class Proxy:
    def __getattr__(self, name):
        return self.target[name]


class Frozen:
    def __setattr__(self, name, value):
        self.name = value


def t(function):
    try:
        print(function())
    except RecursionError as e:
        print(type(e).__name__, e)


t(lambda: Temperature().degrees)
t(lambda: Proxy().x)
try:
    Temperature().degrees = 5
except RecursionError as e:
    print(e)
try:
    Frozen().x = 5
except RecursionError as e:
    print(e)


class Link:
    def __init__(self, below):
        self.below = below

    @property
    def depth(self):
        return self.below.depth + 1 if self.below else 0

    @depth.setter
    def depth(self, value):
        self.given = value
        if self.below:
            self.below.depth = value - 1
        return "dropped"


chain = None
for _ in range(200):
    chain = Link(chain)
print(chain.depth)
chain.depth = 500
print(chain.given, chain.below.given)


class Lazy:
    def __getattr__(self, name):
        if name == "missing":
            raise AttributeError(f"nothing is called {name}")
        return name.upper()


class Both(Lazy):
    @property
    def broken(self):
        return self.missing

    @property
    def own(self):
        raise AttributeError("own")


print(Lazy().word, Both().own, hasattr(Both(), "broken"))
try:
    Lazy().missing
except AttributeError as e:
    print(e)

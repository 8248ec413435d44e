class Base:
    def greet(self):
        return ["Base"]


class Left(Base):
    def greet(self):
        return ["Left", *super().greet()]


class Right(Base):
    def greet(self):
        return ["Right"] + super().greet()


class Both(Left, Right):
    def greet(self):
        return ["Both"] + super().greet()


print(Both().greet())
print([c.__name__ for c in Both.__mro__])


class Meta:
    registry = []

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__()
        Meta.registry.append((cls.__name__, kwargs))


class PluginA(Meta, kind="a"):
    pass


class PluginB(PluginA):
    pass


print(Meta.registry)


class Field:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, obj, kind=None):
        return self if obj is None else getattr(obj, self.name, 0)

    def __set__(self, obj, value):
        if value < 0:
            raise ValueError(f"{self.name[1:]} must not be negative")
        setattr(obj, self.name, value)


class Account:
    balance = Field()


account = Account()
print(account.balance)
account.balance = 5
print(account.balance)
try:
    account.balance = -1
except ValueError as error:
    print(error)


class Proxy:
    def __getattr__(self, name):
        return f"made {name}"


print(Proxy().anything)

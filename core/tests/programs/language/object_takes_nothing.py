# `object.__init__` takes no arguments when a class has an `__init__` of its own: what a chain of
# super() calls leaves over is told there.


class Base:
    def __init__(self, **options):
        super().__init__(**options)


class Named(Base):
    def __init__(self, name, **options):
        super().__init__(**options)
        self.name = name


class Aged(Base):
    def __init__(self, age, **options):
        super().__init__(**options)
        self.age = age


class Person(Named, Aged):
    pass


person = Person(name="Ada", age=36)
print(person.name, person.age)


class Made:
    def __new__(cls, *arguments):
        return super().__new__(cls)


class MadeAndInitialised(Made):
    def __init__(self, value):
        super().__init__(value)


class Bare:
    pass


for attempt in (
    lambda: Person(name="Ada", age=36, height=170),
    lambda: Base(1),
    lambda: MadeAndInitialised(1),
    lambda: print(Made(1, 2).__init__(5)),
    lambda: Bare().__init__(5),
    lambda: Bare(5),
):
    try:
        attempt()
    except TypeError as error:
        print(error)

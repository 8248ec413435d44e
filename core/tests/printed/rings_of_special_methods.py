# Each asks the other for ever; CPython says the same, and while what.
class Foo:
    pass


Foo.__repr__ = Foo.__str__
for show in (repr, str):
    try:
        show(Foo())
    except RecursionError as error:
        print(error)


class A:
    pass


A.__call__ = A()
try:
    A()()
except RecursionError as error:
    print(error)

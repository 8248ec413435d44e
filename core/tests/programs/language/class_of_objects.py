# `__class__` is set where the layout allows it; classes keep their own.
class A:
    pass


class B:
    pass


class Meta(type):
    pass


def t(target, value):
    try:
        target.__class__ = value
        print(type(target).__name__)
    except TypeError as error:
        print(error)


t(A(), B)
t(A(), int)
t(A(), 5)
t(A, A)
t(A, Meta)
t(A, 5)
t(Meta, Meta)
t(Meta, type)

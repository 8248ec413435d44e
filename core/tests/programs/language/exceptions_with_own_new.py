"""What `__new__` of an exception passes on is not what its `args` are: those are the call's."""


class Coded(Exception):
    def __new__(cls, message, code):
        return super().__new__(cls, message)


class WithInit(Coded):
    def __init__(self, message, code):
        self.code = code


print(Coded("lost", 7), repr(Coded("lost", 7)), WithInit("kept", 8).args)
try:
    Coded("lost", code=7)
except TypeError as error:
    print(error)


class Errors(ExceptionGroup):
    def __new__(cls, message, errors, code=0):
        self = super().__new__(cls, message, errors)
        self.code = code
        return self

    def derive(self, errors):
        return Errors(self.message, errors, self.code)


group = Errors("several", [ValueError(1), OSError("disk")], 404)
print(group, repr(group), group.args)
print(group.split(OSError))
try:
    raise group
except* ValueError as values:
    print(repr(values), values.code)
except* OSError as others:
    print(repr(others), others.code)


class Renamed(ExceptionGroup):
    def __init__(self, message, errors):
        super().__init__("renamed", errors, len(errors))


group = Renamed("original", [KeyError("k")])
print(group, repr(group), group.message, group.args)

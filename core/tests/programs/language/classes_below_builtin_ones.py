# __subclasses__() of builtin classes, with those of the program behind them.
import builtins


class AppError(Exception):
    pass


class Lost(AppError, LookupError):
    pass


def below(cls):
    known = {**vars(builtins), **globals()}
    return [sub.__name__ for sub in cls.__subclasses__() if known.get(sub.__name__) is sub]


def tree(cls, level=0):
    if getattr(builtins, cls.__name__, None) is cls:
        yield "  " * level + cls.__name__
        for sub in cls.__subclasses__():
            yield from tree(sub, level + 1)


print(below(ArithmeticError), below(LookupError), below(AppError), below(Lost))
print(below(ConnectionError), below(NameError), below(Exception)[:4])
print(*tree(OSError), *tree(Warning), *tree(int), sep="\n")
print(below(BaseException))

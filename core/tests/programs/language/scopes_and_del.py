import builtins


def shadow(list):
    return builtins.list(list)


print(shadow("ab"))
numbers = [1, 2, 3]
del numbers[0]
print(numbers)
table = {"a": 1, "b": 2}
del table["a"]
print(table)


class Thing:
    pass


t = Thing()
t.a = 1
del t.a
print(hasattr(t, "a"))


def outer():
    x = "enclosing"

    class Inner:
        y = x

        def read(self):
            return x

    return Inner.y, Inner().read()


print(outer())
try:
    raise ValueError("gone after the block")
except ValueError as error:
    pass
try:
    error
except NameError as problem:
    print(problem)
if True:
    block_variable = "leaks"
print(block_variable)
print(__name__)

class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


class Settings:
    timeout = 1.5
    retries = 3


def first():
    limit = 2
    return locals()


def second(limit):
    return sorted(locals().items())


print(first())
print(second(4))


class Short:
    held = Noisy("held by a class body")
    print("inside", sorted(name for name in locals() if not name.startswith("__")))
    del held
    print("deleted")


def again():
    for number in range(2):
        class Inner:
            value = number
            other = Noisy(f"inner {number}")
        del Inner.other
        print(Inner.value, locals().get("value"))
    return (lambda number: locals())(5)


print(again())

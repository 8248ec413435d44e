# When an error that nobody caught has been told, what the frames held that it left dies.


class Connection:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


def numbers():
    held = Connection("in the generator")
    try:
        yield held.name
    finally:
        print("the generator is closed")


def use():
    items = numbers()
    print(next(items))
    raise ValueError("broken")


def main():
    outer = Connection("outer")
    try:
        use()
    finally:
        print("main ends with", outer.name)


main()

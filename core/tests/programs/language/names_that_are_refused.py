# An error of __set_name__ gets a note that says where; so it is told which attribute was wrong.
class Positive:
    def __set_name__(self, owner, name):
        if name.startswith("_"):
            raise ValueError(f"{name} is private")
        self.name = name


class Fine:
    width = Positive()


print(Fine.width.name)
try:

    class Wrong:
        width = Positive()
        _height = Positive()

except ValueError as error:
    print(error, error.__notes__)

# `print` writes one argument after the other: what a `__str__` prints stands between them, and what
# stands before an argument without a text is printed all the same.
import sys


class Loud:
    def __str__(self):
        print("asked", end=" ")
        return "loud"


class Writes:
    def __str__(self):
        sys.stdout.write("(written) ")
        return "writes"


class Mute:
    def __str__(self):
        raise ValueError("no text")


print("first", Loud(), "last")
print(Loud(), Loud(), sep=" | ", end=".\n")
print("then", Writes(), "done")
try:
    print("one", "two", Mute(), "three")
except ValueError as error:
    print("|", error)
print("text", str(Loud()), f"{Writes()}")

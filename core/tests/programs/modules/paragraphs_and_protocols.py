# Lines are broken behind hyphens between letters and at dashes; protocols make no objects.
import textwrap
from types import MappingProxyType
from typing import Protocol

text = (
    "The quick brown fox jumps over the lazy dog. It's a well-known sentence, isn't it?   Yes.\n\n"
    "Tab\there  and   averyveryverylongword-that-breaks x-ray a-b 10-20 end- -start foo--bar"
)
for width in (1, 5, 10, 13, 20, 30, 70):
    print(width, textwrap.wrap(text, width))
print(textwrap.fill("  leading blanks and  more", 12), textwrap.wrap(""), textwrap.wrap("   "))
print(textwrap.wrap("a b", 3, initial_indent="* ", subsequent_indent="    "))
print(textwrap.shorten("Hello  world!", width=12), textwrap.shorten("Hello  world!", width=11))


class Speaks(Protocol):
    name: str

    def speak(self): ...


class Dog(Speaks):
    def __init__(self, name):
        self.name = name


class Cat(Speaks):
    pass


print(Dog("Rex").name, type(Cat()).__name__)
try:
    Speaks()
except TypeError as error:
    print(error)
view = MappingProxyType({"a": 1})
print(type(view), type(view).__name__)
try:
    view["b"] = 2
except TypeError as error:
    print(error)
for thing in ("text", (1,), 5, None, range(3), {1}, 1.5, len, Dog("Rex"), {}.keys(), iter([])):
    try:
        del thing[0]
    except TypeError as error:
        print(error)

from dataclasses import dataclass
from enum import Enum


@dataclass
class Point:
    x: int
    y: int


class Colour(Enum):
    RED = 1
    BLUE = 2


def describe(thing):
    match thing:
        case None:
            return "nothing"
        case True | False:
            return "a bool"
        case 0:
            return "zero"
        case int(n) if n < 0:
            return f"negative {n}"
        case int() | float():
            return "a number"
        case "":
            return "empty text"
        case str(text):
            return f"text of {len(text)}"
        case []:
            return "empty list"
        case [x]:
            return f"one {x}"
        case [first, *rest]:
            return f"{first} and {len(rest)} more"
        case {"type": "point", "at": [x, y]}:
            return f"map point {x},{y}"
        case {"name": name, **rest}:
            return f"named {name} {rest}"
        case Point(x=0, y=y):
            return f"on the y axis at {y}"
        case Point(x, y):
            return f"point {x} {y}"
        case Colour.RED:
            return "red"
        case Colour() as c:
            return f"colour {c.name}"
        case _:
            return f"other {type(thing).__name__}"


for thing in (
    None, True, 0, -3, 2.5, "", "hey", [], [9], (1, 2, 3), {"type": "point", "at": (1, 2)},
    {"name": "n", "k": 1}, Point(0, 5), Point(1, 2), Colour.RED, Colour.BLUE, {1, 2}, {},
):
    print(describe(thing))

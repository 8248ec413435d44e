from enum import Enum


class Color(Enum):
    _order_ = "RED GREEN"
    RED = 1
    GREEN = 2
    ROUGE = 1


print(list(Color))
try:

    class Shape(Enum):
        _order_ = "SQUARE, CIRCLE"
        CIRCLE = 1
        SQUARE = 2

except TypeError as error:
    print(error)

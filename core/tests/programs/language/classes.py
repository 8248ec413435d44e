class Shape:
    count = 0

    def __init__(self, name):
        self.name = name
        Shape.count += 1

    def area(self):
        raise NotImplementedError

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r})"

    def __lt__(self, other):
        return self.area() < other.area()


class Square(Shape):
    def __init__(self, side):
        super().__init__("square")
        self.side = side

    def area(self):
        return self.side**2

    @property
    def perimeter(self):
        return 4 * self.side

    @perimeter.setter
    def perimeter(self, value):
        self.side = value / 4

    @staticmethod
    def unit():
        return Square(1)

    @classmethod
    def of_area(cls, area):
        return cls(area**0.5)


s = Square(3)
print(s, s.area(), s.perimeter)
s.perimeter = 20
print(s.side, Square.unit().area(), Square.of_area(16).side, Shape.count)
print(sorted([Square(3), Square(1), Square(2)])[0].side, isinstance(s, Shape), issubclass(Square, Shape))
print(Square.__mro__[1].__name__, hasattr(s, "colour"), getattr(s, "colour", "none"))
s.colour = "red"
print(vars(s))
del s.colour
try:
    s.colour
except AttributeError as error:
    print(error)
try:
    Shape("x").area()
except NotImplementedError as error:
    print(repr(error))

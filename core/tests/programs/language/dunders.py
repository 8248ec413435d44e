class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, k):
        if not isinstance(k, (int, float)):
            return NotImplemented
        return Vector(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __bool__(self):
        return bool(self.x or self.y)

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return (self.x, self.y)[i]

    def __iter__(self):
        yield self.x
        yield self.y

    def __contains__(self, n):
        return n in (self.x, self.y)

    def __call__(self, *args):
        return ("called", args)

    def __str__(self):
        return f"({self.x}, {self.y})"

    def __repr__(self):
        return f"Vector({self.x}, {self.y})"

    def __format__(self, spec):
        return f"<{self.x:{spec}}|{self.y:{spec}}>"


v, w = Vector(1, 2), Vector(3, 4)
print(v + w, 3 * v, v * 2, -v, v == Vector(1, 2), v != w, v == 1)
print(bool(Vector(0, 0)), len(v), v[0], list(v), 2 in v, v(1, 2), [v, w])
print(f"{v:.2f} {w!r} {w!s:>10}", {v: "a"}[Vector(1, 2)])
a, b = w
print(a, b)
try:
    v * "x"
except TypeError as error:
    print(error)
v += w
print(v)

def fibonacci(number):
    if number < 2:
        return number
    return fibonacci(number - 1) + fibonacci(number - 2)


class Point:
    def __init__(self, x, y=0):
        self.x = x
        self.y = y

    def moved(self, by):
        return Point(self.x + by, self.y)


def scaled(value, *, by):
    return value * by


def main():
    point = Point(0)
    for step in range(150_000):
        point = point.moved(scaled(step, by=2))
    return fibonacci(24), point.x


assert main() == (46_368, 22_499_850_000), main()

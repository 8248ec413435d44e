import asyncio
from functools import cached_property


class Reading:
    __slots__ = ("value", "__dict__")

    def __init__(self, value):
        self.value = value

    def __getattr__(self, name):
        raise AttributeError(f"no {name}")

    @cached_property
    def squared(self):
        print("computes")
        return self.value**2


class Base:
    __slots__ = ("x",)


class Open(Base):
    __slots__ = ["y", "__dict__"]


async def main():
    reading = Reading(3)
    print(reading.squared, reading.squared, "squared" in reading.__dict__)
    try:
        print(reading.missing)
    except AttributeError as error:
        print(error)
    opened = Open()
    opened.x, opened.y, opened.z = 1, 2, 3
    print(opened.x, opened.y, opened.__dict__["z"])
    try:
        Base().z = 3
    except AttributeError as error:
        print(error)
    await asyncio.sleep(0)


asyncio.run(main())

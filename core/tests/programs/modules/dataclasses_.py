import asyncio
from dataclasses import asdict, dataclass, field, replace


@dataclass
class Order:
    number: int
    items: list = field(default_factory=list)
    paid: bool = False
    total: float = field(init=False, default=0.0)

    def __post_init__(self):
        self.total = sum(price for _, price in self.items)


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0


@dataclass(order=True)
class Job:
    priority: int
    name: str = field(compare=False)


@dataclass(kw_only=True, slots=True)
class Settings:
    host: str = "localhost"
    port: int = 80


async def main():
    order = Order(1, [("tea", 3.5), ("bun", 2.0)])
    print(order, order == Order(1, [("tea", 3.5), ("bun", 2.0)]), order.total)
    print(asdict(order), replace(order, paid=True).paid, Order(2).items)
    print(Version(1, 2) < Version(1, 3), sorted([Version(2), Version(1, 9)]), {Version(1): "one"}[Version(1)])
    try:
        Version(1).major = 2
    except AttributeError as error:
        print(type(error).__name__, error)
    queue = asyncio.PriorityQueue()
    for priority, name in ((3, "low"), (1, "high"), (2, "middle")):
        queue.put_nowait(Job(priority, name))
    while not queue.empty():
        print((await queue.get()).name)
    print(Settings(port=8080), Settings())
    try:
        Settings("x")
    except TypeError as error:
        print("TypeError")


asyncio.run(main())

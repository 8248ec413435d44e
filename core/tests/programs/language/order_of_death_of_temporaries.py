"""What only an expression holds dies as soon as the expression is done with it."""

import asyncio


class Thing:
    def __init__(self, name):
        self.name = name
        self.parts = [name, name.upper()]

    def __del__(self):
        print("gone:", self.name)

    def __eq__(self, other):
        return True

    def __bool__(self):
        return False

    def __getitem__(self, index):
        return index

    def __getattr__(self, name):
        return f"no {name}"

    def rename(self, name):
        self.name = name
        return name

    @property
    def length(self):
        return len(self.name)


def make(name):
    return Thing(name)


print("attribute", make("a").name)
print("property", make("b").length)
print("missing", make("c").colour)
print("of an attribute", make("d").parts[1].lower())
print("method", make("e").rename("E"))
print("two", make("f").name, make("g").name)
print("compared", make("h") == 1, not make("i"), make("j") or "else")
print("items", make("k")[3], [make("l")][0].name, {"key": make("m")}["key"].length)
print(f"text {make('n').name}")
print("lambda", (lambda thing: thing.name)(make("o")))
bound = make("p").rename
print("bound")
del bound
make("q").name
print("statement")


async def coroutine(name):
    return make(name)


async def main():
    print("awaited", (await coroutine("r")).name)
    print("task", (await asyncio.create_task(coroutine("s"))).name)
    print("gather", (await asyncio.gather(coroutine("t")))[0].name)
    print("wait_for", (await asyncio.wait_for(coroutine("u"), 1)).name)
    queue = asyncio.Queue()
    queue.put_nowait(make("v"))
    print("queue", (await queue.get()).name)
    return make("w")


print("run", asyncio.run(main()).name)


async def abandoned():
    for name in ("x", "y"):
        yield make(name)


async def first():
    async for thing in abandoned():
        print("first", thing.name)
        break
    print("left")


asyncio.run(first())


def stubborn():
    while True:
        try:
            yield
        except GeneratorExit:
            print("stays")


generator = stubborn()
next(generator)
try:
    generator.close()
except RuntimeError as error:
    print(error)

import asyncio


class Foo:
    def __init__(self):
        self.second_may_run = asyncio.Event()
        self.third_may_run = asyncio.Event()

    async def first(self):
        print("first")
        self.second_may_run.set()

    async def second(self):
        await self.second_may_run.wait()
        print("second")
        self.third_may_run.set()

    async def third(self):
        await self.third_may_run.wait()
        print("third")


async def fizz_buzz(n):
    turn = asyncio.Condition()
    current = 1

    async def printer(matches, text):
        nonlocal current
        while True:
            async with turn:
                await turn.wait_for(lambda: current > n or matches(current))
                if current > n:
                    return
                print(text or current, end=" ")
                current += 1
                turn.notify_all()

    await asyncio.gather(
        printer(lambda i: i % 15 == 0, "FizzBuzz"),
        printer(lambda i: i % 3 == 0 and i % 5, "Fizz"),
        printer(lambda i: i % 5 == 0 and i % 3, "Buzz"),
        printer(lambda i: i % 3 and i % 5, None),
    )
    print()


async def main():
    foo = Foo()
    await asyncio.gather(foo.third(), foo.second(), foo.first())
    await fizz_buzz(16)


asyncio.run(main())

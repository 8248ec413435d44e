import asyncio


class Countdown:
    def __init__(self, start):
        self.left = start

    def __await__(self):
        while self.left:
            yield from asyncio.sleep(0.1).__await__()
            self.left -= 1
        return "liftoff"


async def watch(countdown):
    while countdown.left:
        print("left", countdown.left)
        await asyncio.sleep(0.15)


async def main():
    countdown = Countdown(4)
    print(await asyncio.gather(watch(countdown), asyncio.wait_for(countdown, 1)))


asyncio.run(main())

import asyncio
import atexit


def goodbye(name, mark="."):
    print("goodbye", name + mark)


@atexit.register
def last():
    print("registered first, called last")


atexit.register(goodbye, "Ann", mark="!")
atexit.register(goodbye, "Bob")


async def main():
    await asyncio.sleep(0.1)
    print("main is over")


asyncio.run(main())

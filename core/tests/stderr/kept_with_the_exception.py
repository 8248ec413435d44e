# A coroutine that a frame held when an exception left it dies with the exception.
import asyncio


async def other():
    pass


def takes(coroutine):
    raise ValueError("not wanted")


try:
    takes(other())
except ValueError as error:
    print(error)
print("behind")


async def main():
    try:
        await asyncio.wait([other(), other()])
    except TypeError as error:
        print(error)
        print("tasks are wanted")


asyncio.run(main())

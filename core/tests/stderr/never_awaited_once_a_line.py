import asyncio
import warnings


async def other(x=0):
    pass


async def main():
    for i in range(3):
        other(i)
    [other(x) for x in "xy"]
    other(1); other(2)
    try:
        asyncio.run(other())
    except RuntimeError as e:
        print(e)
    try:
        asyncio.get_running_loop().run_until_complete(other())
    except RuntimeError as e:
        print(e)
        print("still there")


asyncio.run(main())
try:
    asyncio.create_task(other())
except RuntimeError as e:
    print(e)
    print("in handler")


def takes(coroutine):
    raise ValueError("not wanted")


try:
    takes(other())
except ValueError:
    print("caught")
warnings.filterwarnings("ignore", category=RuntimeWarning)
other(3)
warnings.resetwarnings()
other(4)
warnings.simplefilter("always")
for i in range(2):
    other(i)
with warnings.catch_warnings(record=True) as caught:
    other(5)
    print(caught[0].message, caught[0].category)

"""What dies with the list that a loop walks dies at the loop's first line."""

import asyncio


async def job(number):
    return number


async def main():
    for coroutine in [job(1), job(2)]:
        name = coroutine.__name__
        print("walked", name)
    print("behind the first loop")
    for coroutine in (job(number) for number in range(2)):
        pass
    print("behind the second loop")
    for at, coroutine in enumerate([job(3)]):
        if at > 0:
            break
    else:
        print("else")
    coroutine = None
    left = [job(4), job(5)]
    for coroutine in left:
        pass
    left.clear()
    coroutine = None
    print([each.__name__ for each in [job(6)]])


asyncio.run(main())

import asyncio


async def one():
    return 1


async def main():
    coroutine = one()
    try:
        await asyncio.wait([coroutine])
    except TypeError as error:
        print(error)
    coroutine.close()
    try:
        await asyncio.wait([])
    except ValueError as error:
        print(error)
    try:
        await asyncio.wait(asyncio.create_task(one()))
    except TypeError as error:
        print(error)


asyncio.run(main())

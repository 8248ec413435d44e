import asyncio


async def coro():
    return [1]


async def agen():
    yield 1


async def main():
    try:
        for x in coro():
            print(x)
    except TypeError as e:
        print(e)
    print("after 1")
    try:
        a, b = coro()
    except TypeError as e:
        print(e)
    try:
        [x for x in coro()]
    except TypeError as e:
        print(e)
    try:
        with coro():
            pass
    except TypeError as e:
        print(e)
    try:
        async with coro():
            pass
    except TypeError as e:
        print(e)
    try:
        async for x in coro():
            pass
    except TypeError as e:
        print(e)
    try:
        for x in agen():
            pass
    except TypeError as e:
        print(e)
    try:
        coro() + 1
    except TypeError as e:
        print(e)
    try:
        coro()[0]
    except TypeError as e:
        print(e)
    try:
        print(*coro())
    except TypeError as e:
        print(e)
    try:
        len(coro())
    except TypeError as e:
        print(e)
    try:
        list(coro())
    except TypeError as e:
        print(e)
    print(coro() == 1)
    x = [coro(), coro()]
    del x[0]
    print("end")
    for y in x:
        pass
    x = None
    y = None
    print("really")


asyncio.run(main())

import asyncio
async def g():
    yield 1
    yield 2
class A:
    async def stream(self): yield 1
async def main():
    a = g()
    anext(a)
    print(await anext(a))
    a.aclose()
    a.asend(5)
    a.athrow(ValueError)
    A().stream().__anext__()
    x = a.__anext__()
    print(await x)
    del x
    await a.aclose()
    t = asyncio.create_task(A().stream().asend(None)); print(await t)
    y = A().stream().asend(None); y.close(); del y
asyncio.run(main())

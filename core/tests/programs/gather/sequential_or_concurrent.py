import asyncio
import time


async def request(name, seconds):
    await asyncio.sleep(seconds)
    return f"{name}:{seconds}"


async def sequential():
    return [await request("a", 1.0), await request("b", 2.0), await request("c", 0.5)]


async def concurrent():
    return await asyncio.gather(request("a", 1.0), request("b", 2.0), request("c", 0.5))


async def timed(how):
    start = time.perf_counter()
    result = await how()
    print(f"{how.__name__:<12} {time.perf_counter() - start:6.2f}s {result}")


async def main():
    await timed(sequential)
    await timed(concurrent)


if __name__ == "__main__":
    asyncio.run(main())

import asyncio


async def quick(n):
    print("quick", n)
    return n


async def slow(n):
    print("slow begins", n)
    await asyncio.sleep(0.1)
    print("slow ends", n)
    return n


async def main():
    task = asyncio.create_task(quick(1), eager_start=True)
    print("made", task.done(), task.result())
    other = asyncio.create_task(slow(2), eager_start=True)
    lazy = asyncio.create_task(slow(3))
    print("made two", other.done(), lazy.done())
    print(await asyncio.gather(other, lazy, task))


asyncio.run(main())

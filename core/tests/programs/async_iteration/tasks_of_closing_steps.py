# The task that closes a generator left by `break` is shown without a name of its coroutine.
import asyncio


async def numbers():
    try:
        yield 1
        yield 2
    finally:
        await asyncio.sleep(0)
        task = asyncio.current_task()
        print(str(task).partition(" cb=")[0], type(task.get_coro()).__name__)


async def main():
    async for x in numbers():
        print(x)
        break
    await asyncio.sleep(1)
    steps = numbers()
    task = asyncio.create_task(anext(steps))
    print(str(task).partition(" cb=")[0])
    await task
    print(task)


asyncio.run(main())

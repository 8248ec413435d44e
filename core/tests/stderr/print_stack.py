import asyncio


async def inner():
    asyncio.current_task().print_stack()


async def outer():
    await inner()


async def fails():
    await asyncio.sleep(0)
    raise ValueError("oh")


async def deep():
    await fails()


async def main():
    task = asyncio.create_task(outer())
    task.print_stack()
    await task
    task.print_stack()
    asyncio.current_task().print_stack()
    task = asyncio.create_task(deep())
    await asyncio.wait([task])
    task.print_stack()
    task.exception()


asyncio.run(main())

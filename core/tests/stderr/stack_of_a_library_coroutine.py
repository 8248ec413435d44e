# A task whose coroutine is the library's has no line of the program to show.
import asyncio


async def main():
    opened = asyncio.Event()
    waiting = asyncio.create_task(opened.wait())
    waiting.print_stack()
    await asyncio.sleep(0)
    waiting.print_stack()
    asyncio.current_task().print_stack()
    opened.set()
    await waiting


asyncio.run(main())

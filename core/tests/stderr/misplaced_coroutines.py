# Coroutines where something else is wanted; what is thrown away dies when CPython lets go of it.
import asyncio
import logging


async def f():
    return 1


async def main():
    loop = asyncio.get_running_loop()
    try:
        asyncio.create_task([f(), f()])
    except TypeError:
        logging.error("create_task takes no list")
    try:
        asyncio.ensure_future([f(), f()])
    except TypeError:
        logging.error("ensure_future takes no list")
    try:
        await asyncio.gather([f(), f()])
    except TypeError:
        logging.error("gather takes no list")
    loop.call_soon_threadsafe(lambda: {}["key"])
    await asyncio.sleep(0)
    print(loop.call_soon_threadsafe(print, "printed"))
    await asyncio.sleep(0)
    logging.error("where", stack_info=True)


asyncio.run(main())

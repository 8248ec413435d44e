# The judge's tasks and futures are in Python, and say it in other words; CPython's own are in C.
import asyncio


async def main():
    for make in (asyncio.create_task, asyncio.get_running_loop().create_task):
        coroutine = asyncio.sleep(0)
        try:
            make(coroutine, nam="x")
        except TypeError as error:
            print(error)
        await coroutine
    future = asyncio.get_running_loop().create_future()
    for call in (future.set_result, future.set_exception, future.add_done_callback):
        try:
            call()
        except TypeError as error:
            print(error)


asyncio.run(main())

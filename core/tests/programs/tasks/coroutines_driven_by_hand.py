import asyncio


async def pause():
    return await asyncio.sleep(0, "over")


async def late():
    return await asyncio.sleep(1, result="late")


async def work(queue):
    try:
        await queue.get()
    except ValueError as error:
        print("thrown", error)
        return "handled"


class Deliberate(Exception):
    pass


async def main():
    coroutine = pause()
    print(coroutine.send(None))
    try:
        coroutine.send(None)
    except StopIteration as stop:
        print(stop.value)
    coroutine = pause()
    coroutine.send(None)
    try:
        coroutine.throw(Deliberate("x"))
    except Deliberate as error:
        print(repr(error))
    coroutine = late()
    print(coroutine.send(None).done())
    try:
        coroutine.send(None)
    except RuntimeError as error:
        print(error)
    queue = asyncio.Queue()
    coroutine = work(queue)
    print(coroutine.send(None) is queue._getters[0])
    try:
        coroutine.throw(ValueError("from outside"))
    except StopIteration as stop:
        print(stop.value, len(queue._getters))
    coroutine = work(queue)
    coroutine.send(None)
    coroutine.close()
    print(len(queue._getters))
    lock = asyncio.Lock()
    await lock.acquire()
    coroutine = lock.acquire()
    future = coroutine.send(None)
    print(future in lock._waiters)
    coroutine.close()
    print(len(lock._waiters), future)
    made = queue.put(1)
    print(type(made).__name__, made.__qualname__, asyncio.iscoroutine(made), asyncio.iscoroutinefunction(queue.put))
    await made
    try:
        await made
    except RuntimeError as error:
        print(error)
    print(await queue.get())
    waiting = asyncio.create_task(work(queue))
    await asyncio.sleep(0)
    queue._getters[0].set_exception(ValueError("set on the waiter"))
    print(await waiting, len(queue._getters))
    never = queue.get()
    del never
    print(await asyncio.wait_for(late(), 2))
    print(await asyncio.shield(late()))


asyncio.run(main())

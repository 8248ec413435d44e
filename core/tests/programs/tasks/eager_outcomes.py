"""What becomes of eager tasks that raise, cancel themselves, wait or time out."""

import asyncio


async def boom():
    raise ValueError('x')


async def boom2():
    await asyncio.sleep(0)
    raise ValueError('y')


async def cur():
    t = asyncio.current_task()
    print(t.get_name(), len(asyncio.all_tasks()))
    await asyncio.sleep(0)
    print(asyncio.current_task().get_name())


async def canc():
    asyncio.current_task().cancel()
    await asyncio.sleep(1)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    t = asyncio.create_task(boom())
    print(t.done())
    print(repr(t.exception()))
    print(await asyncio.gather(boom(), boom2(), cur(), return_exceptions=True))
    t = asyncio.create_task(canc())
    print(t.done(), t.cancelled())
    try:
        await t
    except asyncio.CancelledError:
        print('cancelled')
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(boom())
            tg.create_task(cur())
    except* ValueError as eg:
        print(eg.exceptions)
    try:
        async with asyncio.timeout(0.1):
            await asyncio.create_task(asyncio.sleep(1))
    except TimeoutError:
        print('to')
    try:
        await asyncio.wait_for(asyncio.create_task(asyncio.sleep(1)), 0.1)
    except TimeoutError:
        print('to')
    d, p = await asyncio.wait([asyncio.create_task(boom()), asyncio.create_task(asyncio.sleep(1, 'r'))], return_when=asyncio.FIRST_EXCEPTION)
    print(len(d), len(p))
    for c in asyncio.as_completed([cur(), asyncio.sleep(0.2, 5)]):
        print(await c)
    print(await asyncio.shield(asyncio.sleep(0.1, 'sh')))


asyncio.run(main(), loop_factory=None)

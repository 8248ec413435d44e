"""SystemExit and KeyboardInterrupt that leave a task."""

import asyncio


async def other():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print('other cancelled')
        raise


async def sysex():
    await asyncio.sleep(0.1)
    raise SystemExit(3)


async def main():
    t = asyncio.create_task(other())
    s = asyncio.create_task(sysex())
    try:
        await asyncio.sleep(1)
    finally:
        print('main finally')


try:
    asyncio.run(main())
except SystemExit as e:
    print('exit', e.code)


async def kb():
    raise KeyboardInterrupt


async def main2():
    t = asyncio.create_task(other())
    try:
        await asyncio.create_task(kb())
    except BaseException as e:
        print('main2', type(e).__name__)
        raise


try:
    asyncio.run(main2())
except KeyboardInterrupt:
    print('KI')


async def main3():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(other())
            tg.create_task(kb())
    except BaseException as e:
        print('main3', type(e).__name__)
        raise


try:
    asyncio.run(main3())
except BaseException as e:
    print('KI', type(e).__name__)

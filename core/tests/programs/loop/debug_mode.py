"""Debug mode changes no order."""

import asyncio, time, logging


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug(), loop.slow_callback_duration)
    time.sleep(0.2)
    await asyncio.sleep(0.1)
    loop.slow_callback_duration = 0.05
    loop.call_soon(time.sleep, 0.06)
    await asyncio.sleep(0.1)
    asyncio.sleep(1)
    loop.set_debug(False)
    try:
        loop.call_soon(asyncio.sleep, 1)
    except TypeError as e:
        print(e)
    print('end')


asyncio.run(main(), debug=True)

# refused at 8:5
# says: signals, raise_signal
import asyncio
import signal


async def main():
    signal.alarm(5)
    await asyncio.sleep(10)


asyncio.run(main())

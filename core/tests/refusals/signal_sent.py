# refused at 9:46
# says: signals, call_later
import asyncio
import os
import signal


async def main():
    asyncio.get_running_loop().call_later(1, os.kill, os.getpid(), signal.SIGTERM)
    signal.raise_signal(signal.SIGINT)


asyncio.run(main())

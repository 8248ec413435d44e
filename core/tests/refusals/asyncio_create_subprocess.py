# refused at 7:18
# says: create_subprocess_exec
import asyncio


async def main():
    proc = await asyncio.create_subprocess_exec("ls")


asyncio.run(main())

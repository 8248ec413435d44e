# refused at 7:5
# says: await, async function, async def
import asyncio


def main():
    await asyncio.sleep(1)


main()

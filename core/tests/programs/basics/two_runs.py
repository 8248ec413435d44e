import asyncio


async def work(label):
    me = asyncio.current_task().get_name()
    await asyncio.sleep(0.5)
    print(label, me)
    return label


async def main(label):
    return await asyncio.gather(work(label + "1"), work(label + "2"))


print(asyncio.run(main("a")))
print(asyncio.run(main("b")))
try:
    asyncio.run(main)
except Exception as error:
    print(type(error).__name__, error)

import asyncio


async def numbers():
    try:
        for n in range(10):
            yield n
            await asyncio.sleep(0.1)
    finally:
        print("generator finalised")


async def main():
    gen = numbers()
    print(await gen.__anext__())
    print(await gen.__anext__())
    globals()["kept"] = gen
    print("main ends")


asyncio.run(main())
print("after run")

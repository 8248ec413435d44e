import asyncio
async def main():
    await asyncio.create_task(main2())
async def main2():
    x = [1, 2]
    return x[5] + await asyncio.sleep(0, 1)
if __name__ == "__main__":
    asyncio.run(main())

import asyncio


async def impatient():
    await asyncio.sleep(0.2)
    raise KeyboardInterrupt


async def other():
    try:
        await asyncio.sleep(10)
    finally:
        print("other cleans up")


async def main():
    await asyncio.gather(impatient(), other())


try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted")

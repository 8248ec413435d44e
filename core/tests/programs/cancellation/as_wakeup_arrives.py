import asyncio


async def sleeper():
    try:
        await asyncio.sleep(1)
        print("sleeper woke")
        return "woke"
    except asyncio.CancelledError:
        print("sleeper cancelled")
        raise


async def main():
    early = asyncio.create_task(sleeper(), name="early")
    await asyncio.sleep(1)
    print("early done?", early.done(), early.cancel())
    print(await asyncio.gather(early, return_exceptions=True))
    second = asyncio.create_task(sleeper(), name="second")
    asyncio.get_running_loop().call_later(1, second.cancel)
    print(await asyncio.gather(second, return_exceptions=True))


asyncio.run(main())

import asyncio


async def patient():
    me = asyncio.current_task()
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cancelling", me.cancelling(), "uncancel ->", me.uncancel())
    await asyncio.sleep(0.5)
    print("still here", me.cancelling())
    return "survived"


async def main():
    task = asyncio.create_task(patient())
    await asyncio.sleep(1)
    print(task.cancel(), task.cancel(), task.cancelling())
    await asyncio.sleep(0)
    print(await task)


asyncio.run(main())

import asyncio


async def server():
    try:
        await asyncio.Event().wait()
    finally:
        print("server: draining")
        await asyncio.sleep(2)
        print("server: drained")


async def stubborn():
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        print("stubborn: not yet")
        await asyncio.sleep(1)
        return "done anyway"


async def main():
    asyncio.create_task(server(), name="server")
    task = asyncio.create_task(stubborn(), name="stubborn")
    task.add_done_callback(lambda t: print("callback:", t.get_name(), t.cancelled(), t.result()))
    await asyncio.sleep(0)
    return "main result"


print(asyncio.run(main()))

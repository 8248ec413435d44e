import asyncio


async def critical():
    await asyncio.sleep(2)
    print("critical finished")
    return "saved"


async def caller(task):
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        print("caller cancelled, task done:", task.done())
        raise


async def main():
    task = asyncio.create_task(critical(), name="critical")
    call = asyncio.create_task(caller(task), name="caller")
    await asyncio.sleep(1)
    call.cancel()
    print(await asyncio.gather(call, return_exceptions=True))
    print(await task)
    print(await asyncio.shield(asyncio.sleep(0.5, "plain")))


asyncio.run(main())

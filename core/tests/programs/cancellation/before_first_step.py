import asyncio


async def never():
    print("never printed")


async def main():
    task = asyncio.create_task(never(), name="never")
    print(task.cancel(), task.cancelled(), task.done())
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled:", task.cancelled())
    late = asyncio.create_task(never(), name="late")
    late.cancel("with a message")
    try:
        await late
    except asyncio.CancelledError as error:
        print(error.args)


asyncio.run(main())

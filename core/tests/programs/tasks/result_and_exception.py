import asyncio


async def ok():
    await asyncio.sleep(0.1)
    return "value"


async def bad():
    await asyncio.sleep(0.2)
    raise LookupError("not there")


async def main():
    good, broken = asyncio.create_task(ok()), asyncio.create_task(bad())
    for task in (good, broken):
        try:
            print(task.result())
        except asyncio.InvalidStateError as error:
            print("InvalidStateError:", error)
        try:
            print(task.exception())
        except asyncio.InvalidStateError as error:
            print("InvalidStateError:", error)
    await asyncio.sleep(0.3)
    print(good.done(), good.result(), good.exception())
    print(broken.done(), repr(broken.exception()))
    try:
        broken.result()
    except LookupError as error:
        print("LookupError:", error)
    print(good.cancel(), good.cancelled())


asyncio.run(main())

import asyncio


def broken():
    raise ValueError("in a callback")


def handler(loop, context):
    print("handler:", context["message"].split("(")[0], repr(context["exception"]))


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    loop.call_soon(broken)
    await asyncio.sleep(0.1)
    print("the loop goes on")


asyncio.run(main())

import asyncio


def bad():
    print("bad runs")
    raise ArithmeticError("callback")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print("handler:", repr(context["exception"])))
    loop.call_soon(bad)
    loop.call_later(0.1, bad)
    await asyncio.sleep(0.2)
    print("still here")


asyncio.run(main())

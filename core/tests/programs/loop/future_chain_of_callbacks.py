import asyncio


async def main():
    loop = asyncio.get_running_loop()
    first, second = loop.create_future(), loop.create_future()
    first.add_done_callback(lambda f: (print("first done", f.result()), second.set_result(f.result() + 1)))
    second.add_done_callback(lambda f: print("second done", f.result()))
    loop.call_soon(first.set_result, 1)
    print("result", await second)
    print(first.get_loop() is loop)


asyncio.run(main())

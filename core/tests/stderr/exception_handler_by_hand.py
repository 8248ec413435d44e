import asyncio
def cb(): raise ValueError("in callback")
async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(cb)
    loop.call_later(0.1, lambda: 1 / 0)
    await asyncio.sleep(1)
    loop.call_exception_handler({"message": "custom message", "foo": 1, "exception": ValueError("x")})
    loop.call_exception_handler({"message": "no exc"})
asyncio.run(main())

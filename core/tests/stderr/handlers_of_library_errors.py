import asyncio
class MyErr(Exception): pass
async def bad_future():
    await asyncio.sleep(0)
class Lib:
    def __repr__(self): return "Lib"
    def __call__(self, *a): raise MyErr("in call")
async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(int, "x")
    loop.call_soon(Lib())
    await asyncio.sleep(0.1)
    f = loop.create_future()
    f.set_exception(ValueError("never"))
    del f
    await asyncio.sleep(0.1)
    f = loop.create_future()
    f.add_done_callback(int)
    f.set_result(3)
    await asyncio.sleep(0.1)
    q = asyncio.Queue()
    loop.call_soon(q.get_nowait)
    loop.call_soon(q.task_done)
    await asyncio.sleep(0.1)
    def handler(loop, context):
        raise KeyError("handler")
    loop.set_exception_handler(handler)
    loop.call_soon(int, "x")
    await asyncio.sleep(0.1)
    loop.call_exception_handler({"message": "boom", "exception": MyErr("e")})
    loop.call_exception_handler({"message": "boom2"})
    await asyncio.gather(asyncio.sleep(0.1, 3), asyncio.sleep("y"))
asyncio.run(main())

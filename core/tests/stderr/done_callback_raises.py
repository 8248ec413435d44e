import asyncio
async def main():
    def cb(t): raise RuntimeError("done cb")
    t = asyncio.create_task(asyncio.sleep(0.1), name="X")
    t.add_done_callback(cb)
    await t
    await asyncio.sleep(0)
asyncio.run(main())

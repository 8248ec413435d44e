import asyncio


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()

    def note(text):
        print(f"{loop.time() - start:.2f} {text}")

    loop.call_later(0.3, note, "later 0.3")
    loop.call_at(start + 0.1, note, "at 0.1")
    timer = loop.call_later(0.2, note, "cancelled")
    print("when", round(timer.when(), 3), timer.cancelled())
    loop.call_soon(note, "soon")
    timer.cancel()
    await asyncio.sleep(0.25)
    note("main awake")
    await asyncio.sleep(0.25)
    note("end")


asyncio.run(main())

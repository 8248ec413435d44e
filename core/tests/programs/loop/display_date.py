import asyncio


def hello(loop, end):
    print(f"{loop.time():.1f}")
    if loop.time() + 1.0 < end:
        loop.call_later(1, hello, loop, end)
    else:
        loop.stop()


loop = asyncio.new_event_loop()
loop.call_soon(hello, loop, loop.time() + 5.0)
try:
    loop.run_forever()
finally:
    loop.close()
print("loop stopped")

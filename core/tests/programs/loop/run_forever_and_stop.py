import asyncio


def heartbeat(loop, left):
    print(f"{loop.time():.1f} beat {left}")
    if left:
        loop.call_later(0.5, heartbeat, loop, left - 1)
    else:
        loop.stop()


loop = asyncio.new_event_loop()
loop.call_soon(heartbeat, loop, 3)
try:
    loop.run_forever()
finally:
    print("closed?", loop.is_closed(), loop.is_running())
    loop.close()
print("closed?", loop.is_closed())
try:
    loop.call_soon(print, "never")
except RuntimeError as error:
    print(error)

# title: When one call fails
# text: With return_exceptions=True gather gives every error back as a value; without it the first error is raised.
# text: wait_for puts a deadline on one call: when it passes, the call is cancelled and TimeoutError is raised.
# question: Payments fails at 0.30 s. Which of the others are stopped by that?
# start: 0.30

import asyncio

async def call(name, seconds, broken=False):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print(f"{name}: cancelled")
        raise
    if broken:
        raise ConnectionError(f"{name} is down")
    return f"{name} ok"

async def main():
    results = await asyncio.gather(
        call("Users", 0.5),
        call("Payments", 0.3, broken=True),
        asyncio.wait_for(call("Slow report", 0.2), timeout=0.1),
        return_exceptions=True,
    )
    for result in results:
        print(repr(result))

asyncio.run(main())

# title: Blocking the loop
# text: time.sleep keeps the only thread of the loop, so nobody else can run, not even those whose time has come.
# text: Heartbeat and Alerts are due at 0.5 s and 1.0 s, and both start at 2.0 s.
# question: What changes if line 9 becomes await asyncio.sleep(2)?
# start: 1.40

import asyncio, time

async def tick(name, seconds):
    await asyncio.sleep(seconds)
    print(name, "tick")

async def report():
    print("Report: crunching")
    time.sleep(2)

async def main():
    await asyncio.gather(
        tick("Heartbeat", 0.5),
        tick("Alerts", 1.0),
        report(),
    )

asyncio.run(main())

# title: sleep(0) and fairness
# text: A task keeps the seat until it awaits something that has to wait.
# text: await asyncio.sleep(0) goes to the end of the ready queue and lets all the others have a turn.
# question: Greedy never gives way. Where in the order do its lines come, and why?
# start: 0.00

import asyncio

async def polite(name):
    for turn in range(1, 4):
        print(f"{name}: turn {turn}")
        await asyncio.sleep(0)

async def greedy():
    for turn in range(1, 4):
        print(f"greedy: turn {turn}")

async def main():
    await asyncio.gather(
        polite("Ann"),
        greedy(),
        polite("Bob"),
    )

asyncio.run(main())

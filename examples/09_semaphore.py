# title: A semaphore of 5
# text: Twelve requests want to go out, and the semaphore lets five be on their way at a time.
# text: Who finds no free permit stands in a line, first come, first served.
# question: Twelve requests of 0.5 s, five at a time: how long does it take?
# start: 0.50

import asyncio

limit = asyncio.Semaphore(5)
active = 0

async def request(number):
    global active
    async with limit:
        active += 1
        print(f"request {number} goes out, {active} on their way")
        await asyncio.sleep(0.5)
        active -= 1
    return number

async def main():
    async with asyncio.TaskGroup() as group:
        for number in range(1, 13):
            group.create_task(request(number), name=f"request {number}")
    print("all answered")

asyncio.run(main())

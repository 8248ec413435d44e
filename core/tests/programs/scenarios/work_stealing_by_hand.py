import asyncio
import random


async def worker(name, own, others):
    done = []
    while own or any(others):
        if own:
            job = own.pop()
        else:
            victim = max(others, key=len)
            job = victim.pop(0)
            print(name, "steals", job)
        await asyncio.sleep(job / 10)
        done.append(job)
    return name, done


async def main():
    jobs = [[random.randint(1, 9) for _ in range(n)] for n in (6, 2, 1)]
    print(jobs)
    tasks = [
        asyncio.create_task(worker(f"w{i}", own, [q for q in jobs if q is not own]))
        for i, own in enumerate(jobs)
    ]
    for name, done in await asyncio.gather(*tasks):
        print(name, done, sum(done))


asyncio.run(main())

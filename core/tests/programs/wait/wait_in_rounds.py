import asyncio


async def job(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def main():
    pending = {asyncio.create_task(job(f"j{n}", n * 0.25)) for n in range(1, 6)}
    rounds = 0
    while pending:
        rounds += 1
        done, pending = await asyncio.wait(pending, timeout=0.3, return_when=asyncio.FIRST_COMPLETED)
        print(rounds, sorted(t.result() for t in done))


asyncio.run(main())

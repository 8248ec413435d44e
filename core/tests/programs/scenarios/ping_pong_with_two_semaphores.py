import asyncio


async def player(word, mine, other, rounds):
    for n in range(rounds):
        await mine.acquire()
        print(f"{word} {n}")
        other.release()


async def main():
    ping, pong = asyncio.Semaphore(1), asyncio.Semaphore(0)
    await asyncio.gather(player("ping", ping, pong, 3), player("pong", pong, ping, 3))


asyncio.run(main())

import asyncio


async def download(n):
    await asyncio.sleep(n)
    print("downloaded", n)
    return n


async def main():
    tasks = [asyncio.create_task(download(n)) for n in (0.5, 1.0, 1.5, 2.0)]
    done, pending = await asyncio.wait(tasks, timeout=1.2)
    print(len(done), "done,", len(pending), "pending, nobody was cancelled")
    done, pending = await asyncio.wait(pending, timeout=0)
    print(len(done), len(pending))
    done, pending = await asyncio.wait(pending, timeout=None)
    print(sorted(t.result() for t in done))


asyncio.run(main())

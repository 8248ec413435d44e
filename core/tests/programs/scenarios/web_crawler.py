import asyncio

SITE = {
    "/": ["/about", "/blog"],
    "/about": ["/", "/team"],
    "/blog": ["/blog/1", "/blog/2"],
    "/team": [],
    "/blog/1": ["/"],
    "/blog/2": ["/broken"],
}


async def fetch(url):
    await asyncio.sleep(0.1 * len(url))
    if url not in SITE:
        raise LookupError(f"404 {url}")
    return SITE[url]


async def worker(name, queue, seen):
    while True:
        url = await queue.get()
        try:
            for link in await fetch(url):
                if link not in seen:
                    seen.add(link)
                    queue.put_nowait(link)
            print(f"{name}: {url}")
        except LookupError as error:
            print(f"{name}: {error}")
        finally:
            queue.task_done()


async def main():
    queue, seen = asyncio.Queue(), {"/"}
    queue.put_nowait("/")
    workers = [asyncio.create_task(worker(f"w{n}", queue, seen)) for n in range(3)]
    await queue.join()
    for w in workers:
        w.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    print(sorted(seen))


asyncio.run(main())

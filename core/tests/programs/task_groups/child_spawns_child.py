import asyncio


async def crawl(tg, depth, path):
    await asyncio.sleep(0.1)
    print(path)
    if depth:
        for n in (1, 2):
            tg.create_task(crawl(tg, depth - 1, f"{path}/{n}"), name=f"{path}/{n}")


async def main():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(crawl(tg, 2, "site"))
    try:
        tg.create_task(asyncio.sleep(0))
    except RuntimeError as error:
        print(str(error).split(" is ")[-1])


asyncio.run(main())

import asyncio, weakref
background = weakref.WeakSet()
async def job(n):
    await asyncio.sleep(n / 10)
    print("job", n)
    return n
async def main():
    for i in range(3):
        t = asyncio.create_task(job(i)); background.add(t)
    del t
    print(len(background))
    await asyncio.sleep(0.15)
    print(len(background), sorted(t.get_name() for t in background))
    await asyncio.gather(*background)
    await asyncio.sleep(0)
    print(len(background))
asyncio.run(main())
print(len(background))

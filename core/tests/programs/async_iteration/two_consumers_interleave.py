import asyncio


async def letters(word):
    for letter in word:
        await asyncio.sleep(0)
        yield letter


async def spell(name, word):
    async for letter in letters(word):
        print(name, letter)
    return name


async def main():
    print(await asyncio.gather(spell("one", "abc"), spell("two", "xy")))


asyncio.run(main())

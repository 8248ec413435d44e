import asyncio


async def sleeper(number, result):
    await asyncio.sleep(number / 1000)
    result.append(number)


async def main():
    result = []
    numbers = [30, 5, 12, 5, 99, 0, 42]
    async with asyncio.TaskGroup() as group:
        for number in numbers:
            group.create_task(sleeper(number, result))
    print(result, result == sorted(numbers))


asyncio.run(main())

import asyncio


async def compute(x, y):
    print(f"Compute {x} + {y} ...")
    await asyncio.sleep(1.0)
    return x + y


async def print_sum(x, y):
    result = await compute(x, y)
    print(f"{x} + {y} = {result}")
    return result


loop = asyncio.new_event_loop()
try:
    print(loop.run_until_complete(print_sum(1, 2)))
    print(loop.run_until_complete(print_sum(3, 4)))
finally:
    loop.close()
print("closed", loop.is_closed())

# title: TaskGroup: all or nothing
# text: When one task of a group fails, the group cancels the others and waits until they have cleaned up.
# text: Then it raises all the errors together, as an ExceptionGroup that except* takes apart.
# question: gather would have left Invoice running. What does the group do with it, and when?
# start: 0.60

import asyncio

async def step(name, seconds, error=None):
    try:
        await asyncio.sleep(seconds)
        if error:
            raise error
        print(f"{name} done")
    except asyncio.CancelledError:
        print(f"{name} cancelled, cleans up")
        await asyncio.sleep(0.2)
        raise

async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(step("Stock", 0.3), name="Stock")
            group.create_task(step("Card", 0.6, ValueError("card refused")), name="Card")
            group.create_task(step("Invoice", 1.5), name="Invoice")
    except* ValueError as errors:
        for error in errors.exceptions:
            print("order failed:", error)

asyncio.run(main())

import asyncio
import random


async def barista(name, orders, done):
    while True:
        customer, drink, minutes = await orders.get()
        print(f"{name} starts {drink} for {customer}")
        await asyncio.sleep(minutes)
        done.append((customer, drink, name))
        orders.task_done()


async def main():
    random.seed(4)
    orders = asyncio.Queue()
    done = []
    menu = {"espresso": 1, "latte": 2, "mocha": 2.5}
    baristas = [asyncio.create_task(barista(name, orders, done)) for name in ("Kim", "Lee")]
    for customer in range(6):
        drink = random.choice(list(menu))
        await orders.put((f"customer {customer}", drink, menu[drink]))
        await asyncio.sleep(0.5)
    await orders.join()
    for task in baristas:
        task.cancel()
    await asyncio.gather(*baristas, return_exceptions=True)
    for line in done:
        print(*line, sep=", ")


asyncio.run(main())

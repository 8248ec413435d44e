import asyncio


async def bidder(name, limit, step, auction):
    while True:
        async with auction["changed"]:
            await auction["changed"].wait_for(lambda: auction["leader"] != name)
            price = auction["price"] + step
            if price > limit or auction["closed"]:
                print(f"{name} is out at {auction['price']}")
                return
            auction.update(price=price, leader=name)
            print(f"{name} bids {price}")
            auction["changed"].notify_all()
        await asyncio.sleep(0.1)


async def main():
    auction = {"price": 0, "leader": None, "closed": False, "changed": asyncio.Condition()}
    bidders = [
        asyncio.create_task(bidder("Eve", 50, 10, auction)),
        asyncio.create_task(bidder("Flo", 70, 15, auction)),
        asyncio.create_task(bidder("Gus", 40, 5, auction)),
    ]
    await asyncio.sleep(3)
    async with auction["changed"]:
        auction["closed"] = True
        auction["leader"], winner = None, auction["leader"]
        auction["changed"].notify_all()
    await asyncio.gather(*bidders)
    print("sold to", winner, "for", auction["price"])


asyncio.run(main())

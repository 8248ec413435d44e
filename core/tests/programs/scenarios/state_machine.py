import asyncio


class Door:
    def __init__(self):
        self.state = "closed"
        self.changed = asyncio.Condition()

    async def become(self, state):
        async with self.changed:
            print(f"{asyncio.get_running_loop().time():.1f} {self.state} -> {state}")
            self.state = state
            self.changed.notify_all()

    async def until(self, *states):
        async with self.changed:
            await self.changed.wait_for(lambda: self.state in states)
            return self.state


async def walker(name, door):
    state = await door.until("open", "locked")
    print(name, "goes in" if state == "open" else "goes home")


async def main():
    door = Door()
    walkers = [asyncio.create_task(walker(name, door)) for name in ("Ann", "Ben")]
    await asyncio.sleep(1)
    await door.become("opening")
    await asyncio.sleep(0.5)
    await door.become("open")
    await asyncio.gather(*walkers)
    late = asyncio.create_task(walker("Cat", door))
    await door.become("locked")
    await late


asyncio.run(main())

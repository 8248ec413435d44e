import asyncio


class Actor:
    def __init__(self, name):
        self.name = name
        self.mailbox = asyncio.Queue()
        self.task = asyncio.create_task(self.live(), name=name)

    async def live(self):
        while (message := await self.mailbox.get()) is not None:
            kind, *rest = message
            await getattr(self, f"on_{kind}")(*rest)
        print(self.name, "stops")

    def tell(self, *message):
        self.mailbox.put_nowait(message)

    async def stop(self):
        self.mailbox.put_nowait(None)
        await self.task


class Player(Actor):
    async def on_ball(self, sender, hits):
        print(self.name, "hits", hits)
        await asyncio.sleep(0.1)
        if hits > 1:
            sender.tell("ball", self, hits - 1)


async def main():
    ping, pong = Player("ping"), Player("pong")
    ping.tell("ball", pong, 5)
    await asyncio.sleep(1)
    await ping.stop()
    await pong.stop()


asyncio.run(main())

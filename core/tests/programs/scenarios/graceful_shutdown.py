import asyncio


class Server:
    def __init__(self):
        self.stopping = asyncio.Event()
        self.active = set()

    async def handle(self, n):
        try:
            await asyncio.sleep(0.4 * n)
            print("request", n, "answered")
        except asyncio.CancelledError:
            print("request", n, "dropped")
            raise

    async def accept(self):
        n = 0
        while not self.stopping.is_set():
            n += 1
            task = asyncio.create_task(self.handle(n), name=f"request-{n}")
            self.active.add(task)
            task.add_done_callback(self.active.discard)
            try:
                await asyncio.wait_for(self.stopping.wait(), 0.25)
            except TimeoutError:
                pass

    async def serve(self):
        await self.accept()
        print("stopping with", len(self.active), "requests")
        done, late = await asyncio.wait(self.active, timeout=0.5)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)


async def main():
    server = Server()
    asyncio.get_running_loop().call_later(1.1, server.stopping.set)
    await server.serve()
    print("bye")


asyncio.run(main())

import asyncio


class Elevator:
    def __init__(self):
        self.floor = 0
        self.calls = asyncio.Queue()

    async def run(self):
        while True:
            floor, arrived = await self.calls.get()
            while self.floor != floor:
                await asyncio.sleep(0.5)
                self.floor += 1 if floor > self.floor else -1
            print(f"{asyncio.get_running_loop().time():.1f} doors open at {self.floor}")
            arrived.set()
            await asyncio.sleep(1)

    async def call(self, name, floor):
        arrived = asyncio.Event()
        await self.calls.put((floor, arrived))
        await arrived.wait()
        print(f"{name} gets in at {floor}")


async def main():
    elevator = Elevator()
    motor = asyncio.create_task(elevator.run(), name="motor")
    await asyncio.gather(elevator.call("Ada", 3), elevator.call("Bob", 1), elevator.call("Cy", 5))
    motor.cancel()
    await asyncio.gather(motor, return_exceptions=True)


asyncio.run(main())

import asyncio
class C:
    async def run(self): await self.step()
    async def step(self): raise LookupError("step")
async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(C().run(), name="c")
    except* LookupError as eg:
        raise RuntimeError("wrapped") from eg
asyncio.run(main())

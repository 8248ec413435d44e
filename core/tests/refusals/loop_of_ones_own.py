# refused at 6:9
# says: call_soon, set_task_factory
import asyncio

class TracingLoop(asyncio.SelectorEventLoop):
    def call_soon(self, callback, *args, context=None):
        print("call_soon", callback)
        return super().call_soon(callback, *args, context=context)


async def main():
    await asyncio.sleep(1)


with asyncio.Runner(loop_factory=TracingLoop) as runner:
    runner.run(main())

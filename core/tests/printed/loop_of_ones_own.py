"""asyncio would call what a loop of one's own has; here nobody does, and the class cannot be made."""
import asyncio


class Named(asyncio.SelectorEventLoop):
    name = "named"


async def main():
    print(asyncio.get_running_loop().name)


asyncio.run(main(), loop_factory=Named)
try:

    class Traced(asyncio.SelectorEventLoop):
        def call_soon(self, callback, *args, context=None):
            print("call_soon", callback)
            return super().call_soon(callback, *args, context=context)

except NotImplementedError as error:
    print(error)

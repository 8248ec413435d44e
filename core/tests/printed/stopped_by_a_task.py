"""A task stops the program: the loop's frames keep it, so it is told when all is over."""

import asyncio


def tell(loop, context):
    print("handler:", context["message"], repr(context["exception"]))


async def stopper(error):
    await asyncio.sleep(0.1)
    raise error


async def main(error):
    asyncio.get_running_loop().set_exception_handler(tell)
    stopping = asyncio.create_task(stopper(error))
    try:
        await asyncio.sleep(1)
    finally:
        print("main ends,", stopping.get_name(), "is done:", stopping.done())


for error in KeyboardInterrupt("by hand"), SystemExit(3):
    try:
        asyncio.run(main(error))
    except BaseException as stopped:
        print("stopped by", repr(stopped))
print("the program is over")

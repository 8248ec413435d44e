import asyncio

try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print("RuntimeError:", error)


async def main():
    try:
        asyncio.run(asyncio.sleep(0))
    except RuntimeError as error:
        print("RuntimeError:", error)
    loop = asyncio.get_running_loop()
    print(loop.is_running(), loop.is_closed())
    try:
        loop.run_until_complete(None)
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__)


asyncio.run(main())
try:
    asyncio.create_task(main())
except RuntimeError as error:
    print("RuntimeError:", error)

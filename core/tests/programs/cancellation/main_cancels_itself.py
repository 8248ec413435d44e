import asyncio


async def main():
    asyncio.get_running_loop().call_later(1, asyncio.current_task().cancel)
    try:
        await asyncio.sleep(5)
    finally:
        print("main cleans up")


try:
    asyncio.run(main())
except asyncio.CancelledError:
    print("run raised CancelledError")

import asyncio
import time


def risky(n):
    time.sleep(0.2)
    return 10 // n


async def main():
    try:
        await asyncio.to_thread(risky, 0)
    except ZeroDivisionError as error:
        print("ZeroDivisionError:", error)
    loop = asyncio.get_running_loop()
    results = await asyncio.gather(
        *(loop.run_in_executor(None, risky, n) for n in (2, 0, 5)), return_exceptions=True
    )
    print(results)


asyncio.run(main())

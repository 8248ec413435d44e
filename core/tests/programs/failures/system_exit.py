import asyncio
import sys


async def main():
    try:
        await asyncio.sleep(0.2)
        sys.exit("configuration missing")
    finally:
        print("finally runs")


asyncio.run(main())

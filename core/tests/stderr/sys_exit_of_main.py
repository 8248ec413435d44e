import asyncio
import sys


async def main():
    await asyncio.sleep(0.1)
    sys.exit(3)


try:
    asyncio.run(main())
except SystemExit as error:
    print("code", error.code, file=sys.stderr)

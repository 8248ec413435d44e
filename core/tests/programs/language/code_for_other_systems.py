# What only another system, an older Python or a type checker runs is not looked at.
import asyncio
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy

if sys.platform == "win32":
    asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
elif sys.platform.startswith("win") or os.name == "nt":
    asyncio.set_event_loop_policy(asyncio.WindowsProactorEventLoopPolicy())

if sys.version_info < (3, 11):
    from exceptiongroup import ExceptionGroup

if sys.version_info >= (3, 8) and sys.platform.lower().startswith("win"):
    print("not here")


async def main():
    await asyncio.sleep(0.1)
    print("runs everywhere")


if __name__ == "__main__":
    asyncio.run(main())

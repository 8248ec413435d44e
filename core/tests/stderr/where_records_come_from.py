"""Records of the library tell its own files, lines and functions."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

logging.basicConfig(
    level=logging.INFO, format="%(levelname)s %(filename)s:%(lineno)d %(funcName)s %(module)s %(message).40s"
)


async def lost():
    raise ValueError("nobody asks")


def complain(record):
    logging.getLogger("own").info("handled %s", record.funcName)
    return True


async def main():
    logging.info("begin")
    task = asyncio.create_task(lost())
    await asyncio.sleep(0)
    del task
    asyncio.get_running_loop().call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    logging.getLogger("asyncio").addFilter(complain)
    asyncio.get_running_loop().call_exception_handler({"message": "by hand"})
    logging.getLogger("asyncio").error("by hand as well")
    asyncio.get_running_loop().call_soon(logging.warning, "called by the %s", "loop")
    await asyncio.sleep(0)


with ThreadPoolExecutor() as pool:
    pool.submit(int).add_done_callback(lambda future: [].pop())
asyncio.run(main())

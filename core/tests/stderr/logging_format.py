import asyncio
import logging

logging.basicConfig(level=logging.DEBUG, format="%(name)s|%(levelname)-8s|%(message)s")
logger = logging.getLogger(__name__)


async def main():
    logger.debug("starting")
    await asyncio.sleep(0.5)
    logger.info("value: %r", {"a": 1})
    print("on stdout")


asyncio.run(main())

# Who logs everything sees that each loop tells its selector; times are those of the clock to the ms.
import asyncio
import logging
import sys

logging.basicConfig(level=logging.DEBUG, stream=sys.stdout)


async def main():
    logging.debug("in main")


asyncio.run(main())
asyncio.run(main(), debug=True)
logging.getLogger("asyncio").setLevel(logging.WARNING)
asyncio.run(main())


async def stamps():
    for _ in range(8):
        await asyncio.sleep(0.1)
        logging.info("stamp")


logging.getLogger().handlers[0].setFormatter(logging.Formatter("%(asctime)s %(msecs)d %(created)f"))
asyncio.run(stamps())

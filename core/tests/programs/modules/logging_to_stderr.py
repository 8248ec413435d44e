import asyncio
import logging

logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(name)s:%(message)s")
log = logging.getLogger("app")


async def main():
    log.info("starting with %d workers", 3)
    log.debug("not shown")
    await asyncio.sleep(0.5)
    log.warning("slow")
    logging.error("root logger")
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception("division")
    print("only print is in the program's output", log.isEnabledFor(logging.DEBUG), log.name)


asyncio.run(main())

import logging

logging.basicConfig(level=logging.INFO)
logging.info("info %s", 1)
logging.debug("hidden")
log = logging.getLogger("shop.cart")
log.warning("warning")
log.error("error %d of %d", 1, 2)
log.critical("critical")
try:
    1 / 0
except ZeroDivisionError:
    log.exception("division")

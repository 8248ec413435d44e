import logging

handler = logging.StreamHandler()
handler.setFormatter(logging.Formatter("%(levelname)s %(request)s %(message)s"))
log = logging.getLogger("shop")
log.addHandler(handler)
log.error("without a request")
log.error("with one", extra={"request": 7})
handler.setFormatter(logging.Formatter("{request}: {message}", style="{"))
log.error("without a request")

import logging, sys
logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s", stream=sys.stdout, force=True)
logging.info("a", 1)
logging.info("%d items", "x")
logging.info("%s %s", "one")
logging.info("ok %s", "fine")
log = logging.getLogger("a.b"); print(log.name, log.parent.name, log.getEffectiveLevel(), log.isEnabledFor(10), log.hasHandlers(), logging.getLevelName(20), logging.getLevelName("INFO"))
h = logging.StreamHandler(sys.stdout); h.setLevel(logging.WARNING); log.addHandler(h); log.warning("twice"); log.removeHandler(h); log.warning("once")
logging.disable(logging.CRITICAL); log.critical("no"); logging.disable(logging.NOTSET); log.critical("yes")
class H(logging.Handler):
    def emit(self, record): print("H", record.getMessage(), record.levelno, record.args, record.exc_info)
log.addHandler(H()); log.info("to %s", "h"); log.info("dict %(a)s", {"a": 1})

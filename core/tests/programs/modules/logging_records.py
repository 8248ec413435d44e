"""Records made by factories and by hand, children of loggers, adapters, and warnings that are logged."""
import logging
import sys
import warnings

logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format="%(levelname)s %(name)s: %(message)s")
log = logging.getLogger("app")
plain = logging.getLogRecordFactory()
count = 0


def numbered(*args, **kwargs):
    global count
    count += 1
    record = plain(*args, **kwargs)
    record.msg = f"#{count} {record.msg}"
    return record


logging.setLogRecordFactory(numbered)
log.info("one %s", "thing")
log.warning("another")
logging.setLogRecordFactory(plain)
log.info("as before")

record = logging.makeLogRecord({"msg": "by %s", "args": ("hand",), "levelname": "INFO", "name": "x"})
print(record.getMessage(), record.levelname, record.lineno)
log.handle(record)

for name in ("app.db", "app.db.pool", "app.web", "other"):
    logging.getLogger(name)
print(sorted(child.name for child in log.getChildren()))
print(sorted(child.name for child in logging.getLogger().getChildren()))

for key in ("message", "name", "lineno"):
    try:
        log.info("text", extra={key: 1})
    except KeyError as error:
        print(error)
log.info("text", extra={"own": 1})
try:
    logging.getLogger(5)
except TypeError as error:
    print(error)


class Prefixed(logging.LoggerAdapter):
    def process(self, msg, kwargs):
        return f"[{self.extra['user']}] {msg}", kwargs


adapter = Prefixed(log, {"user": "ann"})
adapter.info("hello")
print(adapter.name, adapter.isEnabledFor(logging.DEBUG))
adapter.setLevel(logging.ERROR)
adapter.info("hidden")
adapter.error("shown")
log.setLevel(logging.NOTSET)
seen = []
log.addFilter(lambda record: seen.append(getattr(record, "a", None)) or True)
logging.LoggerAdapter(log, {"a": 1}, merge_extra=True).info("merged", extra={"b": 2})
logging.LoggerAdapter(log, {"a": 1}).info("replaced", extra={"a": 2})
print(seen)


def short(message, category, filename, lineno, line=None):
    return f"{category.__name__}: {message}"


warnings.formatwarning = short
logging.captureWarnings(True)
warnings.warn("look out")
warnings.warn("old", DeprecationWarning)
logging.captureWarnings(False)


def shown(message, category, filename, lineno, file=None, line=None):
    print("own", category.__name__, message)


warnings.showwarning = shown
warnings.warn("by the program's own function")

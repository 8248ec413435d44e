"""Records of helpers: with `stacklevel` they stand where the helper was called."""

import functools
import io
import logging
import sys

logging.basicConfig(
    stream=sys.stdout, level=logging.DEBUG, format="%(levelname)s %(funcName)s:%(lineno)d %(message)s"
)
log = logging.getLogger("shop.orders")


def note(message):
    log.info(message, stacklevel=2)


def twice_removed(message):
    note_for_caller(message)


def note_for_caller(message):
    log.warning(message, stacklevel=3)
    logging.debug("by the root", stacklevel=2)


def logged(function):
    @functools.wraps(function)
    def wrapper(*args):
        adapter.info("calls %s%r", function.__name__, args, stacklevel=2)
        return function(*args)

    return wrapper


adapter = logging.LoggerAdapter(log, {"request": 7})


@logged
def ship(number):
    note(f"ships {number}")


def main():
    note("from main")
    twice_removed("from main")
    ship(3)


main()
note("from the module")
print(adapter, adapter.hasHandlers(), adapter.getEffectiveLevel())
logging.root.handlers.clear()
for options in ({"stream": sys.stdout, "handlers": []}, {"colour": True}):
    try:
        logging.basicConfig(**options)
    except ValueError as error:
        print(error, len(logging.root.handlers))
logging.root.handlers.clear()
text = io.StringIO()
logging.basicConfig(stream=text, format="%(message)s")
logging.basicConfig(colour=True)
logging.error("kept")
print(repr(text.getvalue()))

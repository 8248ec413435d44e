# Loggers may be of a class of the program's own; handlers of signals name the type of frames;
# annotations can be asked for, as they are and evaluated.
import inspect
import logging
import signal
import sys
from types import FrameType

TRACE = 5


def handler(number: int, frame: FrameType | None) -> None:
    pass


class Tracing(logging.Logger):
    def trace(self, message, *args):
        if self.isEnabledFor(TRACE):
            self._log(TRACE, message, args)


print(isinstance(sys._getframe(), FrameType), FrameType, handler.__annotations__)
print(signal.Signals(17).name, signal.SIGABRT.value, signal.SIGPIPE.value)
logging.addLevelName(TRACE, "TRACE")
print(logging.getLoggerClass().__name__)
logging.setLoggerClass(Tracing)
logging.basicConfig(level=TRACE, stream=sys.stdout, format="%(levelname)s %(funcName)s %(message)s")
log = logging.getLogger("a.b")


def work():
    log.trace("step %d", 3)


work()
print(type(log).__name__, logging.getLogger().name, log.parent)
try:
    logging.setLoggerClass(int)
except TypeError as error:
    print(error)


class Marked:
    x: "int" = 1
    y: list[str]


print(inspect.get_annotations(Marked), inspect.get_annotations(Marked, eval_str=True))


async def items():
    yield 1


print(inspect.getasyncgenstate(items()) == inspect.AGEN_CREATED)

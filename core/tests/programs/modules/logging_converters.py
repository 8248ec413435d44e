# A formatter asks its converter for the time of a record: of the class, of the formatter, of a
# class of the program's own; handlers can be held while several records are written.
import logging
import sys
import time
from datetime import datetime, timedelta, timezone

handler = logging.StreamHandler(sys.stdout)
handler.name = "out"
logging.getLogger().addHandler(handler)


def tell(formatter):
    handler.setFormatter(formatter)
    logging.warning("told")


class Own(logging.Formatter):
    def converter(self, timestamp):
        return datetime.fromtimestamp(timestamp, timezone(timedelta(hours=2))).timetuple()


class Short(logging.Formatter):
    def formatTime(self, record, datefmt=None):
        return time.strftime(datefmt or "%H:%M", self.converter(record.created))


tell(logging.Formatter("%(asctime)s %(message)s"))
tell(Own("%(asctime)s own"))
tell(Short("%(asctime)s short"))
one = logging.Formatter("%(asctime)s of one")
one.converter = lambda *seconds: datetime(2023, 1, 2, 3, len(seconds)).timetuple()
tell(one)
logging.Formatter.converter = lambda *seconds: datetime(2024, 5, 6, 7, len(seconds)).timetuple()
tell(logging.Formatter("%(asctime)s of all"))
handler.acquire()
try:
    logging.error("held")
finally:
    handler.release()
print(handler.name, handler)

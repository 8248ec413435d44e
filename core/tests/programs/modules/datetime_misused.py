# What `datetime` says of wrong arguments, which CPython reads in C.
from datetime import date, datetime, time, timedelta, timezone


def t(function):
    try:
        print(repr(function()))
    except Exception as e:
        print(type(e).__name__, e)


t(lambda: date(2020))
t(lambda: date("2020-01-01"))
t(lambda: date(2020, 1, 1, 1))
t(lambda: date(2020, 1, 1).replace(mont=2))
t(lambda: date(2020, 1, 1).replace(1, 2, 3, 4))
t(lambda: date(2020, 1, 1).strftime())
t(lambda: date.max + timedelta(1))
t(lambda: date.min - timedelta(1))
t(lambda: datetime())
t(lambda: datetime(2020))
t(lambda: datetime("2020-01-01"))
t(lambda: datetime(2020, 1, 1, hours=1))
t(lambda: datetime(2020, 1, 1, tzinfo=1))
t(lambda: datetime.now("UTC"))
t(lambda: datetime.fromtimestamp("1"))
t(lambda: datetime.fromtimestamp(None))
t(lambda: datetime.strptime(None, "%Y"))
t(lambda: time(hours=1))
t(lambda: time(1, 2, 3, 4, 5))
t(lambda: timedelta(hour=1))
t(lambda: timedelta(1, 2, 3, 4, 5, 6, 7, 8))
t(lambda: timezone())
t(lambda: timezone(2))
t(lambda: datetime.strptime(2020, "%Y"))
t(lambda: datetime.strptime("2020", 4))
for text, form in [
    ("12/25/2020", "%d/%m/%Y"),
    ("2020-13", "%Y-%m"),
    ("20", "%Y"),
    ("2020-00", "%Y-%d"),
    ("2020-32", "%Y-%d"),
    ("7/4/99", "%m/%d/%y"),
    ("25:10", "%H:%M"),
    ("2020-366", "%Y-%j"),
]:
    t(lambda: datetime.strptime(text, form))
print(datetime(2020, 5, 1, 3, 4, 5).utctimetuple())
print(datetime(2020, 1, 1, tzinfo=timezone(timedelta(hours=2))).utctimetuple())
t(lambda: date.fromordinal(0))
t(lambda: datetime.fromordinal(-1))
t(lambda: datetime(2020, 1, 1, fold=2))

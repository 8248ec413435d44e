# The forms of ISO 8601 that fromisoformat takes, and what strptime reads.
import datetime as dt
from datetime import date, datetime, timedelta, timezone


def show(make):
    try:
        print(make())
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__, error)


for text in ["2019-12-04", "20191204", "2021-W01-1", "2021W011", "2021-W53", "2019-1-4", "x", "2019-W60"]:
    show(lambda: date.fromisoformat(text).isoformat())
for text in [
    "2011-11-04",
    "2011-11-04T00:05:23",
    "2011-11-04 00:05:23.283",
    "2011-11-04 00:05:23,283999+00:00",
    "2011-11-04T00:05:23Z",
    "20111104T000523",
    "2011-W01-2T00:05:23.283",
    "2011-11-04T00:05:23+04:00",
    "2011-11-04T0005-0330",
    "2011-11-04T1",
    "2011-11-04T00:05:",
]:
    show(lambda: datetime.fromisoformat(text).isoformat())
for text in ["04:23:01", "T04:23:01", "T042301", "04:23:01.000384", "04:23:01+04:00", "4:23"]:
    show(lambda: dt.time.fromisoformat(text).isoformat())
for text, form in [
    ("21/11/06 16:30", "%d/%m/%y %H:%M"),
    ("Mon Jan  5 10:20:30 2015", "%a %b %d %H:%M:%S %Y"),
    ("2020-01-01T10:20:30.123+0530", "%Y-%m-%dT%H:%M:%S.%f%z"),
    ("2020-01-01 10:20 Z", "%Y-%m-%d %H:%M %z"),
    ("2020-01-01 10:20 UTC", "%Y-%m-%d %H:%M %Z"),
    ("10:05 PM", "%I:%M %p"),
    ("2024 060", "%Y %j"),
    ("2020", "%Y-%m"),
    ("2020 x", "%Y"),
]:
    show(lambda: datetime.strptime(text, form).isoformat())
print(dt.time.strptime("10:05", "%H:%M"), str(date.strptime("5 Mar 2024", "%d %b %Y")))
tz = timezone(timedelta(hours=5, minutes=30), "IST")
moment = datetime(2020, 1, 1, tzinfo=tz)
print(moment.astimezone(timezone.utc).isoformat(), moment.tzname(), moment.utcoffset())

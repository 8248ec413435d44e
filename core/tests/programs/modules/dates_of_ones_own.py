# Dates are made by __new__, so a subclass can change what they are made of; a zone of one's own
# tells its summer time.
import copy
from datetime import date, datetime, time, timedelta, timezone, tzinfo


class FirstOfMonth(date):
    def __new__(cls, year, month, day):
        return super().__new__(cls, year, month, 1)


class Minutes(timedelta):
    def __new__(cls, minutes):
        return super().__new__(cls, minutes=minutes)


class Noted(date):
    def __init__(self, year, month, day):
        self.note = f"made of {year}, {month}, {day}"


print(FirstOfMonth(2012, 2, 14), repr(FirstOfMonth(2012, 2, 14)))
print(repr(Minutes(5)), repr(Minutes(5) + Minutes(6)), -Minutes(5))
print(Noted(2020, 5, 6), Noted(2020, 5, 6).note, Noted(2020, 5, 6) == date(2020, 5, 6))

try:

    class Wrong(date):
        def __init__(self, year, month, day):
            super().__init__(year, month, day)

    Wrong(2020, 1, 1)
except TypeError as error:
    print(error)


class Summer(tzinfo):
    def utcoffset(self, moment):
        return timedelta(hours=-5) + self.dst(moment)

    def dst(self, moment):
        return timedelta(hours=1 if 4 <= moment.month < 11 else 0)

    def tzname(self, moment):
        return "summer" if self.dst(moment) else "winter"


zone = Summer()
for month in (1, 4, 7, 11):
    there = datetime(2021, month, 1, 3, tzinfo=timezone.utc).astimezone(zone)
    print(there, there.tzname(), there.astimezone(timezone.utc))
for wrong in (datetime(2021, 1, 1), 5):
    try:
        zone.fromutc(wrong)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    datetime(2021, 6, 1).astimezone(5)
except TypeError as error:
    print(error)

print(timezone(timedelta(0)) is timezone.utc, timezone(timedelta(0), "X"), time(1, 2).replace(minute=5))
print(copy.copy(date(2020, 1, 2)), copy.deepcopy([timedelta(3), datetime(2020, 1, 2)]))
for make in (lambda: date(2020), lambda: date(2020, 1, 2, 3), lambda: timezone(), lambda: timedelta(day=3)):
    try:
        make()
    except TypeError as error:
        print(error)

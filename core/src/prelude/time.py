"""Calendar functions of `time`; the clocks are in Rust, and all of them begin at zero, which is
the beginning of 1970 in Universal Time."""

timezone = 0
altzone = 0
daylight = 0
tzname = ("UTC", "UTC")

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")
_FIELDS = ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday",
           "tm_isdst")


class struct_time(tuple):
    """A calendar date with a time of day."""

    tm_zone = "UTC"
    tm_gmtoff = 0

    def __getattr__(self, name):
        if name in _FIELDS:
            return self[_FIELDS.index(name)]
        raise AttributeError(f"'time.struct_time' object has no attribute '{name}'")

    def __repr__(self):
        fields = ", ".join(f"{name}={value!r}" for name, value in zip(_FIELDS, self))
        return f"time.struct_time({fields})"


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in(month, year):
    if month == 2:
        return 29 if _is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


# Such a function in a class, as logging's converters are, gets no self: CPython has it in C.
@staticmethod
def gmtime(seconds=None):
    """The date and time of so many seconds, now by default."""
    if seconds is None:
        seconds = time()
    left = int(seconds // 1)
    days, left = left // 86400, left % 86400
    weekday = (days + 3) % 7
    year = 1970
    while days < 0:
        year -= 1
        days += 366 if _is_leap(year) else 365
    while days >= (366 if _is_leap(year) else 365):
        days -= 366 if _is_leap(year) else 365
        year += 1
    yday, month = days + 1, 1
    while days >= _days_in(month, year):
        days -= _days_in(month, year)
        month += 1
    return struct_time(
        (year, month, days + 1, left // 3600, left // 60 % 60, left % 60, weekday, yday, 0)
    )


localtime = gmtime


def mktime(when):
    """Seconds of a date and time."""
    year, month, day, hour, minute, second = tuple(when)[:6]
    days = day - 1
    for before in range(1970, year):
        days += 366 if _is_leap(before) else 365
    for before in range(1, month):
        days += _days_in(before, year)
    return float(days * 86400 + hour * 3600 + minute * 60 + second)


def strftime(format, when=None):
    """A date and time as text."""
    if when is None:
        when = localtime()
    year, month, day, hour, minute, second, weekday, yday, _ = tuple(when)
    known = {
        "Y": f"{year}", "y": f"{year % 100:02}", "m": f"{month:02}", "d": f"{day:02}",
        "e": f"{day:2}", "H": f"{hour:02}", "I": f"{(hour - 1) % 12 + 1:02}", "M": f"{minute:02}",
        "S": f"{second:02}", "p": "AM" if hour < 12 else "PM", "j": f"{yday:03}",
        "A": _DAYS[weekday], "a": _DAYS[weekday][:3], "B": _MONTHS[month - 1],
        "b": _MONTHS[month - 1][:3], "h": _MONTHS[month - 1][:3], "w": f"{(weekday + 1) % 7}",
        "u": f"{weekday + 1}", "Z": "UTC", "z": "+0000", "%": "%", "n": "\n", "t": "\t",
        "T": f"{hour:02}:{minute:02}:{second:02}", "X": f"{hour:02}:{minute:02}:{second:02}",
        "R": f"{hour:02}:{minute:02}", "F": f"{year}-{month:02}-{day:02}",
        "D": f"{month:02}/{day:02}/{year % 100:02}", "x": f"{month:02}/{day:02}/{year % 100:02}",
        "c": f"{_DAYS[weekday][:3]} {_MONTHS[month - 1][:3]} {day:2} "
             f"{hour:02}:{minute:02}:{second:02} {year}",
        "s": f"{int(mktime(when))}", "U": f"{(yday + 6 - (weekday + 1) % 7) // 7:02}",
        "W": f"{(yday + 6 - weekday) // 7:02}",
    }
    if "G" in format or "V" in format:
        from datetime import date

        iso_year, week, _ = date(year, month, day).isocalendar()
        known.update(G=f"{iso_year}", V=f"{week:02}")
    parts = []
    at = 0
    while at < len(format):
        letter = format[at]
        at += 1
        if letter == "%" and at < len(format):
            bare = format[at] == "-" and at + 1 < len(format)
            at += bare
            letter = known.get(format[at], "%" + format[at])
            if bare:
                letter = letter.lstrip("0 ") or "0"
            at += 1
        parts.append(letter)
    return "".join(parts)


def asctime(when=None):
    """A date and time in the old style."""
    return strftime("%c", when)


def ctime(seconds=None):
    """The date and time of so many seconds in the old style."""
    return asctime(localtime(seconds))


CLOCK_REALTIME = 0
CLOCK_MONOTONIC = 1


def clock_gettime(clk_id, /):
    """The one clock there is."""
    return monotonic()


def clock_gettime_ns(clk_id, /):
    """The one clock there is, in nanoseconds."""
    return monotonic_ns()


def get_clock_info(name, /):
    """What a clock can do."""
    from types import SimpleNamespace

    if name not in ("monotonic", "perf_counter", "process_time", "thread_time", "time"):
        raise ValueError("unknown clock")
    wall = name == "time"
    return SimpleNamespace(
        implementation=f"{name}()", monotonic=not wall, adjustable=wall, resolution=1e-09
    )


def strptime(string, format="%a %b %d %H:%M:%S %Y", /):
    """A text as a date and time."""
    from datetime import datetime

    return datetime.strptime(string, format).timetuple()

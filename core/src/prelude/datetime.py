"""datetime: dates, times and durations; `now()` reads the virtual clock, which begins at the
beginning of 1970."""

import time as _time
from operator import index as _index

MINYEAR = 1
MAXYEAR = 9999
_DAYS_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in_month(year, month):
    if month == 2:
        return 29 if _is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _ordinal(year, month, day):
    y = year - 1
    leap = 1 if month > 2 and _is_leap(year) else 0
    return y * 365 + y // 4 - y // 100 + y // 400 + _DAYS_BEFORE[month - 1] + leap + day


def _from_ordinal(n):
    if not 0 < n < 3652060:
        raise OverflowError("date value out of range")
    year = n * 400 // 146097 + 1
    while _ordinal(year, 1, 1) > n:
        year -= 1
    while _ordinal(year + 1, 1, 1) <= n:
        year += 1
    left = n - _ordinal(year, 1, 1)
    month = 1
    while left >= _days_in_month(year, month):
        left -= _days_in_month(year, month)
        month += 1
    return year, month, left + 1


def _whole(value, name):
    if not isinstance(value, int):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return value


def _check_date(year, month, day):
    for value in (year, month, day):
        _whole(value, "date")
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year must be in {MINYEAR}..{MAXYEAR}, not {year}")
    if not 1 <= month <= 12:
        raise ValueError(f"month must be in 1..12, not {month}")
    last = _days_in_month(year, month)
    if not 1 <= day <= last:
        raise ValueError(f"day {day} must be in range 1..{last} for month {month} in year {year}")


def _kind(value):
    if value is None:
        return "None"
    kind = type(value)
    return ("datetime." if kind.__module__ == "datetime" else "") + kind.__name__


def _check_zone(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError(
            f"tzinfo argument must be None or of a tzinfo subclass, not type '{_kind(tz)}'"
        )


def _check_time(hour, minute, second, microsecond, tz, fold):
    _check_zone(tz)
    for name, value, last in (
        ("hour", hour, 23),
        ("minute", minute, 59),
        ("second", second, 59),
        ("microsecond", microsecond, 999999),
    ):
        if not 0 <= _whole(value, name) <= last:
            raise ValueError(f"{name} must be in 0..{last}, not {value}")
    if fold not in (0, 1):
        raise ValueError(f"fold must be either 0 or 1, not {fold}")


def _compared(compare, is_order=True):
    def method(self, other):
        if not isinstance(other, type(self)) and not isinstance(self, type(other)):
            return NotImplemented
        if self._has_clock != other._has_clock:
            return NotImplemented
        if self._is_naive() != other._is_naive():
            if is_order:
                kind = "datetimes" if self._has_clock else "times"
                raise TypeError(f"can't compare offset-naive and offset-aware {kind}")
            return False
        return compare(self._key(), other._key())

    return method


class _Ordered:
    """Comparison by `_key()`."""

    _has_clock = False
    __lt__ = _compared(lambda a, b: a < b)
    __le__ = _compared(lambda a, b: a <= b)
    __gt__ = _compared(lambda a, b: a > b)
    __ge__ = _compared(lambda a, b: a >= b)
    __eq__ = _compared(lambda a, b: a == b, False)

    def _is_naive(self):
        return True

    def __hash__(self):
        return hash(self._key())

    def __reduce__(self):
        return object.__new__, (type(self),), self.__dict__

    def _shown(self, parts):
        cls = type(self)
        module = "datetime." if cls.__module__ == "datetime" else ""
        return f"{module}{cls.__name__}({', '.join(parts)})"


class _Clock:
    """What a time of the day and a moment have."""

    hour = property(lambda self: self._clock[0])
    minute = property(lambda self: self._clock[1])
    second = property(lambda self: self._clock[2])
    microsecond = property(lambda self: self._clock[3])
    tzinfo = property(lambda self: self._tz)
    fold = property(lambda self: self._fold)

    def _set_clock(self, hour, minute, second, microsecond, tz, fold):
        _check_time(hour, minute, second, microsecond, tz, fold)
        self._clock, self._tz, self._fold = (hour, minute, second, microsecond), tz, fold
        return self

    def _asked(self, name):
        """What the zone says of this moment; a time of no day tells it no moment."""
        if self._tz is None:
            return None
        said = getattr(self._tz, name)(self if self._has_clock else None)
        if name != "tzname" and not isinstance(said, (timedelta, type(None))):
            kind = type(said).__name__
            raise TypeError(f"tzinfo.{name}() must return None or timedelta, not {kind!r}")
        return said

    def utcoffset(self):
        return self._asked("utcoffset")

    def tzname(self):
        return self._asked("tzname")

    def dst(self):
        return self._asked("dst")

    def _is_naive(self):
        return self.utcoffset() is None

    def _clock_parts(self):
        hour, minute, second, micro = self._clock
        parts = [hour, minute, second, micro] if micro else [hour, minute, second]
        texts = [str(part) for part in (parts if parts[2:] != [0] else parts[:2])]
        if self._tz is not None:
            texts.append(f"tzinfo={self._tz!r}")
        if self._fold:
            texts.append("fold=1")
        return texts

    def replace(self, *values, **changes):
        names = self._names
        fields = {name: getattr(self, name) for name in (*names, "fold")}
        fields.update(zip(names, values))
        fields.update(changes)
        if not fields["fold"]:
            del fields["fold"]
        return type(self)(*[fields.pop(name) for name in names], **fields)

    __replace__ = replace


class timedelta(_Ordered):
    def __new__(
        cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0
    ):
        whole, fraction = 0, 0.0
        for name, value, factor in (
            ("weeks", weeks, 604_800_000_000),
            ("days", days, 86_400_000_000),
            ("hours", hours, 3_600_000_000),
            ("minutes", minutes, 60_000_000),
            ("seconds", seconds, 1_000_000),
            ("milliseconds", milliseconds, 1000),
            ("microseconds", microseconds, 1),
        ):
            if isinstance(value, int):
                whole += value * factor
            elif isinstance(value, float):
                units = int(value)
                whole += units * factor
                fraction += (value - units) * factor
            else:
                raise TypeError(
                    f"unsupported type for timedelta {name} component: {type(value).__name__}"
                )
        # Halves go to the even microsecond of the sum.
        micro = whole % 1_000_000
        self = object.__new__(cls)
        self._us = whole - micro + round(micro + fraction)
        if abs(self._us // 86_400_000_000) > 999_999_999:
            raise OverflowError(f"days={self.days}; must have magnitude <= 999999999")
        return self

    @classmethod
    def _of(cls, microseconds):
        made = timedelta.__new__(cls)
        made._us = microseconds
        return made

    def _key(self):
        return self._us

    @property
    def days(self):
        return self._us // 86_400_000_000

    @property
    def seconds(self):
        return self._us // 1_000_000 % 86400

    @property
    def microseconds(self):
        return self._us % 1_000_000

    def total_seconds(self):
        return self._us / 1_000_000

    def __repr__(self):
        parts = []
        for name in ("days", "seconds", "microseconds"):
            if getattr(self, name):
                parts.append(f"{name}={getattr(self, name)}")
        return self._shown(parts or ["0"])

    def __str__(self):
        minutes, second = divmod(self.seconds, 60)
        hour, minute = divmod(minutes, 60)
        text = f"{hour}:{minute:02d}:{second:02d}"
        if self.days:
            plural = "" if abs(self.days) == 1 else "s"
            text = f"{self.days} day{plural}, {text}"
        if self.microseconds:
            text += f".{self.microseconds:06d}"
        return text

    def __add__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._us + other._us)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._us - other._us)
        return NotImplemented

    def __rsub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(other._us - self._us)
        return NotImplemented

    def __neg__(self):
        return timedelta._of(-self._us)

    def __pos__(self):
        return self

    def __abs__(self):
        return timedelta._of(abs(self._us))

    def __bool__(self):
        return self._us != 0

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._us * other)
        if isinstance(other, float):
            top, bottom = other.as_integer_ratio()
            return timedelta._of(_rounded(self._us * top, bottom))
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us / other._us
        if isinstance(other, int):
            return timedelta._of(_rounded(self._us, other))
        if isinstance(other, float):
            top, bottom = other.as_integer_ratio()
            return timedelta._of(_rounded(self._us * bottom, top))
        return NotImplemented

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us // other._us
        if isinstance(other, int):
            return timedelta._of(self._us // other)
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._us % other._us)
        return NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            return self // other, self % other
        return NotImplemented


def _rounded(top, bottom):
    """The nearest integer, halves to even."""
    quotient, left = divmod(top, bottom)
    left *= 2
    above = left > bottom if bottom > 0 else left < bottom
    return quotient + 1 if above or left == bottom and quotient % 2 == 1 else quotient


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


class tzinfo:
    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset, saved = dt.utcoffset(), dt.dst()
        for name, said in ("utcoffset", offset), ("dst", saved):
            if said is None:
                raise ValueError(f"fromutc: non-None {name}() result required")
        if offset != saved:
            dt += offset - saved
            saved = dt.dst()
            if saved is None:
                raise ValueError("fromutc: tz.dst() gave inconsistent results; cannot convert")
        return dt + saved


class timezone(tzinfo):
    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(
                f"timezone() argument 1 must be datetime.timedelta, not {_kind(offset)}"
            )
        if not timedelta(hours=-24) < offset < timedelta(hours=24):
            raise ValueError(
                "offset must be a timedelta strictly between -timedelta(hours=24) and "
                f"timedelta(hours=24), not {offset!r}"
            )
        if not isinstance(name, (str, type(None))):
            raise TypeError(f"timezone() argument 2 must be str, not {_kind(name)}")
        if name is None and not offset and "utc" in cls.__dict__:
            return cls.utc
        self = object.__new__(cls)
        self._offset, self._name = offset, name
        return self

    def __reduce__(self):
        return type(self), (self._offset, self._name)

    def utcoffset(self, dt):
        if not isinstance(dt, (datetime, type(None))):
            raise TypeError(
                f"utcoffset(dt) argument must be a datetime instance or None, not {_kind(dt)}"
            )
        return self._offset

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime instance")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset

    def dst(self, dt):
        return None

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return "UTC" + (_offset_text(self._offset) if self._offset else "")

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        if self._name is None:
            return f"datetime.timezone({self._offset!r})"
        return f"datetime.timezone({self._offset!r}, {self._name!r})"

    def __str__(self):
        return self.tzname(None)


timezone.utc = UTC = timezone(timedelta(0))


def _offset_text(offset, separator=":"):
    sign = "-" if offset < timedelta(0) else "+"
    minutes, second = divmod(abs(offset)._us // 1_000_000, 60)
    hour, minute = divmod(minutes, 60)
    text = f"{sign}{hour:02d}{separator}{minute:02d}"
    return text + (f"{separator}{second:02d}" if second else "")


def _strftime(self, form, moment):
    if not isinstance(form, str):
        raise TypeError(f"strftime() argument 1 must be str, not {type(form).__name__}")
    out = []
    at = 0
    while at < len(form):
        two = form[at : at + 2]
        if two == "%f":
            out.append(f"{getattr(self, 'microsecond', 0):06d}")
        elif two == "%z":
            offset = self.utcoffset() if hasattr(self, "utcoffset") else None
            out.append("" if offset is None else _offset_text(offset, ""))
        elif form.startswith("%:z", at):
            offset = self.utcoffset() if hasattr(self, "utcoffset") else None
            out.append("" if offset is None else _offset_text(offset))
            at += 1
        elif two == "%Z":
            out.append((self.tzname() if hasattr(self, "tzname") else None) or "")
        elif two[:1] == "%" and len(two) == 2:
            bare = two == "%-"
            out.append(_time.strftime(form[at : at + 2 + bare], moment))
            at += bare
        else:
            out.append(form[at])
            at -= 1
        at += 2
    return "".join(out)


class _IsoCalendarDate(tuple):
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        year, week, weekday = self
        return f"datetime.IsoCalendarDate(year={year}, week={week}, weekday={weekday})"


def _digits(text, *widths):
    """Whole numbers of so many digits, side by side."""
    numbers = []
    for width in widths:
        part, text = text[:width], text[width:]
        if len(part) != width or not (part.isascii() and part.isdigit()):
            raise ValueError(part)
        numbers.append(int(part))
    if text:
        raise ValueError(text)
    return numbers


def _iso_text(text):
    if not isinstance(text, str):
        raise TypeError("fromisoformat: argument must be str")
    return text


def _iso_date(text):
    """Year, month and day of a text like 2024-03-01, 20240301 or 2024-W09-5."""
    year, rest = text[:4], text[4:]
    dash = rest[:1] == "-"
    rest = rest[dash:]
    if rest[:1] == "W":
        week, day = rest[1:3], rest[3:]
        if day and dash != (day[:1] == "-"):
            raise ValueError(text)
        numbers = _digits(year + week + (day[dash:] if day else "1"), 4, 2, 1)
        day = date.fromisocalendar(*numbers)
        return day.year, day.month, day.day
    if dash:
        if rest[2:3] != "-":
            raise ValueError(text)
        rest = rest[:2] + rest[3:]
    return _digits(year + rest, 4, 2, 2)


def _iso_end(text):
    """Where the date ends in a text of a date and a time."""
    if text[4:6] == "-W":
        return 10 if text[8:9] == "-" else 8
    if text[4:5] == "W":
        return 8 if text[7:8].isdigit() else 7
    return 10 if text[4:5] == "-" else 8


def _iso_clock(text):
    """Hour, minute, second and microsecond of a text like 10:20:30.5 or 102030."""
    whole, point, part = text.replace(",", ".").partition(".")
    parts = whole.split(":") if ":" in whole else [whole[at : at + 2] for at in range(0, len(whole), 2)]
    if len(parts) > 3 or point and (len(parts) < 3 or not part):
        raise ValueError(text)
    numbers = [_digits(part, 2)[0] for part in parts]
    numbers += [0] * (3 - len(numbers))
    return numbers + _digits((part + "000000")[:6], 6)


def _iso_time(text):
    """As _iso_clock, and the time zone behind it."""
    if not text:
        return [0, 0, 0, 0], None
    tz = None
    if text[-1] == "Z":
        text, tz = text[:-1], timezone.utc
    for sign in "+-":
        if sign in text:
            text, _, offset = text.partition(sign)
            hour, minute, second, micro = _iso_clock(offset)
            delta = timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micro)
            tz = timezone(-delta if sign == "-" else delta) if delta else timezone.utc
    return _iso_clock(text), tz


class date(_Ordered):
    def __new__(cls, year, month, day):
        _check_date(year, month, day)
        self = object.__new__(cls)
        self._year, self._month, self._day = year, month, day
        return self

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp):
        return cls.fromordinal(719163 + int(timestamp // 86400))

    @classmethod
    def fromordinal(cls, n):
        if _index(n) < 1:
            raise ValueError("ordinal must be >= 1")
        return cls(*_from_ordinal(n))

    @classmethod
    def fromisoformat(cls, text):
        try:
            numbers = _iso_date(_iso_text(text))
        except ValueError:
            raise ValueError(f"Invalid isoformat string: {text!r}") from None
        return cls(*numbers)

    @classmethod
    def strptime(cls, text, format):
        return cls(*_parse(text, format)[:3])

    def _key(self):
        return (self._year, self._month, self._day)

    def toordinal(self):
        return _ordinal(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        thursday = self.toordinal() - self.weekday() + 3
        year = _from_ordinal(thursday)[0]
        week = (thursday - _ordinal(year, 1, 1)) // 7 + 1
        return _IsoCalendarDate((year, week, self.weekday() + 1))

    @classmethod
    def fromisocalendar(cls, year, week, day):
        first = _ordinal(year, 1, 4)
        if not 0 < week < 53 and (week != 53 or cls(year, 12, 28).isocalendar().week != 53):
            raise ValueError(f"Invalid week: {week}")
        if not 0 < day < 8:
            raise ValueError(f"Invalid weekday: {day} (range is [1, 7])")
        return cls.fromordinal(first - (first + 6) % 7 + (week - 1) * 7 + day - 1)

    def isoformat(self):
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}"

    __str__ = isoformat

    def __repr__(self):
        return self._shown([str(self._year), str(self._month), str(self._day)])

    def timetuple(self):
        return self._tuple(0, 0, 0)

    def _tuple(self, hour, minute, second):
        yday = self.toordinal() - _ordinal(self._year, 1, 1) + 1
        fields = (self._year, self._month, self._day, hour, minute, second, self.weekday(), yday, -1)
        return _time.struct_time(fields)

    def ctime(self):
        return self.strftime(f"%a %b {self._day:2d} %H:%M:%S %Y")

    def strftime(self, format):
        return _strftime(self, format, self.timetuple())

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def replace(self, year=None, month=None, day=None):
        return type(self)(
            self._year if year is None else year,
            self._month if month is None else month,
            self._day if day is None else day,
        )

    __replace__ = replace

    def __add__(self, other):
        if isinstance(other, timedelta):
            return type(self)(*_from_ordinal(self.toordinal() + other.days))
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date) and not isinstance(other, datetime):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)


def _time_text(hour, minute, second, microsecond, timespec="auto"):
    if timespec == "auto":
        timespec = "microseconds" if microsecond else "seconds"
    texts = {
        "hours": f"{hour:02d}",
        "minutes": f"{hour:02d}:{minute:02d}",
        "seconds": f"{hour:02d}:{minute:02d}:{second:02d}",
        "milliseconds": f"{hour:02d}:{minute:02d}:{second:02d}.{microsecond // 1000:03d}",
        "microseconds": f"{hour:02d}:{minute:02d}:{second:02d}.{microsecond:06d}",
    }
    if timespec not in texts:
        raise ValueError("Unknown timespec value")
    return texts[timespec]


class time(_Clock, _Ordered):
    _names = ("hour", "minute", "second", "microsecond", "tzinfo")

    @classmethod
    def fromisoformat(cls, text):
        try:
            clock, tz = _iso_time(_iso_text(text).removeprefix("T"))
        except ValueError:
            raise ValueError(f"Invalid isoformat string: {text!r}") from None
        return cls(*clock, tz)

    @classmethod
    def strptime(cls, text, format):
        return cls(*_parse(text, format)[3:])

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        return object.__new__(cls)._set_clock(hour, minute, second, microsecond, tzinfo, fold)

    def _key(self):
        hour, minute, second, micro = self._clock
        whole = ((hour * 60 + minute) * 60 + second) * 1_000_000 + micro
        offset = self.utcoffset()
        return whole if offset is None else whole - offset._us

    def isoformat(self, timespec="auto"):
        text = _time_text(*self._clock, timespec)
        offset = self.utcoffset()
        return text if offset is None else text + _offset_text(offset)

    __str__ = isoformat

    def __repr__(self):
        return self._shown(self._clock_parts())

    def strftime(self, format):
        fields = (1900, 1, 1, self.hour, self.minute, self.second, 0, 1, -1)
        return _strftime(self, format, _time.struct_time(fields))

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)


time.min = time(0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)
_day, _clock_time = date, time


def _deprecated(name, instead):
    import warnings

    warnings.warn(
        f"datetime.datetime.{name}() is deprecated and scheduled for removal in a future version. "
        "Use timezone-aware objects to represent datetimes in UTC: "
        f"datetime.datetime.{instead}datetime.UTC).",
        DeprecationWarning,
    )


class datetime(_Clock, date):
    _has_clock = True
    _names = ("year", "month", "day", *time._names)

    def __new__(
        cls, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0
    ):
        self = _day.__new__(cls, year, month, day)
        return self._set_clock(hour, minute, second, microsecond, tzinfo, fold)

    @classmethod
    def _of(cls, microseconds, tz=None):
        """So many microseconds after the beginning of year 1."""
        days, left = divmod(microseconds, 86_400_000_000)
        seconds, micro = divmod(left, 1_000_000)
        minutes, second = divmod(seconds, 60)
        hour, minute = divmod(minutes, 60)
        return cls(*_from_ordinal(days + 1), hour, minute, second, micro, tz)

    def _us(self):
        seconds = (self.hour * 60 + self.minute) * 60 + self.second
        return ((self.toordinal() - 1) * 86400 + seconds) * 1_000_000 + self.microsecond

    def _key(self):
        offset = self.utcoffset()
        return self._us() if offset is None else self._us() - offset._us

    @classmethod
    def now(cls, tz=None):
        _check_zone(tz)
        made = cls._of(62135596800_000_000 + _time.time_ns() // 1000)
        return made if tz is None else made.replace(tzinfo=timezone.utc).astimezone(tz)

    @classmethod
    def utcnow(cls):
        _deprecated("utcnow", "now(")
        return cls.now()

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        if not isinstance(timestamp, (int, float)):
            raise TypeError(f"argument must be int or float, not {type(timestamp).__name__}")
        made = cls._of(62135596800_000_000 + round(timestamp * 1_000_000))
        return made if tz is None else made.replace(tzinfo=timezone.utc).astimezone(tz)

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        _deprecated("utcfromtimestamp", "fromtimestamp(timestamp, ")
        return cls.fromtimestamp(timestamp)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        for at, (part, kind) in enumerate(((date, _day), (time, _clock_time)), 1):
            if not isinstance(part, kind):
                name = f"datetime.{kind.__name__}, not {type(part).__name__}"
                raise TypeError(f"combine() argument {at} must be {name}")
        zone = time.tzinfo if tzinfo is True else tzinfo
        return cls(date.year, date.month, date.day, *time._clock, zone, fold=time.fold)

    @classmethod
    def fromisoformat(cls, text):
        try:
            end = _iso_end(_iso_text(text))
            day = _iso_date(text[:end])
            if len(text) == end + 1:
                raise ValueError(text)
            clock, tz = _iso_time(text[end + 1 :])
        except ValueError:
            raise ValueError(f"Invalid isoformat string: {text!r}") from None
        if clock == [24, 0, 0, 0]:
            # Midnight, as the end of the day.
            return cls(*day, tzinfo=tz) + timedelta(1)
        return cls(*day, *clock, tz)

    @classmethod
    def strptime(cls, text, format):
        return cls(*_parse(text, format))

    def astimezone(self, tz=None):
        _check_zone(tz)
        tz = timezone.utc if tz is None else tz
        offset = self.utcoffset() or timedelta(0)
        return tz.fromutc(type(self)._of(self._us() - offset._us, tz))

    def date(self):
        return globals()["date"](self.year, self.month, self.day)

    def time(self):
        return _clock_time(*self._clock, fold=self._fold)

    def timetz(self):
        return self.time().replace(tzinfo=self.tzinfo)

    def timestamp(self):
        offset = self.utcoffset() or timedelta(0)
        return (self._us() - offset._us - 62135596800_000_000) / 1_000_000

    def timetuple(self):
        return self._tuple(self.hour, self.minute, self.second)

    def utctimetuple(self):
        utc = self - (self.utcoffset() or timedelta(0))
        return _time.struct_time((*utc.timetuple()[:8], 0))

    def isoformat(self, sep="T", timespec="auto"):
        if not isinstance(sep, str) or len(sep) != 1:
            kind = f"a string of length {len(sep)}" if isinstance(sep, str) else _kind(sep)
            raise TypeError(f"isoformat() argument 1 must be a unicode character, not {kind}")
        clock = _time_text(*self._clock, timespec)
        offset = self.utcoffset()
        text = f"{date.isoformat(self)}{sep}{clock}"
        return text if offset is None else text + _offset_text(offset)

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        day = [str(self.year), str(self.month), str(self.day)]
        return self._shown(day + self._clock_parts())

    def __add__(self, other):
        if isinstance(other, timedelta):
            return type(self)._of(self._us() + other._us, self.tzinfo)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return type(self)._of(self._us() - other._us, self.tzinfo)
        if isinstance(other, datetime):
            if (self.tzinfo is None) != (other.tzinfo is None):
                raise TypeError("can't subtract offset-naive and offset-aware datetimes")
            return timedelta._of(self._key() - other._key())
        return NotImplemented


datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)

# The greatest number of each kind, in as many digits as it may have.
_MOST = {
    "Y": "9999", "m": "12", "d": "31", "H": "23", "M": "59", "S": "61", "f": "999999", "y": "99",
    "I": "12", "j": "366",
}


def _parse(text, format):
    """The fields of a text, by a format of `strptime`."""
    for number, value in (1, text), (2, format):
        if not isinstance(value, str):
            raise TypeError(f"strptime() argument {number} must be str, not {_kind(value)}")
    wrong = ValueError(f"time data {text!r} does not match format {format!r}")
    found = {"Y": 1900, "m": 1, "d": 1, "H": 0, "M": 0, "S": 0, "f": 0}
    at = place = 0
    afternoon = tz = None
    while place < len(format):
        if format[place].isspace():
            if not text[at : at + 1].isspace():
                raise wrong
            while text[at : at + 1].isspace():
                at += 1
            while format[place : place + 1].isspace():
                place += 1
            continue
        if format[place] != "%":
            if text[at : at + 1] != format[place]:
                raise wrong
            at += 1
            place += 1
            continue
        kind = format[place + 1]
        place += 2
        if kind in _MOST:
            most = _MOST[kind]
            end = at
            while text[end : end + 1].isdigit() and end - at < len(most):
                if int(text[at : end + 1]) > int(most):
                    break
                end += 1
            digits = text[at:end]
            if not digits or kind in "Yy" and end - at < len(most) or kind in "mdIj" and not int(digits):
                raise wrong
            found[kind] = int((digits + "000000")[:6] if kind == "f" else digits)
            at = end
        elif kind in "bB":
            for number, name in enumerate(_MONTHS, 1):
                if text[at : at + 3].lower() == name.lower():
                    found["m"] = number
                    break
            else:
                raise wrong
            at += 3
            while kind == "B" and at < len(text) and text[at].isalpha():
                at += 1
        elif kind in "aA":
            while at < len(text) and text[at].isalpha():
                at += 1
        elif kind in "zZ":
            end = at + 1
            while end < len(text) and (text[end].isalnum() or text[end] in ":."):
                end += 1
            if kind == "z":
                tz = _iso_time("00" + text[at:end])[1]
            at = end
        elif kind == "p":
            afternoon = text[at : at + 2].upper() == "PM"
            at += 2
        elif kind == "%":
            at += 1
        else:
            raise ValueError(f"{kind!r} is a bad directive in format {format!r}")
    if at != len(text):
        raise ValueError(f"unconverted data remains: {text[at:]}")
    if "y" in found:
        found["Y"] = found["y"] + (2000 if found["y"] < 69 else 1900)
    if "I" in found:
        found["H"] = found["I"] % 12 + (12 if afternoon else 0)
    if "j" in found:
        day = date(found["Y"], 1, 1) + timedelta(days=found["j"] - 1)
        found["m"], found["d"] = day.month, day.day
    return [found[name] for name in ("Y", "m", "d", "H", "M", "S", "f")] + [tz]

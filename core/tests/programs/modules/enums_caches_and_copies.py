"""Enums made by a call, keys of caches, copies of default dicts, days and moments compared."""
import enum
import functools
from collections import defaultdict
from dataclasses import asdict, astuple, dataclass, field
from datetime import date, datetime, time, timedelta, timezone

Color = enum.Enum("Color", "RED GREEN BLUE")
Perm = enum.Flag("Perm", ["READ", "WRITE", "EXEC"])
Mode = enum.StrEnum("Mode", ("FAST", "SLOW"))
Level = enum.IntEnum("Level", "LOW HIGH", start=10)
Pair = enum.Enum("Pair", [("A", 5), ("B", "x")])
for kind in (Color, Perm, Mode, Level, Pair):
    print([(member.name, member.value) for member in kind])


@functools.lru_cache(maxsize=2)
def double(value):
    return value * 2


for wrong in ([1], {}, {1}):
    try:
        double(wrong)
    except TypeError as error:
        print(error)
print(double(2), double("a"), double.cache_info())


@dataclass
class Index:
    words: defaultdict = field(default_factory=lambda: defaultdict(list))


index = Index()
index.words["a"].append(1)
copied = asdict(index)
copied["words"]["b"].append(2)
print(copied, index, astuple(index))

noon, day = datetime(2024, 3, 5, 12), date(2024, 3, 5)
print(noon.ctime(), day.ctime(), datetime(2024, 3, 15).ctime())
print(day == noon, noon == day, day != noon, time(1, 2).dst(), time(1, tzinfo=timezone.utc).dst())
for compare in (lambda: day < noon, lambda: noon > day, lambda: day - noon, lambda: noon - day):
    try:
        print(compare())
    except TypeError as error:
        print("TypeError", str(error).replace("datetime.", ""))
print(day - date(2024, 2, 28), noon - datetime(2024, 3, 1), day < date(2024, 3, 6), timedelta(1) < timedelta(2))

# Types of the library that are written in C are told with their modules.
import datetime
import functools
import itertools
from collections import Counter, OrderedDict, defaultdict, deque

delta = datetime.timedelta(1)
for act in [
    lambda: deque() + 5,
    lambda: OrderedDict() + 5,
    lambda: defaultdict() + 5,
    lambda: Counter() + 5,
    lambda: delta + 5,
    lambda: datetime.time() + 5,
    lambda: datetime.timezone.utc + 5,
    lambda: itertools.count() + 5,
    lambda: functools.partial(print) + 5,
    lambda: delta(),
    lambda: delta[0],
    lambda: len(delta),
    lambda: delta < 5,
    lambda: deque() < 5,
    lambda: [1][deque()],
    lambda: {}[deque()],
    lambda: delta.foo,
    lambda: deque().foo,
    lambda: int(delta),
    lambda: [x for x in delta],
    lambda: -deque(),
    lambda: itertools.chain()[0],
    lambda: "a" + delta,
    lambda: sum([delta]),
    lambda: round(delta),
    lambda: range(delta),
    lambda: f"{delta:>10}",
    lambda: "%d" % delta,
    lambda: sorted([delta, 5]),
]:
    try:
        print(act())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
print(deque([1]), defaultdict(int), type(delta).__name__, itertools.count(1), OrderedDict(a=1))

# Dates that know their zone can be copied, so dataclasses of them become dicts.
import copy
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta, timezone


@dataclass
class Stamp:
    name: str
    when: datetime = field(default=datetime(2024, 2, 28, 23, 59, tzinfo=timezone.utc))


print(asdict(Stamp("a")))
print(copy.deepcopy(timezone.utc) is timezone.utc, copy.copy(timezone(timedelta(hours=2))))
named = timezone(timedelta(hours=-5), "EST")
print(repr(copy.deepcopy(named)), copy.deepcopy(datetime(2024, 1, 1, tzinfo=named)))

"""pprint: long texts over several lines, dataclasses by their fields, and printers with options."""
import pprint
import sys
from dataclasses import dataclass, field

TEXT = "the quick brown fox jumps over the lazy dog"


@dataclass
class Job:
    name: str
    steps: list
    parent: "Job | None" = None
    secret: str = field(default="x", repr=False)


pprint.pprint({"text": TEXT * 3, "n": 1})
pprint.pprint(f"{TEXT} " * 4)
pprint.pprint([f"{TEXT} " * 2, {"key": f"{TEXT}\nand {TEXT}, twice, on two lines"}], width=40)
pprint.pprint("no_blanks_in_here" * 8)
pprint.pprint(("a b c " * 20, "short"), width=30, indent=4)
pprint.pprint([Job("n" * 30, list(range(30))), Job("small", [])])
pprint.pprint(Job("outer", ["one", "two"], Job("inner" * 8, [TEXT])), width=50)
printer = pprint.PrettyPrinter(indent=4, width=40)
printer.pprint([["a" * 20, "b" * 20], ("x",) * 3])
print(printer.pformat({1: 2, "a": TEXT}))
pprint.PrettyPrinter(depth=1, stream=sys.stdout).pprint({"a": {"b": {"c": 1}}})
pprint.PrettyPrinter(width=20, compact=True, sort_dicts=False).pprint({"b": list(range(12)), "a": 1})

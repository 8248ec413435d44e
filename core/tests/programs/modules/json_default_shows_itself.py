"""What `default` gets may be shown by its repr; standard deviations to the last bit."""

import asyncio
import json
import statistics


class Job:
    def __init__(self, name):
        self.name, self.tags = name, {"new"}

    def __repr__(self):
        return f"Job({self.name!r}, {self.tags})"


def plain(value):
    if isinstance(value, set):
        return {"items": sorted(value), "shown": repr(value)}
    return vars(value)


async def main():
    print(json.dumps({"tags": {1}}, default=str))
    print(json.dumps([Job("a"), {2}], default=repr))
    print(json.dumps(Job("b"), default=plain, indent=1))
    report = {"name": "c", "tags": {3}}
    print(json.dumps(report, default=lambda value: str([value, report])))
    ring = []
    ring.append(ring)
    for value, default in [(ring, str), ({1}, lambda value: value), ({1}, lambda value: [value])]:
        try:
            print(json.dumps(value, default=default))
        except ValueError as error:
            print(error)
    for numbers in ([-9, -9, 9, 1, 2], [0, 0, 0, 1, 2, 4], [-6, -5, 2, -9, -8, 1], [1e-200, 2e-200]):
        print(statistics.stdev(numbers), statistics.pstdev(numbers))
    print(statistics.stdev([10**20, 10**20 + 5]), statistics.pstdev([5]), statistics.stdev([2, 2]))
    print(statistics.stdev([0.1, 0.25, 0.7]), statistics.pstdev([1.5, 2.5, 4.0], mu=2))


asyncio.run(main())

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Reading:
    city: str
    degrees: float
    at: datetime


async def station(city, temperatures, every):
    for degrees in temperatures:
        await asyncio.sleep(every.total_seconds())
        yield Reading(city, degrees, datetime.now())


async def collect(readings, *args):
    async for reading in station(*args):
        readings.append(reading)


async def main():
    readings = []
    await asyncio.gather(
        collect(readings, "Oslo", [1.5, 2.0, 0.5], timedelta(minutes=10)),
        collect(readings, "Rome", [20.5, 21.25], timedelta(minutes=15)),
    )
    for reading in readings:
        print(f"{reading.at:%H:%M} {reading.city:<5} {reading.degrees:>6.2f}")
    print(max(readings, key=lambda reading: reading.degrees))


asyncio.run(main())

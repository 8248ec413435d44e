# Random identifiers come from a generator of their own; a page has a platform too.
import asyncio
import os
import platform
import random
import uuid

if platform.system() == "Windows":
    asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())

first = random.random()
made = uuid.uuid4()
print(made, repr(made), made.hex, made.version, len(made.bytes), made.urn, str(made)[14])
print(os.urandom(4).hex(), random.random(), first)
same = uuid.UUID(str(made))
print(same == made, hash(same) == hash(made), same is made, {made: 1}[same], int(same) == made.int)
print(uuid.UUID("{12345678-1234-5678-1234-567812345678}"), uuid.UUID(int=5), uuid.UUID(bytes=bytes(16)))
print(sorted([uuid.UUID(int=2), uuid.UUID(int=1)])[0])
for act in [
    lambda: uuid.UUID("nonsense"),
    lambda: uuid.UUID(),
    lambda: uuid.UUID(int=-1),
    lambda: uuid.UUID(bytes=b"short"),
    lambda: setattr(made, "int", 5),
    lambda: made < 5,
]:
    try:
        print(act())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(platform.python_implementation(), platform.python_version().startswith("3.14"))


async def handle(name):
    request = uuid.uuid4()
    await asyncio.sleep(0.1)
    return name, str(request)[:8]


async def main():
    print(await asyncio.gather(*(handle(name) for name in "abc")))


asyncio.run(main())
print(uuid.UUID("12345678-1234-5678-1234-567812345678").version, uuid.uuid4().version)

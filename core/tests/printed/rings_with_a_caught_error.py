"""What a frame leaves behind in a ring with an error that it has caught is told of when the program is
over; without the ring it dies with the frame."""
import asyncio


class Resource:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, "is deleted")


async def fail():
    await asyncio.sleep(0)
    raise ValueError


async def in_a_ring():
    resource = Resource("in a ring")
    task = asyncio.create_task(fail())
    try:
        await task
    except ValueError:
        print(resource.name)


async def kept_as_a_local():
    resource = Resource("beside an error")
    try:
        await fail()
    except ValueError as error:
        kept = error
    print(resource.name, repr(kept))


async def let_go():
    resource = Resource("let go")
    task = asyncio.create_task(fail())
    try:
        await task
    except ValueError:
        del task
    print(resource.name)


async def given(errors):
    resource = Resource("given away")
    try:
        await fail()
    except ValueError as error:
        errors.append(error)
    print(resource.name)


async def main():
    for run in (in_a_ring, kept_as_a_local, let_go):
        await run()
        print("after", run.__name__)
    errors = []
    await given(errors)
    print("after given")
    errors.clear()
    print("the end of main")


asyncio.run(main())
print("the end")

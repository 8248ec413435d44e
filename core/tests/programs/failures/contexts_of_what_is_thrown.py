# What is thrown into a generator or a task follows on what that one handles itself, and not on what is
# handled by those who throw it or who run the loop; a wait that was cancelled is told where it is woken.
import asyncio


def story(error):
    return "nothing" if error is None else f"{error!r} during {story(error.__context__)}"


def calm():
    while True:
        try:
            yield "calm"
        except ValueError as error:
            print("calm got", story(error))


def busy():
    try:
        raise KeyError("busy")
    except KeyError:
        try:
            yield "busy"
        except ValueError as error:
            print("busy got", story(error))
        yield "still busy"


def around(inner):
    return (yield from inner)


def thrown_by_hand():
    for make in (calm, busy, lambda: around(calm()), lambda: around(busy())):
        generator = make()
        next(generator)
        try:
            raise OSError("outside")
        except OSError:
            print(generator.throw(ValueError("thrown")))
    try:
        raise OSError("outside")
    except OSError:
        try:
            calm().throw(ValueError("at the start"))
        except ValueError as error:
            print("came out", story(error))


async def wait(how):
    try:
        await how
    except asyncio.CancelledError as error:
        print("cancelled", story(error))
        try:
            await asyncio.sleep(0)
            1 / 0
        except ZeroDivisionError as error:
            print("and then", story(error))


async def main():
    loop = asyncio.get_running_loop()
    waits = asyncio.sleep(0), asyncio.sleep(9), asyncio.gather(asyncio.sleep(9)), loop.create_future()
    tasks = [asyncio.create_task(wait(how)) for how in waits]
    await asyncio.sleep(0)
    raise RuntimeError(f"{len(tasks)} tasks are left")


thrown_by_hand()
try:
    asyncio.run(main())
except RuntimeError as error:
    print(story(error))

# Clauses of `except*` that come when nothing is left.
import asyncio


def show(label, errors):
    try:
        try:
            raise ExceptionGroup("several", errors)
        except* ZeroDivisionError as group:
            print(label, "first", group.exceptions)
        except* (OSError, KeyError) as group:
            print(label, "second", group.exceptions)
        except* Exception as group:
            print(label, "third", repr(group))
            raise ValueError("from the third")
        else:
            print("never")
        finally:
            print(label, "finally")
    except* ValueError as group:
        print(label, "outer", repr(group), [repr(one) for one in group.exceptions])


def lone(error):
    try:
        raise error
    except* ZeroDivisionError as group:
        print("lone first", repr(group))
    except* OSError as group:
        print("lone second", repr(group))


def wrong_kind():
    try:
        raise ExceptionGroup("several", [ZeroDivisionError("a")])
    except* ZeroDivisionError:
        print("taken")
    except* 3:
        print("never")


async def boom(error):
    await asyncio.sleep(0.1)
    raise error


async def main():
    show("one", [ZeroDivisionError("a")])
    show("two", [ZeroDivisionError("a"), KeyError("b")])
    show("three", [OSError("c"), ZeroDivisionError("a"), TypeError("d")])
    lone(ZeroDivisionError("alone"))
    lone(OSError("alone too"))
    try:
        wrong_kind()
    except TypeError as error:
        print(error, repr(error.__context__))
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(boom(KeyError("k")))
            group.create_task(boom(ValueError("v")))
    except* KeyError as errors:
        print("keys", errors.exceptions)
    except* ValueError as errors:
        print("values", errors.exceptions)
    except* asyncio.CancelledError as errors:
        print("never", errors)


asyncio.run(main())

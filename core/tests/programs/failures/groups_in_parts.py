# The parts of a group are new groups, even where nothing fits; one that fits as a whole stays as it is.
import asyncio


class Report(ExceptionGroup):
    def derive(self, members):
        print("derive", members)
        return Report(self.message, members)


def show(name, part, group):
    if part is None:
        print(name, "none")
    else:
        print(name, part.exceptions, part is group, "suppresses", part.__suppress_context__)


def split():
    group = Report("report", [ValueError(1), ExceptionGroup("inner", [KeyError(2)])])
    for kind in (OSError, ValueError, (ValueError, KeyError), ExceptionGroup):
        found, rest = group.split(kind)
        show("found", found, group)
        show("rest", rest, group)
    show("subgroup", group.subgroup(KeyError), group)
    show("subgroup", group.subgroup(OSError), group)
    print(group.split(lambda error: print("asked for", error)))
    return group


async def fail(error):
    raise error


async def main():
    group = split()
    for attempt in (1, 2):
        try:
            try:
                raise group
            except* OSError:
                print("never")
            except* KeyError as found:
                print("handled", found.exceptions)
        except Report as rest:
            show("left", rest, group)
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(fail(ValueError("first")))
                tasks.create_task(fail(KeyError("second")))
    except* OSError:
        print("never")
    except* Exception as found:
        print(repr(found), found.__suppress_context__, repr(found.__context__))


asyncio.run(main())

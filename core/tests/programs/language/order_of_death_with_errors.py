"""Locals that live on with an error die with it: the innermost function's first, the last one first."""


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


def fails(argument):
    first, second = Loud("first"), Loud("second")
    raise ValueError(first.name)


def calls():
    before = Loud("before")
    try:
        fails(Loud("argument"))
    finally:
        after = Loud("after")
        print("leaving", before.name, after.name)


try:
    calls()
except ValueError as error:
    print("caught", error)


def numbers(start):
    things = [Loud("left"), Loud("right")]
    try:
        yield start.name
    finally:
        print("closing beside", len(things))


for name in numbers(Loud("start")):
    print(name)
    break
print("closed by hand")
walked = numbers(Loud("start"))
next(walked)
walked.close()


def targets(sinks):
    while True:
        item = yield
        for sink in sinks:
            sink.send(item)


def sink(name):
    try:
        while True:
            print(name, (yield))
    finally:
        print("closing", name)


def started(generator):
    next(generator)
    return generator


source = started(targets([started(sink("a")), started(sink("b"))]))
source.send("item")
source.close()
print("closed both")


def keeps():
    last = Loud("inside of a function")
    shared = Loud("shared")
    plain = Loud("plain")
    return lambda: (shared, last)


print(len(keeps()()))

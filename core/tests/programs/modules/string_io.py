import asyncio
import contextlib
import io
import sys
import traceback


async def report(out, name):
    for line in ("begins", "ends"):
        print(name, line, file=out)
        await asyncio.sleep(0.1)


async def main():
    out = io.StringIO()
    await asyncio.gather(report(out, "one"), report(out, "two"))
    print(out.getvalue().splitlines())
    out.seek(0)
    print(repr(out.readline()), out.tell(), [line.strip() for line in out])
    with contextlib.redirect_stdout(io.StringIO()) as caught:
        print("nobody sees this")
        sys.stdout.write("nor this")
    print(repr(caught.getvalue()))
    try:
        await asyncio.wait_for(asyncio.sleep(1), 0.1)
    except TimeoutError:
        told = io.StringIO()
        traceback.print_exc(file=told)
        print(told.getvalue().splitlines()[-1])
    with io.StringIO("a\nb") as text:
        print(text.read(1), text.read(), text.closed)
    try:
        text.getvalue()
    except ValueError as error:
        print(error)
    try:
        io.StringIO().write(5)
    except TypeError as error:
        print(error)


asyncio.run(main())

usual = sys.stdout.write


def shouted(text):
    return usual(text.upper())


sys.stdout.write = shouted
print("a write", "of its own")
sys.stdout.write = usual
print("the usual write")

# What `__anext__()`, `asend()`, `athrow()` and `aclose()` give is driven without `await`.
import asyncio


async def pages():
    try:
        got = yield 1
        print("got", got)
        await asyncio.sleep(0)
        yield 2
        yield 3
    except ValueError as error:
        print("caught", error)
        yield 4
    finally:
        print("closed")


def drive(step, how="send", *args):
    try:
        print("waits", getattr(step, how)(*args or [None]))
    except StopIteration as stop:
        print("gives", stop.value)
    except (RuntimeError, ValueError, StopAsyncIteration) as error:
        print(type(error).__name__, error)


async def main():
    agen = pages()
    step = agen.__anext__()
    print(type(step).__name__, iter(step) is step)
    drive(step)
    drive(step)
    step = agen.asend(5)
    drive(step)
    drive(step)
    drive(step)
    drive(agen.__anext__(), "throw", ValueError("no"))
    step = agen.__anext__()
    step.close()
    drive(step)
    drive(agen.__anext__())
    drive(agen.__anext__())
    drive(pages().athrow(ValueError("early")))
    agen = pages()
    print(await agen.__anext__())
    drive(agen.aclose())
    drive(agen.asend(None))
    step = pages().__anext__()
    step.close()


asyncio.run(main())

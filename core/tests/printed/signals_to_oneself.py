"""A program that sends itself signals: Ctrl+C, handlers of a loop, handlers of `signal`."""

import asyncio
import os
import signal
import threading


async def worker(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cleans up")
        await asyncio.sleep(0.1)
        print(name, "is done")
        raise


async def pressed():
    asyncio.create_task(worker("a"))
    asyncio.get_running_loop().call_later(0.1, signal.raise_signal, signal.SIGINT)
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print("main is cancelled")
        raise
    finally:
        await asyncio.sleep(0.1)
        print("main has cleaned up")


async def pressed_twice():
    loop = asyncio.get_running_loop()
    loop.call_later(0.1, signal.raise_signal, signal.SIGINT)
    loop.call_later(0.2, signal.raise_signal, signal.SIGINT)
    try:
        await asyncio.sleep(5)
    finally:
        try:
            await asyncio.sleep(5)
        except BaseException as error:
            print("interrupted again by", repr(error))
            raise


async def swallowed():
    asyncio.get_running_loop().call_later(0.1, os.kill, os.getpid(), signal.SIGINT)
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print("swallowed", asyncio.current_task().uncancel())
    return "a result"


async def handled():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()

    def on_signal(number):
        print(signal.Signals(number).name)
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, on_signal, number)
    loop.call_later(0.1, os.kill, os.getpid(), signal.SIGTERM)
    await stop.wait()
    stop.clear()
    signal.raise_signal(signal.SIGINT)
    for turn in range(3):
        print("turn", turn, stop.is_set())
        await asyncio.sleep(0)
    stop.clear()
    threading.Timer(0.1, signal.raise_signal, [signal.SIGTERM]).start()
    await stop.wait()
    print(loop.remove_signal_handler(signal.SIGTERM), loop.remove_signal_handler(signal.SIGTERM))
    try:
        loop.add_signal_handler(signal.SIGINT, worker, "b")
    except TypeError as error:
        print(error)


async def of_the_module():
    def on_signal(number, frame):
        print("handler", number)
        raise SystemExit(3)

    before = signal.signal(signal.SIGTERM, on_signal)
    print(before is signal.SIG_DFL, signal.getsignal(signal.SIGTERM) is on_signal)
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    signal.raise_signal(signal.SIGUSR1)
    asyncio.get_running_loop().call_later(0.1, signal.raise_signal, signal.SIGTERM)
    await asyncio.sleep(1)


for main in (pressed, pressed_twice, swallowed, handled, of_the_module):
    print("--", main.__name__)
    try:
        print(asyncio.run(main()))
    except (KeyboardInterrupt, SystemExit) as error:
        print("out of run:", repr(error))
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt as error:
    print(repr(error))
try:
    os.kill(10**8, signal.SIGTERM)
except ProcessLookupError as error:
    print(error)

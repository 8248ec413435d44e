import asyncio


def debounce(seconds):
    def decorate(function):
        handle = None

        def call(*args):
            nonlocal handle
            if handle is not None:
                handle.cancel()
            handle = asyncio.get_running_loop().call_later(seconds, function, *args)

        return call

    return decorate


@debounce(0.3)
def search(text):
    print(f"{asyncio.get_running_loop().time():.2f} searching for {text!r}")


async def main():
    for text, pause in (("a", 0.1), ("as", 0.1), ("asy", 0.5), ("asyn", 0.2), ("async", 0.3), ("asynci", 1)):
        search(text)
        await asyncio.sleep(pause)


asyncio.run(main())

"""What format_exception, format_tb and format_list give, text by text."""
import asyncio
import sys
import traceback


async def connect(port):
    raise OSError(f"port {port} is closed")


async def fetch(port):
    try:
        await connect(port)
    except OSError as error:
        raise RuntimeError("no data") from error


def show(texts):
    for text in texts:
        print(repr(text), file=sys.stderr)


async def main():
    try:
        await fetch(80)
    except RuntimeError as error:
        show(traceback.format_exception(error))
        show(traceback.format_tb(error.__traceback__))
        show(traceback.format_list(traceback.extract_tb(error.__traceback__)))
        show(traceback.format_list([("app.py", 7, "main", "fetch()"), ("app.py", 8, "go", None)]))
        show(traceback.extract_tb(error.__traceback__).format())
        show(traceback.TracebackException.from_exception(error).format())


asyncio.run(main())

"""PYTHONASYNCIODEBUG is asked for when a loop is made."""
import asyncio
import os


async def main(name):
    loop = asyncio.get_running_loop()
    print(name, loop.get_debug())
    try:
        loop.call_soon(main)
    except TypeError as error:
        print(error)


os.environ["PYTHONASYNCIODEBUG"] = "1"
asyncio.run(main("by the environment"))
asyncio.run(main("by an argument"), debug=False)
os.environ["PYTHONASYNCIODEBUG"] = ""
asyncio.run(main("empty"))
del os.environ["PYTHONASYNCIODEBUG"]
asyncio.run(main("unset"))

import asyncio
import textwrap
from timeit import default_timer

HELP = textwrap.dedent("""
    Waits for a service.
      The second line stands further in.

    The end.
""").strip()


async def main():
    started = default_timer()
    await asyncio.sleep(0.25)
    print(f"{default_timer() - started:.2f} s")
    print(HELP)
    print(textwrap.indent(HELP, "> "))
    print(textwrap.fill("one task waits and another one runs, in turns, on one thread", 24))
    print(textwrap.shorten("one task waits and another one runs", 24))


asyncio.run(main())

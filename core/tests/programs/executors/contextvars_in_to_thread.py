import asyncio
import contextvars
import functools

user = contextvars.ContextVar("user")


def greet(greeting, *, mark="."):
    return f"{greeting}, {user.get('nobody')}{mark}"


async def main():
    user.set("ada")
    print(await asyncio.to_thread(greet, "hello", mark="!"))
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, functools.partial(greet, "bye", mark="?")))


asyncio.run(main())

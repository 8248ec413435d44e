import asyncio
import contextvars

user = contextvars.ContextVar("user", default="nobody")


async def show(label):
    print(label, user.get())
    user.set(label)
    await asyncio.sleep(0)
    print(label, user.get())


async def main():
    user.set("main")
    own = contextvars.copy_context()
    own.run(user.set, "own")
    await asyncio.gather(
        asyncio.create_task(show("inherits")),
        asyncio.create_task(show("given"), context=own),
    )
    print("main", user.get(), "own", own[user])


asyncio.run(main())

import asyncio


async def user(name, inbox, room, lines):
    async def read():
        while True:
            sender, text = await inbox.get()
            print(f"{name} sees {sender}: {text}")

    reader = asyncio.create_task(read(), name=f"{name} reads")
    for pause, text in lines:
        await asyncio.sleep(pause)
        for other, box in room.items():
            if other != name:
                box.put_nowait((name, text))
    await asyncio.sleep(0.1)
    reader.cancel()


async def main():
    names = ["ann", "bob", "cy"]
    room = {name: asyncio.Queue() for name in names}
    script = {"ann": [(0.1, "hi"), (0.5, "bye")], "bob": [(0.3, "hello")], "cy": [(0.6, "late")]}
    await asyncio.gather(*(user(n, room[n], room, script[n]) for n in names))


asyncio.run(main())

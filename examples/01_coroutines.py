# title: A coroutine is not a task
# text: Calling an async def makes a coroutine object and runs nothing.
# text: create_task hands it to the event loop, which runs it at its next turn.
# question: Why does "main goes on" come before "tea: water is on", and when does the coffee start?
# start: 0.00

import asyncio

async def brew(name, seconds):
    print(f"{name}: water is on")
    await asyncio.sleep(seconds)
    return f"{name} is ready"

async def main():
    coffee = brew("coffee", 1.0)
    print("an object, nothing runs:", type(coffee).__name__)
    tea = asyncio.create_task(brew("tea", 0.5), name="tea")
    print("main goes on")
    print(await tea)
    print(await coffee)

asyncio.run(main())

import asyncio


async def narcissus():
    me = asyncio.current_task()
    try:
        await me
    except RuntimeError as error:
        print("RuntimeError:", str(error).split("<")[0])
    return "moved on"


async def main():
    print(await asyncio.create_task(narcissus()))


asyncio.run(main())

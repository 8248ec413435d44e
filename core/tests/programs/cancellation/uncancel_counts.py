import asyncio

async def make_request_with_timeout():
    try:
        async with asyncio.timeout(1):
            # Structured block affected by the timeout:
            await make_request()
            await make_another_request()
    except TimeoutError:
        log("There was a timeout")
    # Outer code not affected by the timeout:
    await unrelated_code()

def log(s): print(s, asyncio.current_task().cancelling())
async def make_request(): await asyncio.sleep(0.6)
async def make_another_request(): await asyncio.sleep(0.6)
async def unrelated_code():
    await asyncio.sleep(1)
    print("unrelated", asyncio.current_task().cancelling())

async def main():
    await make_request_with_timeout()
    t = asyncio.current_task()
    t.cancel("one")
    t.cancel("two")
    print(t.cancelling())
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as e:
        print(e.args)
    print(t.uncancel(), t.uncancel(), t.cancelling())
    await asyncio.sleep(0.1)
    print("done")
asyncio.run(main())

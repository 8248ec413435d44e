# A service that ends when a task fails that nobody holds: the handler is called as soon as the task
# is gone, and cancels the rest.
import asyncio


async def worker(name, jobs):
    try:
        while True:
            job = await jobs.get()
            await asyncio.sleep(0.3)
            print(f"{asyncio.get_running_loop().time():.1f} {name} did {job}")
            jobs.task_done()
    except asyncio.CancelledError:
        await asyncio.sleep(0.1)
        print(name, "has cleaned up")
        raise


async def crash(after):
    await asyncio.sleep(after)
    raise RuntimeError(f"broke after {after}")


async def shutdown(loop, reason):
    print("shutdown:", reason)
    rest = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in rest:
        task.cancel()
    print([type(end).__name__ for end in await asyncio.gather(*rest, return_exceptions=True)])
    loop.stop()


def handle(loop, context):
    print(f"{loop.time():.1f} {context['message']}: {context['exception']!r}")
    if not closing:
        closing.append(loop.create_task(shutdown(loop, context["exception"])))


closing = []
loop = asyncio.new_event_loop()
loop.set_exception_handler(handle)
jobs = asyncio.Queue()
for number in range(6):
    jobs.put_nowait(number)
for name in ("first", "second"):
    loop.create_task(worker(name, jobs), name=name)
loop.create_task(crash(0.7))
loop.create_task(crash(0.7))
try:
    loop.run_forever()
finally:
    loop.close()
print("closed", jobs.qsize())

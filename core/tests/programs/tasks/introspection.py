import asyncio

async def work(): await asyncio.sleep(1)

async def main():
    t = asyncio.create_task(work(), name="w")
    print(asyncio.current_task().get_name(), len(asyncio.all_tasks()), asyncio.current_task() is t)
    print(sorted(x.get_name() for x in asyncio.all_tasks()))
    print(asyncio.iscoroutine(work), asyncio.iscoroutine(t.get_coro()), t.get_coro().__name__, t.get_context() is not None)
    t.set_name(42)
    print(repr(t.get_name()))
    print(t.get_stack())if False else None
    await asyncio.sleep(0)
    t.cancel("x")
    print(t.cancelling(), t.done(), t.cancelled())
    try:
        await t
    except asyncio.CancelledError as e: print(repr(e))
    print(t.cancelled(), t.done())
    for m in (t.result, t.exception):
        try: m()
        except asyncio.CancelledError as e: print("c", e.args)
asyncio.run(main())
try: asyncio.get_running_loop()
except RuntimeError as e: print(e)
try: asyncio.current_task()
except RuntimeError as e: print(e)
try: asyncio.get_event_loop()
except RuntimeError as e: print(e)
try: asyncio.create_task(asyncio.sleep(0))
except RuntimeError as e: print(e)

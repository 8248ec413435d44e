import asyncio
import contextvars

var = contextvars.ContextVar("var", default=0)

async def main():
    await asyncio.sleep(1)
    print('hello', var.get())
    var.set(var.get() + 1)
    return var.get()

with asyncio.Runner() as runner:
    print(runner.run(main()))
    print(runner.run(main()))
    print(runner.get_loop().is_running())
    ctx = contextvars.copy_context()
    ctx.run(var.set, 10)
    print(runner.run(main(), context=ctx), ctx[var])
print(var.get())
with asyncio.Runner(debug=True, loop_factory=asyncio.new_event_loop) as runner:
    print(runner.get_loop().get_debug())
try:
    runner.run(main())
except RuntimeError as e:
    print(e)
try:
    asyncio.run(42)
except (TypeError, ValueError) as e:
    print(type(e).__name__, e)
async def nested():
    c = main()
    try:
        asyncio.run(c)
    except RuntimeError as e:
        print(e)
        c.close()
asyncio.run(nested())
async def aw():
    class A:
        def __await__(self):
            yield
            return 5
    print(await A())
class A:
    def __await__(self):
        yield
        return 5
print(asyncio.run(A()))

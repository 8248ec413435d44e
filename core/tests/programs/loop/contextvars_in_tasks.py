import asyncio
import contextvars

request_id = contextvars.ContextVar("request_id", default="-")


def log(text):
    print(f"[{request_id.get()}] {text}")


async def handle(n):
    token = request_id.set(f"req-{n}")
    log("start")
    await asyncio.sleep(0.1 * n)
    await asyncio.create_task(child())
    request_id.reset(token)
    log("reset")


async def child():
    log("child sees its parent's value")
    request_id.set("changed in the child")
    await asyncio.sleep(0)
    log("child")


async def main():
    asyncio.get_running_loop().call_later(0.15, log, "timer")
    await asyncio.gather(handle(1), handle(2))
    log("main")
    context = contextvars.copy_context()
    context.run(request_id.set, "inside")
    print(context[request_id], request_id.get())


asyncio.run(main())

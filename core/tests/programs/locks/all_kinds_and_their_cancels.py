import asyncio


async def hold(lock, name, length):
    try:
        async with lock:
            print(name, "in", lock.locked())
            await asyncio.sleep(length)
            print(name, "out")
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def cancels(make):
    lock = make()
    tasks = [asyncio.create_task(hold(lock, f"t{number}", 1)) for number in range(5)]
    await asyncio.sleep(0.5)
    tasks[1].cancel()
    await asyncio.sleep(0.5)
    # Just now it is released: the next one is cancelled at the same moment.
    tasks[2].cancel()
    await asyncio.sleep(0)
    print(lock.locked())
    await asyncio.sleep(1)
    tasks[3].cancel()
    print(await asyncio.gather(*tasks, return_exceptions=True))
    print(lock.locked())


async def acquires(lock):
    print(await lock.acquire())
    waiter = asyncio.create_task(lock.acquire())
    direct = asyncio.create_task(take(lock))
    await asyncio.sleep(0)
    lock.release()
    print(lock.locked())
    print(await waiter)
    lock.release()
    print(await direct)
    lock.release()
    try:
        lock.release()
    except (RuntimeError, ValueError) as error:
        print(type(error).__name__, error)
    print(lock.locked())


async def take(lock):
    return await lock.acquire()


async def raises(lock):
    try:
        async with lock:
            raise KeyError("inside")
    except KeyError as error:
        print(repr(error), lock.locked())
    try:
        async with lock:
            lock.release()
    except (RuntimeError, ValueError) as error:
        print(type(error).__name__, error)
    try:
        async with asyncio.timeout(1):
            async with lock:
                async with asyncio.timeout(0.5):
                    async with lock:
                        print("never")
    except TimeoutError as error:
        print("timeout", lock.locked())


async def fairness():
    semaphore = asyncio.Semaphore(1)
    order = []

    async def one(name, times):
        for _ in range(times):
            async with semaphore:
                order.append(name)
                await asyncio.sleep(0)

    await asyncio.gather(one("a", 3), one("b", 3), one("c", 3))
    print("".join(order), semaphore._value)
    await semaphore.acquire()
    blocked = [asyncio.create_task(take(semaphore)) for _ in range(3)]
    await asyncio.sleep(0)
    semaphore.release()
    semaphore.release()
    blocked[0].cancel()
    newcomer = asyncio.create_task(take(semaphore))
    await asyncio.sleep(0)
    print(semaphore._value, len(semaphore._waiters), semaphore.locked())
    semaphore.release()
    semaphore.release()
    print(await asyncio.gather(*blocked, newcomer, return_exceptions=True))
    print(semaphore._value)


async def conditions(lock):
    condition = asyncio.Condition(lock)
    ready = []

    async def consumer(name):
        async with condition:
            await condition.wait_for(lambda: ready)
            print(name, ready.pop())

    tasks = [asyncio.create_task(consumer(number)) for number in range(3)]
    await asyncio.sleep(1)
    async with condition:
        ready.append("x")
        condition.notify()
        tasks[0].cancel()
    await asyncio.sleep(1)
    async with condition:
        ready += ["y", "z"]
        condition.notify_all()
        tasks[1].cancel()
    print(await asyncio.gather(*tasks, return_exceptions=True), ready)


class Named(asyncio.Lock):
    async def acquire(self):
        print("acquire")
        return await super().acquire()

    def release(self):
        print("release")
        super().release()


async def main():
    await cancels(asyncio.Lock)
    await cancels(lambda: asyncio.Semaphore(2))
    for make in (asyncio.Lock, asyncio.Semaphore, asyncio.BoundedSemaphore):
        print(make.__name__)
        await acquires(make())
    for make in (asyncio.Lock, asyncio.Semaphore, asyncio.BoundedSemaphore):
        print(make.__name__)
        await raises(make())
    await fairness()
    await conditions(None)
    await conditions(asyncio.Lock())
    async with Named() as nothing:
        print(nothing)
    lock = asyncio.Lock()
    lock.owner = "somebody"
    async with lock:
        print(lock.owner, lock.locked())
    zero = asyncio.Semaphore(0)
    waits = asyncio.create_task(take(zero))
    await asyncio.sleep(0)
    zero.release()
    print(await waits, zero._value)

    acquire = asyncio.Lock.acquire

    async def traced(self):
        print("traced")
        return await acquire(self)

    waits_on = asyncio.Lock()
    await waits_on.acquire()
    late = asyncio.create_task(take(waits_on))
    await asyncio.sleep(0)
    asyncio.Lock.acquire = traced
    async with asyncio.Lock():
        print("patched")
    waits_on.release()
    print(await late)


asyncio.run(main())

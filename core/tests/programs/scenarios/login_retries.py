import asyncio
from contextlib import suppress


class LoginError(Exception):
    def __init__(self, user, attempts):
        super().__init__(f"{user} failed {attempts} times")
        self.attempts = attempts


async def login(user, works_at):
    for attempt in range(1, 4):
        with suppress(ConnectionError):
            await asyncio.sleep(0.1 * 2**attempt)
            if attempt < works_at:
                raise ConnectionError
            return f"{user} is in after {attempt}"
    raise LoginError(user, attempt)


async def main():
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(login(user, n)) for user, n in (("ann", 1), ("bob", 3))]
    print([task.result() for task in tasks])
    try:
        await login("cat", 9)
    except LoginError as error:
        print(error, error.attempts, error.args)


asyncio.run(main())

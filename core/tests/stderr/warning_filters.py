import asyncio
import warnings


async def forgotten():
    pass


async def main():
    forgotten()
    await asyncio.sleep(0)


warnings.filterwarnings("ignore", message="coroutine '.*' was never awaited")
asyncio.run(main())
warnings.filterwarnings("default", "COROUTINE .* awaited", RuntimeWarning)
asyncio.run(main())
warnings.simplefilter("once")
for number in range(2):
    warnings.warn("once")
warnings.warn("once")
warnings.warn("pending", PendingDeprecationWarning)
warnings.filterwarnings("error", ".*is old", DeprecationWarning)
try:
    warnings.warn("this is old", DeprecationWarning)
except DeprecationWarning as error:
    print("raised", error)
warnings.warn("old", DeprecationWarning)
warnings.resetwarnings()
warnings.warn("a file was not closed", ResourceWarning)

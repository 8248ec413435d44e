# refused at 7:8
# says: asyncio.TimeoutErr, did you mean asyncio.TimeoutError?
import asyncio

try:
    asyncio.run(asyncio.sleep(1))
except asyncio.TimeoutErr:
    pass

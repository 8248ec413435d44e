# refused at 5:1
# says: await, outside
import asyncio

await asyncio.sleep(1)

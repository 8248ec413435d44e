# refused at 5:1
# says: asyncio, go
import asyncio as aio

aio.go(1)

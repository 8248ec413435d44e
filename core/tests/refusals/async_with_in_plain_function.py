# refused at 4:5
# says: async with, async function, async def
def main(lock):
    async with lock:
        pass

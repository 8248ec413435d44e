# refused at 4:5
# says: async with, async function
def main(lock):
    async with lock:
        pass

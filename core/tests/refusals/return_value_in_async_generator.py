# refused at 5:5
# says: return, async generator
async def numbers():
    yield 1
    return 2

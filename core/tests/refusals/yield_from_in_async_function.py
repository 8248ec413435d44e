# refused at 4:5
# says: yield from
async def main():
    yield from [1]

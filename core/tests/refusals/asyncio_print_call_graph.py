# refused at 7:5
# says: print_call_graph, who awaits whom
import asyncio


async def main():
    asyncio.print_call_graph()


asyncio.run(main())

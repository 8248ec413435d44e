import asyncio

asyncio.set_event_loop_policy(asyncio.DefaultEventLoopPolicy())
policy = asyncio.get_event_loop_policy()


class Own(asyncio.DefaultEventLoopPolicy):
    pass


asyncio.set_event_loop_policy(Own())
asyncio.run(asyncio.sleep(1))
asyncio.set_event_loop_policy("fast")

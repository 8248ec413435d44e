# title: How a cancel travels
# text: cancel() only asks: at its next turn the task finds CancelledError raised at the await where it waits.
# text: The error goes up through every finally, and whoever awaits the task meets it too.
# question: Between cancel() and "connection closed", who runs, and in which order?
# start: 1.00

import asyncio

async def read_page():
    try:
        await asyncio.sleep(10)
    finally:
        print("connection closed")

async def crawl():
    try:
        await read_page()
    except asyncio.CancelledError:
        print("crawler saves its place")
        await asyncio.sleep(0.5)
        print("crawler has saved")
        raise

async def main():
    crawler = asyncio.create_task(crawl(), name="crawler")
    await asyncio.sleep(1)
    print("cancel asked for:", crawler.cancel())
    try:
        await crawler
    except asyncio.CancelledError:
        print("main sees it too, cancelled:", crawler.cancelled())

asyncio.run(main())

# title: Fire and forget
# text: create_task starts work in the background and returns at once.
# text: When main returns, asyncio.run cancels what is still running, so the slow upload never ends.
# question: What one line in main would save the upload?
# start: 1.00

import asyncio

async def send_email(to):
    await asyncio.sleep(0.5)
    print(f"email to {to} sent")

async def upload(name):
    try:
        await asyncio.sleep(3)
        print(f"{name} uploaded")
    except asyncio.CancelledError:
        print(f"{name} lost: main has returned")
        raise

async def main():
    email = asyncio.create_task(send_email("ada"), name="email")
    backup = asyncio.create_task(upload("backup.zip"), name="upload")
    print("order saved, the page is shown at once")
    await asyncio.sleep(1)
    print("email done:", email.done(), "- upload done:", backup.done())

asyncio.run(main())

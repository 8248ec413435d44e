# title: Shield: save what must end
# text: shield stands between a waiter and a task: the waiter can be cancelled, the task behind it lives on.
# text: The request runs out of time at 0.5 s, and the payment is booked all the same.
# question: What is lost if the word shield is taken away?
# start: 0.50

import asyncio

async def book_payment():
    try:
        await asyncio.sleep(1.0)
        print("payment booked")
        return "receipt 42"
    except asyncio.CancelledError:
        print("payment lost")
        raise

async def main():
    payment = asyncio.create_task(book_payment(), name="payment")
    try:
        await asyncio.wait_for(asyncio.shield(payment), timeout=0.5)
    except TimeoutError:
        print("the customer waits no longer")
    print("cancelled:", payment.cancelled())
    print(await payment)

asyncio.run(main())

"""sched: events by time, then priority, then the order in which they were entered."""
import sched
import time

scheduler = sched.scheduler(time.monotonic, time.sleep)


def tell(text="default"):
    print(f"{time.monotonic():.2f} {text}")


def repeat(left):
    tell(f"repeat {left}")
    if left:
        scheduler.enter(0.5, 1, repeat, (left - 1,))


first = scheduler.enter(1, 1, tell, argument=("first",))
scheduler.enter(2, 2, tell, ("low",))
scheduler.enter(2, 1, tell, kwargs={"text": "high"})
scheduler.enterabs(1.5, 1, tell)
gone = scheduler.enter(1.2, 1, tell, ("never",))
scheduler.enter(0.1, 1, repeat, (2,))
print(scheduler.empty(), len(scheduler.queue), first.time, first.priority, first.argument)
print([event.argument for event in scheduler.queue])
scheduler.cancel(gone)
try:
    scheduler.cancel(gone)
except ValueError:
    print("not there")
print(scheduler.run(blocking=False))
scheduler.run()
tell("end")
print(scheduler.empty(), scheduler.run())

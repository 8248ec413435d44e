from collections import deque


class Scheduler:
    def __init__(self):
        self.ready = deque()
        self.clock = 0

    def add(self, generator):
        self.ready.append(generator)

    def run(self):
        while self.ready:
            task = self.ready.popleft()
            self.clock += 1
            try:
                print(self.clock, next(task))
            except StopIteration as stop:
                print(self.clock, "ended with", stop.value)
            else:
                self.ready.append(task)


def countdown(name, n):
    while n:
        yield f"{name} {n}"
        n -= 1
    return name


scheduler = Scheduler()
for name, n in (("a", 2), ("b", 3), ("c", 1)):
    scheduler.add(countdown(name, n))
scheduler.run()

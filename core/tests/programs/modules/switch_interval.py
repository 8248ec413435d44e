"""The interval at which threads hand the GIL on can be asked for and set."""

import sys
import threading

print(sys.getswitchinterval())
for interval in (0.1, 0.0001, 1e-9, 1):
    sys.setswitchinterval(interval)
    print(interval, sys.getswitchinterval())
for wrong in (0, -1):
    try:
        sys.setswitchinterval(wrong)
    except ValueError as error:
        print(error)

total = 0


def add():
    global total
    for _ in range(1000):
        total += 1


threads = [threading.Thread(target=add) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total, sys.getswitchinterval())

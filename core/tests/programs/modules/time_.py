import time

start = time.perf_counter()
time.sleep(0.25)
print(time.perf_counter() - start, time.monotonic(), time.time(), time.time_ns(), time.perf_counter_ns(), time.monotonic_ns())
time.sleep(1)
print(f"{time.time():.1f}")
try:
    time.sleep(-1)
except ValueError as error:
    print(error)
print(time.process_time())

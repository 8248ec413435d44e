"""Sums of many numbers are exact, and take no longer for it."""

import random
import statistics

waits = [random.uniform(-1e3, 1e3) for _ in range(5000)]
print(statistics.mean(waits), statistics.fmean(waits), statistics.stdev(waits))
print(statistics.mean([0.1] * 10), statistics.mean([1e16, 1.0, -1e16]), statistics.mean([1, 2, 3]))
print(statistics.pvariance(waits), statistics.quantiles(waits))

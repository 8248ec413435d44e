"""statistics: averages and how far numbers lie from them."""

import math as _math
from collections import Counter as _Counter
from math import fsum as _fsum, isqrt as _isqrt


class StatisticsError(ValueError):
    pass


def _numbers(data, least, name):
    numbers = list(data)
    if len(numbers) < least:
        points = "one data point" if least == 1 else "two data points"
        raise StatisticsError(f"{name} requires at least {points}")
    return numbers


def _ratio(numbers):
    """The exact sum, as a numerator and a denominator."""
    # Floats have few denominators: the numbers stay small.
    parts = {}
    for number in numbers:
        try:
            n, d = number.as_integer_ratio()
        except AttributeError:
            kind = type(number).__name__
            raise TypeError(f"can't convert type {kind!r} to numerator/denominator") from None
        parts[d] = parts.get(d, 0) + n
    return _added(parts)


def _added(parts):
    """The sum of fractions, given as numerators by their denominators."""
    top, bottom = 0, 1
    for d, n in parts.items():
        top, bottom = top * d + n * bottom, bottom * d
    return top, bottom


def _quotient(top, bottom, numbers):
    """An int where all numbers are ints and the result is whole, else a float."""
    if not top % bottom and not any(isinstance(number, float) for number in numbers):
        return top // bottom
    return top / bottom


def mean(data):
    numbers = _numbers(data, 1, "mean")
    try:
        top, bottom = _ratio(numbers)
    except (OverflowError, ValueError):
        # Infinities and what is no number have no ratio.
        return sum(numbers) / len(numbers)
    return _quotient(top, bottom * len(numbers), numbers)


def fmean(data, weights=None):
    numbers = list(data)
    if not numbers:
        raise StatisticsError("fmean requires at least one data point")
    if weights is None:
        return _fsum(numbers) / len(numbers)
    weights = list(weights)
    if len(weights) != len(numbers):
        raise StatisticsError("data and weights must be the same length")
    return _fsum([a * b for a, b in zip(numbers, weights)]) / _fsum(weights)


def _middle(data):
    numbers = sorted(data)
    if not numbers:
        raise StatisticsError("no median for empty data")
    return numbers, len(numbers) // 2


def median(data):
    numbers, middle = _middle(data)
    if len(numbers) % 2:
        return numbers[middle]
    return (numbers[middle - 1] + numbers[middle]) / 2


def median_low(data):
    numbers, middle = _middle(data)
    return numbers[middle if len(numbers) % 2 else middle - 1]


def median_high(data):
    numbers, middle = _middle(data)
    return numbers[middle]


def mode(data):
    common = _Counter(iter(data)).most_common(1)
    if not common:
        raise StatisticsError("no mode for empty data")
    return common[0][0]


def multimode(data):
    counts = _Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def _squares(numbers, xbar):
    """The exact sum of the squares of what lies between the numbers and their mean."""
    if xbar is None:
        top, bottom = _ratio(numbers)
        bottom *= len(numbers)
    else:
        top, bottom = xbar.as_integer_ratio()
    parts = {}
    for number in numbers:
        n, d = number.as_integer_ratio()
        parts[d * d] = parts.get(d * d, 0) + (n * bottom - top * d) ** 2
    over, under = _added(parts)
    return over, under * bottom**2


def _root(top, bottom):
    """The float that is nearest to the square root of a fraction."""
    shift = max(0, 56 + (bottom.bit_length() - top.bit_length()) // 2)
    top <<= 2 * shift
    whole = _isqrt(top // bottom)
    # The last bit tells that something is left over, for the division to round by.
    return (whole | (whole**2 * bottom != top)) / (1 << shift)


def variance(data, xbar=None):
    numbers = _numbers(data, 2, "variance")
    over, under = _squares(numbers, xbar)
    return _quotient(over, under * (len(numbers) - 1), numbers)


def pvariance(data, mu=None):
    numbers = _numbers(data, 1, "pvariance")
    over, under = _squares(numbers, mu)
    return _quotient(over, under * len(numbers), numbers)


def stdev(data, xbar=None):
    numbers = _numbers(data, 2, "stdev")
    over, under = _squares(numbers, xbar)
    return _root(over, under * (len(numbers) - 1))


def pstdev(data, mu=None):
    numbers = _numbers(data, 1, "pstdev")
    over, under = _squares(numbers, mu)
    return _root(over, under * len(numbers))


def quantiles(data, *, n=4, method="exclusive"):
    numbers = sorted(data)
    if n < 1:
        raise StatisticsError("n must be at least 1")
    if len(numbers) < 2:
        if len(numbers) < 1:
            raise StatisticsError("must have at least one data point")
        return numbers * (n - 1)
    if method not in ("inclusive", "exclusive"):
        raise ValueError(f"Unknown method: {method!r}")
    m = len(numbers) - 1 if method == "inclusive" else len(numbers) + 1
    result = []
    for i in range(1, n):
        if method == "inclusive":
            j, delta = divmod(i * m, n)
            low, high = numbers[j], numbers[j + 1]
        else:
            j = min(max(i * m // n, 1), len(numbers) - 1)
            delta = i * m - j * n
            low, high = numbers[j - 1], numbers[j]
        result.append((low * (n - delta) + high * delta) / n)
    return result


def median_grouped(data, interval=1.0):
    numbers = sorted(data)
    if not numbers:
        raise StatisticsError("no median for empty data")
    x = numbers[len(numbers) // 2]
    before = numbers.index(x)
    width = float(interval)
    low = float(x) - width / 2.0
    return low + width * (len(numbers) / 2 - before) / numbers.count(x)


def geometric_mean(data):
    numbers = list(data)
    if not numbers:
        raise StatisticsError("Must have a non-empty dataset")
    logs = []
    for x in numbers:
        if x < 0.0:
            raise StatisticsError("No negative inputs allowed", x)
        if x:
            logs.append(_math.log(x))
    total = _fsum(logs)
    if len(logs) < len(numbers) and total == total:
        return _math.nan if total == _math.inf else 0.0
    return _math.exp(total / len(numbers))


def _none_negative(numbers):
    if any(number < 0 for number in numbers):
        raise StatisticsError("harmonic mean does not support negative values")
    return numbers


def harmonic_mean(data, weights=None):
    numbers = _numbers(data, 1, "harmonic_mean")
    if weights is None:
        if len(numbers) == 1:
            if not hasattr(numbers[0], "as_integer_ratio"):
                raise TypeError("unsupported type")
            return _none_negative(numbers)[0]
        weights = [1] * len(numbers)
    weights = list(weights)
    if len(weights) != len(numbers):
        raise StatisticsError("Number of weights does not match data size")
    over, under = _ratio(_none_negative(weights))
    _none_negative(numbers)
    try:
        top, bottom = _ratio([w / x if w else 0 for w, x in zip(weights, numbers)])
    except ZeroDivisionError:
        return 0
    if top <= 0:
        raise StatisticsError("Weighted sum must be positive")
    return over * bottom / (under * top)

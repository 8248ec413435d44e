"""statistics: averages and how far numbers lie from them."""

import math as _math
from collections import Counter as _Counter, namedtuple as _namedtuple
from math import fsum as _fsum, sqrt as _sqrt

_SQRT2 = _sqrt(2.0)


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
    top, bottom = _ratio(numbers)
    return _quotient(top, bottom * len(numbers), numbers)


def fmean(data, weights=None):
    numbers = list(data)
    if not numbers:
        raise StatisticsError("fmean requires at least one data point")
    if weights is None:
        return _fsum(numbers) / len(numbers)
    weights = list(weights)
    return _fsum([a * b for a, b in zip(numbers, weights, strict=True)]) / _fsum(weights)


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
    common = _Counter(data).most_common(1)
    if not common:
        raise StatisticsError("no mode for empty data")
    return common[0][0]


def multimode(data):
    counts = _Counter(data)
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
    return _sqrt(over / (under * (len(numbers) - 1)))


def pstdev(data, mu=None):
    numbers = _numbers(data, 1, "pstdev")
    over, under = _squares(numbers, mu)
    return _sqrt(over / (under * len(numbers)))


def quantiles(data, *, n=4, method="exclusive"):
    numbers = sorted(data)
    if n < 1:
        raise StatisticsError("n must be at least 1")
    if len(numbers) < 2:
        if len(numbers) < 1:
            raise StatisticsError("must have at least one data point")
        return numbers * (n - 1)
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


def _pairs(x, y, name):
    if len(y) != len(x):
        raise StatisticsError(
            f"{name} requires that both inputs have same number of data points"
        )
    if len(x) < 2:
        raise StatisticsError(f"{name} requires at least two data points")


def _centred(numbers):
    middle = _fsum(numbers) / len(numbers)
    return middle, [number - middle for number in numbers]


def covariance(x, y, /):
    _pairs(x, y, "covariance")
    return _math.sumprod(_centred(x)[1], _centred(y)[1]) / (len(x) - 1)


def _ranks(numbers):
    """The place of each number, from the middle; equal ones share theirs."""
    order = sorted(numbers)
    middle = (len(order) + 1) / 2
    return [order.index(x) + (order.count(x) + 1) / 2 - middle for x in numbers]


def _root(x, y):
    """sqrt(x * y), with what rounding took from it."""
    root = _sqrt(x * y)
    if root and root < _math.inf:
        return root + _math.sumprod((x, root), (y, -root)) / (2.0 * root)
    return root


def correlation(x, y, /, *, method="linear"):
    _pairs(x, y, "correlation")
    if method not in ("linear", "ranked"):
        raise ValueError(f"Unknown method: {method!r}")
    if method == "ranked":
        x, y = _ranks(x), _ranks(y)
    else:
        x, y = _centred(x)[1], _centred(y)[1]
    try:
        return _math.sumprod(x, y) / _root(_math.sumprod(x, x), _math.sumprod(y, y))
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant") from None


LinearRegression = _namedtuple("LinearRegression", ("slope", "intercept"))


def linear_regression(x, y, /, *, proportional=False):
    _pairs(x, y, "linear regression")
    xbar = ybar = 0.0
    if not proportional:
        xbar, x = _centred(x)
        ybar, y = _centred(y)
    try:
        slope = (_math.sumprod(x, y) + 0.0) / _math.sumprod(x, x)
    except ZeroDivisionError:
        raise StatisticsError("x is constant") from None
    return LinearRegression(slope, 0.0 if proportional else ybar - slope * xbar)


# After Wichura, "Algorithm AS241: The Percentage Points of the Normal Distribution" (1988):
# coefficients above and below the line, from the highest power on.
_CENTRE = (
    (2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987),
    (13731.69376550946, 1971.5909503065513, 133.14166789178438, 3.3871328727963665),
    (5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597),
    (5394.196021424751, 687.1870074920579, 42.31333070160091, 1.0),
)
_NEAR = (
    (0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684),
    (3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835),
    (1.0507500716444169e-09, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008),
    (0.6897673349851, 1.6763848301838038, 2.053191626637759, 1.0),
)
_FAR = (
    (2.0103343992922881e-07, 2.7115555687434876e-05, 0.0012426609473880784, 0.026532189526576124),
    (0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103),
    (2.0442631033899397e-15, 1.421511758316446e-07, 1.8463183175100548e-05, 0.0007868691311456133),
    (0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1.0),
)


def _polynomial(x, high, low):
    total = 0.0
    for coefficient in high + low:
        total = total * x + coefficient
    return total


def _quantile(p, mu, sigma):
    q = p - 0.5
    if abs(q) <= 0.425:
        table, r, sign = _CENTRE, 0.180625 - q * q, q
    else:
        r = _sqrt(-_math.log(p if q <= 0.0 else 1.0 - p))
        table, r = (_NEAR, r - 1.6) if r <= 5.0 else (_FAR, r - 5.0)
        sign = -1.0 if q < 0.0 else 1.0
    x = _polynomial(r, *table[:2]) * sign / _polynomial(r, *table[2:])
    return mu + x * sigma


class NormalDist:
    __slots__ = ("_mu", "_sigma")

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        numbers = _numbers(data, 2, "stdev")
        return cls(float(mean(numbers)), stdev(numbers))

    def samples(self, n, *, seed=None):
        import random

        draw = random.random if seed is None else random.Random(seed).random
        return [_quantile(draw(), self._mu, self._sigma) for _ in range(n)]

    def _needs_width(self, name):
        if not self._sigma:
            raise StatisticsError(f"{name}() not defined when sigma is zero")

    def pdf(self, x):
        self._needs_width("pdf")
        diff = x - self._mu
        return _math.exp(diff * diff / (-2.0 * self.variance)) / _sqrt(_math.tau * self.variance)

    def cdf(self, x):
        self._needs_width("cdf")
        return 0.5 * _math.erfc((self._mu - x) / (self._sigma * _SQRT2))

    def inv_cdf(self, p):
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        return _quantile(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        X, Y = sorted((self, other), key=lambda dist: (dist._sigma, dist._mu))
        X._needs_width("overlap")
        Y._needs_width("overlap")
        dv = Y.variance - X.variance
        dm = abs(Y._mu - X._mu)
        if not dv:
            return _math.erfc(dm / (2.0 * X._sigma * _SQRT2))
        a = X._mu * Y.variance - Y._mu * X.variance
        b = X._sigma * Y._sigma * _sqrt(dm * dm + dv * _math.log(Y.variance / X.variance))
        x1, x2 = (a + b) / dv, (a - b) / dv
        return 1.0 - (abs(Y.cdf(x1) - X.cdf(x1)) + abs(Y.cdf(x2) - X.cdf(x2)))

    def zscore(self, x):
        self._needs_width("zscore")
        return (x - self._mu) / self._sigma

    mean = property(lambda self: self._mu)
    median = property(lambda self: self._mu)
    mode = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)

    def __add__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu + other._mu, _math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu + other, self._sigma)

    def __sub__(self, other):
        if isinstance(other, NormalDist):
            return NormalDist(self._mu - other._mu, _math.hypot(self._sigma, other._sigma))
        return NormalDist(self._mu - other, self._sigma)

    def __mul__(self, other):
        return NormalDist(self._mu * other, self._sigma * _math.fabs(other))

    def __truediv__(self, other):
        return NormalDist(self._mu / other, self._sigma / _math.fabs(other))

    def __pos__(self):
        return NormalDist(self._mu, self._sigma)

    def __neg__(self):
        return NormalDist(-self._mu, self._sigma)

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other):
        return -(self - other)

    def __eq__(self, other):
        if not isinstance(other, NormalDist):
            return NotImplemented
        return self._mu == other._mu and self._sigma == other._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"

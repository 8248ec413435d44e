import math

print(math.pi, math.e, math.inf, math.tau, math.nan)
print(math.sqrt(2), math.floor(-1.5), math.ceil(1.2), math.trunc(-1.7), math.isqrt(17), math.factorial(20))
print(math.gcd(12, 18), math.lcm(4, 6), math.log(10), math.log2(8), math.log10(1000), math.log(8, 2), math.exp(1))
print(math.sin(1), math.cos(1), math.tan(1), math.atan2(1, 2), math.hypot(3, 4), math.degrees(math.pi), math.radians(180))
print(math.isclose(0.1 + 0.2, 0.3), math.isnan(math.nan), math.isinf(-math.inf), math.copysign(3, -1), math.fsum([0.1] * 10))
print(math.comb(5, 2), math.perm(5, 2), math.prod([1, 2, 3, 4]), math.pow(2, 0.5), math.fabs(-2), math.modf(2.5), math.fmod(7, 3))
try:
    math.sqrt(-1)
except ValueError as error:
    print(type(error).__name__)
print(math.dist((0, 0), (3, 4)), math.cbrt(27) , math.floor(10**20 + 0.5))

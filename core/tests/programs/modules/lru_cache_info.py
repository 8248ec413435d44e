"""What a cache tells of itself is a named tuple."""

from functools import lru_cache


@lru_cache(maxsize=2)
def square(number):
    return number * number


for number in 1, 2, 1, 3, 2:
    square(number)
info = square.cache_info()
print(info, info._asdict(), info._fields)
hits, misses, *_ = info
print(f"{hits / (hits + misses):.0%}", info == (1, 4, 2, 2), info._replace(hits=9))
square.cache_clear()
print(square.cache_info(), type(info) is type(square.cache_info()))

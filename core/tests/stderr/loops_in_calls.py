# A generator expression in `any`, `all` and `tuple` is a loop to CPython, and in others a call.
for count in (any, all, tuple):
    try:
        count(1 / x for x in [0])
    except ZeroDivisionError:
        pass


def check(numbers):
    try:
        return sum(1 / x for x in numbers)
    except ZeroDivisionError:
        return tuple(1 / x for x in numbers)


print(any(check(numbers) for numbers in [[0]]))

def divide(a, b):
    return a + b / (a - b)


def call():
    return divide(2, 2) + 1


print("result:", call())

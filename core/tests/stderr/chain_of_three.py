def a(): b()
def b():
    try: c()
    except Exception as e: raise TypeError("b") from e
def c():
    try: 1 / 0
    except ZeroDivisionError: raise ValueError("c")
a()

import traceback


def handled(number):
    try:
        raise ExceptionGroup("both", [ValueError(1), KeyError(2)])
    except* ValueError as group:
        if number == 0:
            raise group
        if number == 1:
            raise RuntimeError("new")
    except* KeyError:
        if number == 2:
            raise OSError("other") from None


def alone(number):
    try:
        raise ValueError(1)
    except* ValueError as group:
        if number == 0:
            raise
        if number == 1:
            raise group
        raise TypeError("more")


for function in (handled, alone):
    for number in range(3):
        try:
            function(number)
        except Exception:
            traceback.print_exc()

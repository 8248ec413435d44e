def check(x):
    if not (x > 0 and
            x < 10):
        raise ValueError(
            f"bad {x}"
        )
    return x
check(
    11
)

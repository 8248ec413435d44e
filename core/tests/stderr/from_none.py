try:
    int("x")
except ValueError:
    raise SystemError("hidden") from None

def clean_up():
    raise OSError("disk full")


try:
    int("x")
except ValueError:
    clean_up()

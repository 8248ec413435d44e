import warnings


def old():
    warnings.warn("old is deprecated", DeprecationWarning, stacklevel=2)


def outer():
    old()


def innermost():
    warnings.warn("two further out", stacklevel=3)


def middle():
    innermost()


warnings.warn("plain")
old()
outer()
middle()
for number in range(3):
    warnings.warn("in a loop")
warnings.warn(UserWarning("an instance"))

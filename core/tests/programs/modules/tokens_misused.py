"""`reset` shows what it was given in place of a token."""

import contextvars

number = contextvars.ContextVar("number")
for given in (5, "text", [1], None, int):
    try:
        number.reset(given)
    except TypeError as error:
        print(error)

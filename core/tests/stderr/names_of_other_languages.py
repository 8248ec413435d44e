"""Names that other languages have are near to Python's own."""

import traceback

for use in (lambda: true, lambda: none, lambda: flase, lambda: opn, lambda: null):
    try:
        use()
    except NameError:
        traceback.print_exc()

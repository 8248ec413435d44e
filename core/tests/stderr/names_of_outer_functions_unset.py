import traceback


class Cart:
    def __init__(self):
        self.total = 1

    def names(self):
        def before():
            return totals

        try:
            before()
        except NameError:
            traceback.print_exc()
        totals = [item for item in ()]

        def of_self():
            return total, self

        try:
            of_self()
        except NameError:
            traceback.print_exc()
        total = 2

        def like_a_builtin():
            return prin

        try:
            like_a_builtin()
        except NameError:
            traceback.print_exc()
        prin = 3


Cart().names()

# `self.` was forgotten before the name of a method, and of an attribute.
class Counter:
    def __init__(self):
        self.count = 1

    def step(self):
        return count + 1

    def twice(self):
        try:
            return step() + step()
        except NameError:
            return self.step()


Counter().twice()

"""A loop that a program writes itself has methods of the same names as asyncio's."""


class Loop:
    def __init__(self):
        self.readers = {}

    def add_reader(self, name, callback):
        self.readers[name] = callback

    def run(self):
        for name, callback in self.readers.items():
            callback(name)


loop = Loop()
loop.add_reader("first", print)
loop.add_reader("second", lambda name: print("the", name))
loop.run()

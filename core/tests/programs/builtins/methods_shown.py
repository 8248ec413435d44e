import math, functools
class P:
    def hi(self): return "P"
class Q(P):
    def hi(self): print(super()); return super().hi() + "Q"
    @classmethod
    def make(cls): print(super()); return cls()
print(Q().hi(), super(Q, Q()), Q.make().__class__)
for f in (str.upper, str.strip, list.append, dict.get, int.bit_length, len, math.sqrt, print, float.is_integer, bytes.decode, int.__add__, str.__len__, object.__repr__, tuple.index, [].append, sorted, isinstance):
    print(str(f).partition(" at ")[0])
steps = [str.strip, str.title]
print(steps, functools.partial(str.replace, "a"))

# Items that are removed from a list together die last first, but for those of a slice with a step.
class D:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n, end=" ")


def make(n=5):
    return [D(i) for i in range(n)]


a = make()
a[:] = []
print("| all")
a = make()
del a[1:3]
print("| del 1:3")
a = make()
a[1:4] = [1]
print("| assign 1:4")
a = make(6)
del a[::2]
print("| del ::2")
a = make(6)
a[::2] = [1, 2, 3]
print("| assign ::2")
a = make(6)
del a[::-2]
print("| del ::-2")
a = make(6)
a[::-2] = [1, 2, 3]
print("| assign ::-2")
a = make(3)
a.clear()
print("| clear")
a = make(3)
a[:2] = (7, 8)
print("| same size")
a = make(3)
a *= 0
print("| times 0")
a = make(3)
a = None
print("| whole")
d = {i: D(i) for i in range(3)}
d.clear()
print("| dict clear")
d = {i: D(i) for i in range(3)}
del d
print("| dict del")
from collections import deque, OrderedDict

q = deque(D(i) for i in range(3))
q.clear()
print("| deque clear")
q = deque(D(i) for i in range(3))
del q
print("| deque del")
q = deque((D(i) for i in range(4)), maxlen=2)
print("| deque maxlen")
del q
print("| deque rest")
s = {D(1)}
s.clear()
print("| set")
t = (D(1), D(2))
del t
print("| tuple")
b = make(4)
b[2:] = make(1)
print("| tail")
b[1:1] = [D("x")]
print("| insert")
b.remove(b[0])
print("| removed")
b.sort(key=lambda d: str(d.n))
print("| sorted")
del b[:]
print("| del all")


class O:
    pass


o = O()
o.a = D("a")
o.b = D("b")
o.__dict__.clear()
print("| attributes")
o.a = D("a")
o.b = D("b")
del o
print("| object")
x, y = D("x"), D("y")
x, y = y, x
x = y = None
print("| names")

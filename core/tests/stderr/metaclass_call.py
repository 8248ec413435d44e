class M(type):
    def __call__(cls, *a): return super().__call__(*a)
class A(metaclass=M):
    def __init__(self, x): self.x = x
A()

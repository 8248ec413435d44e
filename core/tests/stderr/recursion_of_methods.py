class Node:
    def __init__(self): self.n = self
    def walk(self): return self.n.walk()
Node().walk()

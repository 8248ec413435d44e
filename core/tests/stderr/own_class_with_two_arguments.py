class Base(Exception): pass
class My(Base):
    def __init__(self, a, b): super().__init__(a, b)
raise My(1, "b")

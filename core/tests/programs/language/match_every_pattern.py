from dataclasses import dataclass
from enum import Enum
@dataclass
class Pt: x: int; y: int
class Cmd(Enum): GO = 1; STOP = 2
def m(v):
    match v:
        case None: return "none"
        case True | False as b: return f"bool {b}"
        case 0: return "zero"
        case int(n) if n < 0: return f"neg {n}"
        case int() | float(): return f"num {v}"
        case "": return "empty"
        case str(s) if len(s) > 5: return f"long {s}"
        case "a" | "b": return "ab"
        case str(): return "str"
        case []: return "[]"
        case [x]: return f"one {x}"
        case [Pt(x=0), *_]: return "pts"
        case [1, [2, y], *rest]: return f"nest {y} {rest}"
        case (first, *mid, last): return f"seq {first} {mid} {last}"
        case {"type": "click", "pos": (x, y), **kw}: return f"click {x},{y} {kw}"
        case {"type": t}: return f"type {t}"
        case {}: return "map"
        case Pt(0, 0): return "origin"
        case Pt(x, y=0): return f"on x {x}"
        case Pt(): return "pt"
        case Cmd.GO: return "go"
        case Cmd(): return "cmd"
        case ValueError(args=(a, *_)): return f"ve {a}"
        case type(): return "type"
        case _: return "other"
for v in (None, True, 0, -3, 5, 2.5, "", "abcdefg", "a", "zz", [], [7], [Pt(0, 1), 2], [1, [2, 9], 3, 4], (1, 2, 3), {"type": "click", "pos": (1, 2), "k": 1}, {"type": "x"}, {}, {"q": 1}, Pt(0, 0), Pt(3, 0), Pt(1, 1), Cmd.GO, Cmd.STOP, ValueError("v"), int, object, b"x", {1, 2}, range(3)):
    print(m(v))
match [1, 2, 3]:
    case [a, b]: print("two")
    case [a, b, c]: print(a, b, c)
match (cmd := "go north".split()):
    case ["go", ("north" | "south") as d]: print(cmd, d)
class K:
    __match_args__ = ("p", "q")
    def __init__(self, p, q): self.p, self.q = p, q
match K(1, 2):
    case K(p, 2): print("K", p)
try:
    match K(1, 2):
        case K(1, 2, 3): pass
except TypeError as e: print(e)
try:
    match 5:
        case int(1, 2): pass
except TypeError as e: print(e)

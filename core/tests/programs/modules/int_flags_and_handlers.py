# IntFlag has the containers' methods of Flag; log handlers tell stream and level.
import logging
import sys
from enum import IntFlag


class Perm(IntFlag):
    R = 4
    W = 2
    X = 1


print(Perm.R in Perm(6), list(Perm(5)), len(Perm(7)), Perm.X in Perm(6), 4 in Perm)
print(repr(Perm.R | 8), bool(Perm(0)), Perm.R & 6, ~Perm.R, Perm["R"], Perm.R + 1)
handler = logging.StreamHandler(sys.stdout)
handler.setLevel(logging.INFO)
print(handler, logging.getLogger("x"), logging.NullHandler())

import sys
import traceback
from functools import partial

print = partial(print, file=sys.stderr)


def a(): b()
def b(): c()
def c():
    try: {}["k"]
    except KeyError: raise ValueError("v")
try: a()
except ValueError as e:
    for lim in (None, 0, 1, 2, 10, -1, -2):
        print("limit", lim)
        traceback.print_exc(limit=lim, file=sys.stderr)
        print(*traceback.format_tb(e.__traceback__, lim))
        print([f.name for f in traceback.extract_tb(e.__traceback__, lim)])
        traceback.print_tb(e.__traceback__.tb_next, lim, file=sys.stderr)
    traceback.print_exception(e, chain=False, file=sys.stderr)
    te = traceback.TracebackException.from_exception(e, limit=1)
    print("".join(te.format(chain=False)), len(te.stack), te.stack[0].name)


class Tool:
    @staticmethod
    def fixed(): ...

    @classmethod
    def of(cls): ...


print(str(Tool.__dict__["fixed"])[:38], str(Tool.__dict__["of"])[:35])

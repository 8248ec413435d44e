# What is said about a keyword argument that a function does not know.
import asyncio
import functools
import json
import random
import collections
import itertools


def f(alpha, beta=1, *, gamma=2):
    pass


class A:
    def __init__(self, name):
        pass


class E:
    pass


def t(fn):
    try:
        fn()
    except Exception as e:
        print(type(e).__name__, e)


t(lambda: print(sepp=1))
t(lambda: print("x", ned=""))
t(lambda: print(zzz=1))
t(lambda: f(1, bta=2))
t(lambda: f(alpa=2))
t(lambda: f(1, gama=2))
t(lambda: f(1, zzzz=2))
t(lambda: f(alhpa=1, gama=2))
t(lambda: A(nam="x"))
t(lambda: E(nam="x"))
t(lambda: sorted([1], rev=True))
t(lambda: sorted([1], revers=True))
t(lambda: [1].sort(revers=True))
t(lambda: max([1], ky=len))
t(lambda: max([1], defaul=3))
t(lambda: min(1, 2, kee=3))
t(lambda: sum([1], strat=3))
t(lambda: zip([1], stric=True))
t(lambda: map(len, [1], stric=True))
t(lambda: int("3", bas=3))
t(lambda: str(b"x", encodin="u"))
t(lambda: dict(a=1))
t(lambda: list(a=1))
t(lambda: tuple(a=1))
t(lambda: range(stop=1))
t(lambda: len(x=1))
t(lambda: "a b".split(separator=" "))
t(lambda: "a b".split(sp=" "))
t(lambda: "a b".split(maxsplt=1))
t(lambda: "ab".encode(encodin="x"))
t(lambda: round(1.5, ndigit=1))
t(lambda: pow(2, 3, modulo=3))
t(lambda: isinstance(1, cls=int))
t(lambda: asyncio.sleep(delya=1))
t(lambda: asyncio.sleep(1, reslt=1))
t(lambda: asyncio.run(None, debg=True))
t(lambda: asyncio.gather(return_exception=True))
t(lambda: asyncio.Queue(maxsiz=3))
t(lambda: asyncio.Semaphore(valu=3))
t(lambda: asyncio.Lock(x=3))
t(lambda: asyncio.Event(x=3))
t(lambda: asyncio.timeout(wen=3))
t(lambda: asyncio.Barrier(partis=3))
t(lambda: asyncio.wait_for(None, timout=3))
t(lambda: asyncio.wait([], timout=3))
t(lambda: asyncio.as_completed([], timout=3))
t(lambda: asyncio.to_thread())
t(lambda: functools.partial())
t(lambda: functools.lru_cache(maxsiz=1))
t(lambda: json.dumps(1, indnt=2))
t(lambda: json.loads("1", indnt=2))
t(lambda: random.choices([1], kk=3))
t(lambda: random.sample([1], kk=3))
t(lambda: random.randint(a=1, bb=2))
t(lambda: collections.deque(maxle=3))
t(lambda: collections.deque([1], maxle=3))
t(lambda: collections.Counter(a=1))
t(lambda: collections.defaultdict(list, a=1))
t(lambda: collections.namedtuple("A", "x y")(x=1, yy=2))
t(lambda: collections.namedtuple("A", "x y", defult=2))
t(lambda: itertools.count(star=1))
t(lambda: itertools.repeat(1, time=3))
t(lambda: itertools.accumulate([1], function=3))
t(lambda: itertools.product([1], repat=3))
t(lambda: itertools.zip_longest([1], fillvlue=3))
t(lambda: itertools.islice([1], stop=3))
t(lambda: ValueError(a=3))
t(lambda: OSError(a=3))
t(lambda: ImportError("x", nam=3))
t(lambda: ImportError("x", name=3))
t(lambda: AttributeError("x", nam=3))
t(lambda: NameError("x", ob=3))
t(lambda: ExceptionGroup("x", exceptions=3))
t(lambda: float(x=1))
t(lambda: bool(x=1))
t(lambda: bytes(source=b"x", encodng="x"))
t(lambda: type("A", (), {}, x=1))
t(lambda: object(x=1))
t(lambda: iter(x=1))
t(lambda: next(x=1))
t(lambda: property(fgett=1))
t(lambda: (1).to_bytes(lenght=1))
t(lambda: (1).to_bytes(byteorde=1))
t(lambda: int.from_bytes(b"x", signd=True))
t(lambda: {}.get(key=1))
t(lambda: {}.pop(key=1))
t(lambda: {}.update(key=1))
t(lambda: [].pop(index=1))
t(lambda: [].index(value=1))
t(lambda: "x".join(iterable=1))
t(lambda: "x".format(x=1))
t(lambda: "x".splitlines(keepend=1))
t(lambda: "x".expandtabs(tabsiz=1))
t(lambda: "x".startswith(prefix=1))
t(lambda: asyncio.TaskGroup(x=1))
t(lambda: asyncio.Condition(lok=1))
t(lambda: asyncio.BoundedSemaphore(valu=1))
t(lambda: asyncio.PriorityQueue(maxsz=1))
t(lambda: asyncio.Runner(debugg=1))
t(lambda: asyncio.shield(None, x=1))

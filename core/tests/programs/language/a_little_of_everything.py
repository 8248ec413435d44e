"""One line of almost everything."""

def g():
    try:
        x = (yield 1)
        print('got', x)
        yield 2
    except ValueError as e:
        print('VE', e)
        yield 99
    finally:
        print('fin')


i = g()
print(next(i), i.send('s'))
print(i.throw(ValueError('t')))
i.close()


def d():
    r = (yield from g2())
    print('r', r)


def g2():
    yield 1
    return 5


print(list(d()))
import types, asyncio


@types.coroutine
def gc():
    yield
    return 3


async def m():
    print(await gc())


asyncio.run(m())


class Aw:

    def __await__(self):
        yield from asyncio.sleep(0.1).__await__()
        return 8


async def m():
    print(await Aw())


asyncio.run(m())
print(f"{3.14159:.2f} {1234567:,} {255:#x} {5:08b} {'a':>5}|{'a':^5}|{'a':*<5} {0.5:.1%} {10000000000.0:g} {-5:+d} {12:e} {True!r:>6} {3:{5}} {'x'!r}")
print('%s %5.2f %-5d| %05d %x %r %%' % ('a', 1.5, 3, 4, 255, 'q'), '{0} {1[k]} {a.real}'.format(1, {'k': 2}, a=3))
print('a,b,c'.split(','), ' x '.strip(), 'abc'.replace('b', 'Z'), 'Hello'.swapcase(), 'a-b'.partition('-'), 'abc'.find('c'), 'x'.join('abc'), 'abc'[::-1], 'abc'.zfill(5), 'a b'.title(), 'abc'.center(9, '*'), 'tEst'.casefold(), 'ab\ncd'.splitlines(), 'abc'.encode(), 'aXbX'.rsplit('X', 1), 'abc'.startswith(('a', 'z')), 'x=1'.removeprefix('x'), 'é'.isalpha(), '12'.isdigit(), 'abc'.translate(str.maketrans('ab', 'xy')), '{:>{w}}'.format('a', w=4), 'a\tb'.expandtabs(4))
l = [5, 3, 1, 4]
l[1:3] = [9]
l[::2] = [0, 0]
del l[0]
print(l, sorted(l, key=lambda v: -v, reverse=True), [*l, *l], l.index(9))
a, *b, c = range(5)
print(a, b, c)
print({**{'a': 1}, 'b': 2} | {'c': 3}, {1, 2} & {2}, {1} ^ {2}, {k: v for k, v in zip('ab', [1, 2])}, {1: 2}.items() & {(1, 2)}, dict.fromkeys('ab', 0))
match {'type': 'a', 'v': [1, 2, 3]}:
    case {'type': 'a', 'v': [x, *rest]} if x:
        print(x, rest)


class Pt:
    __match_args__ = ('x', 'y')
    __slots__ = ('x', 'y')

    def __init__(s, x, y):
        s.x, s.y = (x, y)


match Pt(1, 2):
    case Pt(x=0):
        print('no')
    case Pt(1, y):
        print(y)
try:
    Pt(1, 2).z = 3
except AttributeError as e:
    print(e)
for s in ('abc', '', '1.5', '0x1f', ' 12 ', '1_000'):
    try:
        print(int(s))
    except ValueError as e:
        print(e)
try:
    float('x')
except ValueError as e:
    print(e)
print(int('ff', 16), int('0x1f', 0), round(2.5), round(1.25, 1), 7 // -2, 7 % -2, divmod(-7, 2), 2 ** (-1), 1 / 3, 10 ** 20, 1e+16, 1e-05, float('inf'), 0.1 + 0.2, hash(1.0) == hash(1), int(3.9), bin(5), hex(255), oct(8), chr(97), ord('a'), abs(-3), pow(2, 10, 1000), 5 .bit_length(), 3.5.is_integer(), 0.5.as_integer_ratio())


def kw(a, /, b, *c, d=1, **e):
    return (a, b, c, d, e)


print(kw(1, 2, 3, d=4, z=5))
try:
    kw()
except TypeError as e:
    print(e)
try:
    kw(1, 2, a=1)
    [].foo
except AttributeError as e:
    print(e)
try:
    None + 1
except TypeError as e:
    print(e)
try:
    [1][5]
except IndexError as e:
    print(e)
try:
    {}['k']
except KeyError as e:
    print(e)
try:
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise ValueError('v') from e
except ValueError as e:
    print(repr(e.__cause__), e.__suppress_context__)
    e.add_note('n')
    print(e.__notes__)
try:
    raise ExceptionGroup('eg', [ValueError(1), TypeError(2), ExceptionGroup('in', [KeyError(3)])])
except* ValueError as eg:
    print(eg.exceptions)
except* (TypeError, KeyError) as eg:
    print(eg, eg.exceptions)
eg = ExceptionGroup('x', [ValueError(1), OSError(2)])
print(eg.split(ValueError), eg.subgroup(lambda e: isinstance(e, OSError)), eg.derive([ValueError()]))


class Base:
    subs = []

    def __init_subclass__(cls, tag=None, **k):
        super().__init_subclass__(**k)
        Base.subs.append((cls.__name__, tag))


class S1(Base, tag='t'):
    pass


print(Base.subs)


class Desc:

    def __set_name__(s, o, n):
        s.n = n

    def __get__(s, i, o):
        return s if i is None else i.__dict__.get(s.n, 'unset')

    def __set__(s, i, v):
        i.__dict__[s.n] = v


class H:
    f = Desc()

    @property
    def p(self):
        return 1

    @p.setter
    def p(self, v):
        print('set', v)

    @staticmethod
    def sm():
        return 'sm'

    @classmethod
    def cm(cls):
        return cls.__name__

    def __enter__(s):
        return s

    def __exit__(s, *a):
        print('exit', a[0])
        return True


h = H()
h.f = 3
h.p = 5
print(h.f, H.sm(), h.cm())
with h:
    raise KeyError
try:
    del h.p
except AttributeError as e:
    print(e)
import contextlib


@contextlib.contextmanager
def cm():
    print('in')
    try:
        yield 5
    finally:
        print('out')


with cm() as v, contextlib.suppress(ValueError):
    print(v)
    raise ValueError
with contextlib.ExitStack() as st:
    st.callback(print, 'cb')
    st.enter_context(cm())


@contextlib.asynccontextmanager
async def acm():
    print('ain')
    yield 1
    print('aout')


async def m():
    async with acm() as v:
        print(v)
    async with contextlib.AsyncExitStack() as s:
        await s.enter_async_context(acm())
    async with contextlib.aclosing(ag()) as a:
        async for x in a:
            print(x)
            break
    print([x async for x in ag()], await anext(ag()), [await asyncio.sleep(0, i) for i in range(2)])


async def ag():
    for i in range(2):
        yield i


asyncio.run(m())
print(list(map(lambda x, y: x + y, [1], [2])), any([]), all([]), sum([1.5, 2]), min('b', 'a'), max([1, 2], key=lambda x: -x), list(enumerate('ab', 1)), list(zip([1], [2], strict=True)), list(reversed([1, 2])), isinstance(1, (int, str)), callable(print), type(1), vars(Pt) is not None, getattr(h, 'zz', None))
x = 5
print(f'x={x!r} x = {x:>4} {x!r}', (y := 3), x if y else 0, not x, 1 < x < 9, [i for i in range(10) if i % 2 if i > 3])
global_x = 1


def outer():
    n = 0

    def inc():
        nonlocal n
        n += 1
        return n
    return inc


f = outer()
f()
print(f())
print('ab', '\\n', b'x\x00', 'm\nl', ..., NotImplemented, __name__)
print(sorted(['b', 'A'], key=str.lower), 'abc' < 'abd', [1, 2] < [1, 3], (1,) + (2,), [0] * 3, 'ab' * 2)
for i in range(3):
    if i == 5:
        break
else:
    print('else')
while True:
    break
assert x == 5, 'msg'
try:
    assert x == 6, 'msg'
except AssertionError as e:
    print(e)
del x
try:
    x
except NameError as e:
    print(e)
lam = lambda *a, k=1: (a, k)
print(lam(1, k=2), lam.__name__, f.__name__, f.__qualname__, outer.__doc__)

import inspect
import sys
import traceback


async def outer():
    await inner()


async def inner():
    pass


def numbers():
    got = yield 1
    yield from sub()


def sub():
    yield 2


c = outer()
print(c.cr_await, c.cr_running, c.cr_suspended, c.cr_code.co_name, c.cr_frame.f_lineno, c.cr_origin)
c.close()
print(c.cr_frame)
g = numbers()
print(g.gi_frame.f_lineno, g.gi_yieldfrom)
next(g)
print(g.gi_frame.f_lineno, g.gi_suspended, g.gi_running)
next(g)
print(g.gi_yieldfrom.__name__, g.gi_frame.f_locals)


def who():
    back = sys._getframe(1)
    return sys._getframe().f_code.co_name, back.f_code.co_name, back.f_lineno


def caller():
    return who()


print(caller(), inspect.currentframe().f_code.co_name, inspect.stack()[0].function)
print(outer.__code__.co_flags & inspect.CO_COROUTINE != 0, numbers.__code__.co_flags & 32 != 0)
print((lambda a, /, b, *, c: 0).__code__.co_kwonlyargcount, (lambda a, /, b: 0).__code__.co_posonlyargcount)


def fails():
    raise ValueError("v")


try:
    fails()
except ValueError as error:
    for name, line in [(f.name, f.lineno) for f in traceback.extract_tb(error.__traceback__)]:
        print(name, line)
    wrapped = traceback.TracebackException.from_exception(error)
    print("".join(wrapped.format_exception_only()), wrapped)


def show_stack():
    return [(f.name, f.lineno) for f in traceback.extract_stack()][-2:]


print(show_stack())


try:
    [][1]
except IndexError as error:
    print(error.__traceback__.tb_frame.f_globals["__name__"])

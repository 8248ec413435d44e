import warnings, asyncio
def old(): warnings.warn("old() is deprecated", DeprecationWarning, stacklevel=2); return 1
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always"); old(); old()
    print([(str(x.message), x.lineno, x.category.__name__) for x in w])
@warnings.deprecated("use g")
def f(): return 2
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always"); print(f()); print([str(x.message) for x in w], f.__deprecated__)
with warnings.catch_warnings(): warnings.simplefilter("ignore"); warnings.warn("x")
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try: warnings.warn("bad", ResourceWarning)
    except ResourceWarning as e: print("err", e)
    try: asyncio.iscoroutinefunction(f)
    except DeprecationWarning as e: print(str(e)[:60])
print(UserWarning("a"), issubclass(DeprecationWarning, Warning))

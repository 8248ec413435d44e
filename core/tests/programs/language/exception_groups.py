def run(group):
    try:
        raise group
    except* ValueError as eg:
        print("ValueError", [str(e) for e in eg.exceptions])
    except* (KeyError, TypeError) as eg:
        print("lookup or type", eg.exceptions)
    else:
        print("else")
    finally:
        print("finally")


run(ExceptionGroup("all", [ValueError("a"), KeyError("k"), ValueError("b")]))
try:
    run(ExceptionGroup("some", [OSError("disk"), ValueError("v")]))
except ExceptionGroup as rest:
    print("rest:", rest, rest.exceptions)
nested = ExceptionGroup("outer", [ValueError(1), ExceptionGroup("inner", [TypeError(2), ValueError(3)])])
print(repr(nested))
print(repr(nested.subgroup(ValueError)))
match, rest = nested.split(lambda e: isinstance(e, TypeError))
print(repr(match), repr(rest))
try:
    raise ValueError("bare")
except* ValueError as eg:
    print(repr(eg))
try:
    ExceptionGroup("empty", [])
except ValueError as error:
    print(error)
print(isinstance(nested, Exception), isinstance(BaseExceptionGroup("b", [KeyboardInterrupt()]), Exception))

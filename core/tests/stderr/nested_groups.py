def make():
    errors = []
    for kind in (ValueError, TypeError):
        try:
            raise kind(kind.__name__.lower())
        except Exception as error:
            errors.append(error)
    return ExceptionGroup("inner", errors)


raise ExceptionGroup("outer", [make(), OSError("plain")])

try:
    raise ExceptionGroup("many", [ValueError(i) for i in range(20)])
finally:
    print("fin")

def f():
	if True:
		for x in range(1):
			return undefined(x)


f()

import threading
def boom(): raise ValueError("thread boom")
def hook(args):
    print("hook", args.exc_type.__name__, args.exc_value, args.thread.name, args.exc_traceback is not None, len(args))
t = threading.Thread(target=boom, name="first"); t.start(); t.join()
threading.excepthook = hook
t = threading.Thread(target=boom, name="second"); t.start(); t.join()
threading.excepthook = threading.__excepthook__
t = threading.Thread(target=boom, name="third"); t.start(); t.join()
threading.excepthook = lambda args: print(type(args).__name__)
def leave(): raise SystemExit(3)
t = threading.Thread(target=leave); t.start(); t.join()
t = threading.Thread(target=boom); t.start(); t.join()

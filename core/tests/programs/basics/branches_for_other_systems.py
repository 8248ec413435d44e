# What is imported for another system or an older Python is never run, so it is not refused.
import os
import sys

if sys.version_info >= (3, 11):
    from asyncio import timeout
else:
    from async_timeout import timeout

if not sys.platform.startswith("win"):
    print("no Windows")
elif os.name == "java":
    import win32api
else:
    import winreg

if os.name != "nt" or sys.version_info < (3, 8):
    print("either")
else:
    import msvcrt

if sys.version_info > (3, 7, 1) and sys.platform != "win32":
    print("both")
else:
    from typing_extensions import Self

if sys.version_info < (3, 9):
    import uvloop
elif sys.version_info >= (3, 9):
    print(timeout.__name__)
else:
    import trio

"""Signals by name. Nobody sends any here but the program itself."""

from asyncio.runners import _runners
from enum import IntEnum


class Signals(IntEnum):
    """Numbers of signals, as on Linux."""

    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGABRT = 6
    SIGKILL = 9
    SIGUSR1 = 10
    SIGUSR2 = 12
    SIGPIPE = 13
    SIGALRM = 14
    SIGTERM = 15
    SIGCHLD = 17


class Handlers(IntEnum):
    """What is done where there is no handler."""

    SIG_DFL = 0
    SIG_IGN = 1


SIGHUP = Signals.SIGHUP
SIGINT = Signals.SIGINT
SIGQUIT = Signals.SIGQUIT
SIGABRT = Signals.SIGABRT
SIGKILL = Signals.SIGKILL
SIGUSR1 = Signals.SIGUSR1
SIGUSR2 = Signals.SIGUSR2
SIGPIPE = Signals.SIGPIPE
SIGALRM = Signals.SIGALRM
SIGTERM = Signals.SIGTERM
SIGCHLD = Signals.SIGCHLD
SIG_DFL = Handlers.SIG_DFL
SIG_IGN = Handlers.SIG_IGN


def default_int_handler(signum, frame):
    """What Ctrl+C does: a runner cancels its main task first."""
    if not _runners:
        raise KeyboardInterrupt
    _runners[-1]._interrupted()


_handlers = {SIGINT: default_int_handler}


def signal(signalnum, handler):
    """Keep a handler; give the one before."""
    before = getsignal(signalnum)
    _handlers[Signals(signalnum)] = handler
    return before


def getsignal(signalnum):
    """The handler that was kept."""
    return _handlers.get(Signals(signalnum), SIG_DFL)


def strsignal(signalnum):
    """A signal in words."""
    words = {SIGHUP: "Hangup", SIGINT: "Interrupt", SIGQUIT: "Quit", SIGKILL: "Killed",
             SIGUSR1: "User defined signal 1", SIGUSR2: "User defined signal 2",
             SIGALRM: "Alarm clock", SIGTERM: "Terminated"}
    return words.get(Signals(signalnum))


def raise_signal(signalnum, /):
    """Call the handler."""
    handler = getsignal(signalnum)
    if handler is SIG_IGN:
        return
    if handler is SIG_DFL:
        raise NotImplementedError(f"{Signals(signalnum).name} has no handler here")
    handler(signalnum, None)

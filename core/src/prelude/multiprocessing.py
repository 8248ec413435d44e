"""What a program asks for that lets a pool of concurrent.futures start its processes."""

from os import cpu_count


def freeze_support():
    """Nothing is frozen."""


def set_start_method(method, force=False):
    """Workers start at once, however."""

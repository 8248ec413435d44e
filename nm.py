from types import FrameType, TracebackType, CoroutineType

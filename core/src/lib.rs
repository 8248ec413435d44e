//! Loopscope core.

//! CPython's asyncio event loop, re-created exactly under a virtual clock.

pub mod diagnostic;
pub mod edit;
pub mod source;
pub mod trace;

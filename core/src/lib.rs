//! CPython's asyncio event loop, re-created exactly under a virtual clock.

pub mod code;
pub mod diagnostic;
pub mod edit;
pub mod recording;
pub mod shelf;
pub mod source;
pub mod trace;

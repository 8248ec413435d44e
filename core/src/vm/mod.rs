//! The machine that runs Python code: operations, calls, attributes, iteration.
//!
//! It knows no task and no rule of the event loop: a coroutine is resumed by whoever asks, and
//! what it yields is handed back.

pub mod assigning;
pub mod async_step;
pub mod attribute;
mod awaiting;
pub mod call;
pub mod class;
mod direct;
mod displays;
pub mod exception;
pub mod excerpt;
pub mod executing;
pub mod format;
pub mod fuel;
mod fuse;
pub mod generator;
mod handling;
pub mod import;
pub mod installed;
pub mod instance_check;
pub mod instantiate;
pub mod iterate;
pub mod keeping;
pub mod link;
pub mod machine;
pub mod mapping;
pub mod matching;
pub mod operations;
pub mod operators;
pub mod parameters;
mod quick;
pub mod shortcut;
pub mod super_object;
pub mod traceback;
mod variables;

//! One component a file; a view takes data and a callback and stores nothing.

pub mod app;
pub mod blocks;
pub mod code;
pub mod glyph;
pub mod lane;
pub mod timeline;

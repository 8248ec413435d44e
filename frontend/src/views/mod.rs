//! One component a file; a view takes data and a callback and stores nothing. Effects go through
//! [`effects`].

pub mod app;
pub mod around;
pub mod badge;
pub mod blocks;
pub mod board;
pub mod code;
pub mod compare;
pub mod console;
pub mod dialogs;
pub mod effects;
pub mod embed;
pub mod finding;
pub mod glyph;
pub mod ink;
pub mod inspector;
pub mod lane;
pub mod length;
pub mod menu;
pub mod predict;
pub mod program;
pub mod scenario;
pub mod scrubber;
pub mod tabs;
pub mod timeline;
pub mod token;
pub mod topbar;
pub mod transport;
pub mod why;

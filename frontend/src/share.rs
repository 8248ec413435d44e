//! The address: text and cursor in, text and cursor out.

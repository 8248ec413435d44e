//! The lessons: programs of `examples/`, with the words in their first lines.

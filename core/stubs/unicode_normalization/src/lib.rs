//! Stands in for the crate of this name, whose tables weigh 60 kB gzip in the page and serve only
//! names in a program that are not written in their normal form. Such a name keeps its spelling.

/// The one form that the parser asks for, of names that are not ASCII.
pub trait UnicodeNormalization<'a> {
    /// The characters of the text in normal form KC: here as they are.
    fn nfkc(self) -> std::str::Chars<'a>;
}

impl<'a> UnicodeNormalization<'a> for &'a str {
    fn nfkc(self) -> std::str::Chars<'a> {
        self.chars()
    }
}

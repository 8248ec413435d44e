//! A growing list that is cheap to copy: the ground on which keyframes stand.
//!
//! Items live in chunks of 32 behind `Rc`. A copy shares all chunks; the first write after a copy
//! copies one chunk and the list of chunks. With 10,000 tasks a copy is one count, and a step that
//! follows it copies 313 pointers and 32 tasks, not 10,000.

use std::rc::Rc;

const CHUNK: usize = 32;

/// A list with numbered places, some of which may be empty (an id that was never filled).
#[derive(Clone, Debug, PartialEq)]
pub struct Shelf<T> {
    chunks: Rc<Vec<Rc<Vec<Option<T>>>>>,
    /// Places in use or skipped: one more than the highest index that was filled.
    places: usize,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self {
            chunks: Rc::new(Vec::new()),
            places: 0,
        }
    }
}

impl<T: Clone> Shelf<T> {
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&T> {
        self.chunks.get(index / CHUNK)?.get(index % CHUNK)?.as_ref()
    }

    pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        self.get(index)?;
        let chunk = Rc::make_mut(&mut self.chunks).get_mut(index / CHUNK)?;
        Rc::make_mut(chunk).get_mut(index % CHUNK)?.as_mut()
    }

    /// Fills the place with this number, whatever was there.
    pub fn put(&mut self, index: usize, item: T) {
        let chunks = Rc::make_mut(&mut self.chunks);
        while chunks.len() <= index / CHUNK {
            chunks.push(Rc::new(Vec::with_capacity(CHUNK)));
        }
        let chunk = Rc::make_mut(&mut chunks[index / CHUNK]);
        while chunk.len() <= index % CHUNK {
            chunk.push(None);
        }
        chunk[index % CHUNK] = Some(item);
        self.places = self.places.max(index + 1);
    }

    /// Fills the place behind the last one.
    pub fn push(&mut self, item: T) {
        self.put(self.places, item);
    }

    /// The filled places in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.chunks.iter().flat_map(|chunk| chunk.iter()).flatten()
    }

    /// How many places there are, filled or skipped.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places == 0
    }
}

#[cfg(test)]
mod tests {
    use super::Shelf;

    #[test]
    fn a_copy_does_not_see_later_writes() {
        let mut shelf = Shelf::default();
        for number in 0..100 {
            shelf.push(number);
        }
        let copy = shelf.clone();
        *shelf.get_mut(70).unwrap() = 1000;
        shelf.put(102, 7);
        assert_eq!(copy.get(70), Some(&70));
        assert_eq!(shelf.get(70), Some(&1000));
        assert_eq!(
            (shelf.len(), shelf.get(100), shelf.get(102)),
            (103, None, Some(&7))
        );
        assert_eq!(shelf.iter().count(), 101);
        assert_eq!(shelf.iter().next_back(), Some(&7));
    }
}

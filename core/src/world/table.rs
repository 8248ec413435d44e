//! The order in which CPython's `set` gives numbers, which hash the same in every process.
//!
//! The rules are those of CPython's open-addressing table: runs of linear probes, then a jump that
//! mixes in the upper bits of the hash; a removed key leaves a mark, whose place a new key takes
//! when it is the last one on its way.

use super::value::Value;

/// Slots that are looked at one after another behind the first, before the next jump.
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
/// Slots of the smallest table.
const SMALLEST: usize = 8;
/// Above this many keys a table doubles instead of growing fourfold.
const LARGE: usize = 50_000;

#[derive(Clone)]
enum Slot {
    Free,
    /// A key was here: a search goes on behind it.
    Removed,
    Key(u64, Value),
}

/// The table of one set whose keys are all numbers, kept beside the keys themselves.
pub struct Table {
    slots: Vec<Slot>,
    /// Slots that are not free.
    fill: usize,
    used: usize,
    /// Where `pop` goes on looking.
    finger: usize,
}

impl Default for Table {
    fn default() -> Self {
        Self {
            slots: vec![Slot::Free; SMALLEST],
            fill: 0,
            used: 0,
            finger: 0,
        }
    }
}

/// The slots in the order in which CPython tries them for a hash.
fn probes(hash: u64, mask: usize) -> impl Iterator<Item = usize> {
    let mut perturb = hash;
    let mut first = low_bits(hash) & mask;
    let mut step = 0;
    std::iter::from_fn(move || {
        let run = if first + LINEAR_PROBES <= mask {
            LINEAR_PROBES
        } else {
            0
        };
        if step > run {
            perturb >>= PERTURB_SHIFT;
            first = first
                .wrapping_mul(5)
                .wrapping_add(1)
                .wrapping_add(low_bits(perturb))
                & mask;
            step = 0;
        }
        step += 1;
        Some(first + step - 1)
    })
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "only bits below the mask are used"
)]
const fn low_bits(hash: u64) -> usize {
    hash as usize
}

impl Table {
    /// Adds a key that is known not to be there.
    pub fn add(&mut self, hash: u64, key: Value) {
        let mut place = None;
        for at in probes(hash, self.slots.len() - 1) {
            match self.slots[at] {
                Slot::Free if place.is_some() => break,
                Slot::Free => {
                    place = Some(at);
                    self.fill += 1;
                    break;
                }
                Slot::Removed => place = Some(at),
                Slot::Key(..) => {}
            }
        }
        let Some(at) = place else {
            unreachable!("a table always has free slots")
        };
        let is_new = matches!(self.slots[at], Slot::Free);
        self.slots[at] = Slot::Key(hash, key);
        self.used += 1;
        if is_new && self.fill * 5 >= (self.slots.len() - 1) * 3 {
            self.resize(if self.used > LARGE {
                self.used * 2
            } else {
                self.used * 4
            });
        }
    }

    fn place(&mut self, hash: u64, key: Value) {
        let mask = self.slots.len() - 1;
        let free = probes(hash, mask).find(|at| matches!(self.slots[*at], Slot::Free));
        if let Some(at) = free {
            self.slots[at] = Slot::Key(hash, key);
        }
    }

    fn resize(&mut self, wanted: usize) {
        let mut size = SMALLEST;
        while size <= wanted {
            size *= 2;
        }
        let old = std::mem::replace(&mut self.slots, vec![Slot::Free; size]);
        self.fill = self.used;
        for slot in old {
            if let Slot::Key(hash, key) = slot {
                self.place(hash, key);
            }
        }
    }

    /// Removes the very key that was added.
    pub fn remove(&mut self, hash: u64, key: &Value) {
        let mask = self.slots.len() - 1;
        let found = probes(hash, mask)
            .take_while(|at| !matches!(self.slots[*at], Slot::Free))
            .find(|at| matches!(&self.slots[*at], Slot::Key(_, known) if known.is(key)));
        if let Some(at) = found {
            self.slots[at] = Slot::Removed;
            self.used -= 1;
        }
    }

    /// The key that `set.pop` takes; it is left where it is, and [`Table::remove`] must follow.
    #[must_use]
    pub fn next_to_pop(&mut self) -> Option<Value> {
        let size = self.slots.len();
        let start = self.finger & (size - 1);
        for at in (start..size).chain(0..start) {
            if let Slot::Key(_, key) = &self.slots[at] {
                self.finger = at + 1;
                return Some(key.clone());
            }
        }
        None
    }

    /// The keys in the order of iteration.
    #[must_use]
    pub fn keys(&self) -> Vec<Value> {
        let keys = self.slots.iter().filter_map(|slot| match slot {
            Slot::Key(_, key) => Some(key.clone()),
            _ => None,
        });
        keys.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(table: &Table) -> Vec<i64> {
        let keys = table.keys().into_iter();
        keys.filter_map(|key| match key {
            Value::Int(_, number) => Some(number),
            _ => None,
        })
        .collect()
    }

    fn add(table: &mut Table, number: i64) {
        table.add(number.cast_unsigned(), Value::int(number));
    }

    #[test]
    fn small_numbers_lie_in_order_of_their_low_bits() {
        let mut table = Table::default();
        for number in [5, 1, 100, 33, 17] {
            add(&mut table, number);
        }
        assert_eq!(numbers(&table), [1, 33, 100, 5, 17]);
    }

    #[test]
    fn a_removed_key_leaves_its_place_to_the_next_one() {
        let mut table = Table::default();
        for number in [0, 8, 16] {
            add(&mut table, number);
        }
        assert_eq!(numbers(&table), [0, 8, 16]);
        table.remove(8, &Value::int(8));
        add(&mut table, 24);
        assert_eq!(numbers(&table), [0, 24, 16]);
    }

    #[test]
    fn pop_goes_on_where_it_stopped() {
        let mut table = Table::default();
        for number in [3, 1, 2] {
            add(&mut table, number);
        }
        let mut popped = Vec::new();
        while let Some(Value::Int(_, number)) = table.next_to_pop() {
            table.remove(number.cast_unsigned(), &Value::int(number));
            popped.push(number);
            if popped.len() == 2 {
                add(&mut table, 0);
            }
        }
        assert_eq!(popped, [1, 2, 3, 0]);
    }
}

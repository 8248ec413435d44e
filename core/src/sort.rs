//! One stable sort for every type of item.
//!
//! Each instance of the standard library's sort weighs four kilobytes in the page. Here the
//! standard library sorts places, always of the same type, and the items follow them.

use std::cmp::Ordering;

/// Sorts stably by an order of the items.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = order(items.len(), &|a, b| compare(&items[a], &items[b]));
    arrange(order, &mut |a, b| items.swap(a, b));
}

/// Sorts stably by a key of each item, which is asked for at every comparison.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// The places of items in sorted order: the first is the place of the smallest.
fn order(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// Brings to each place the item that `order` names for it.
fn arrange(mut order: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for at in 0..order.len() {
        let mut from = order[at];
        // A place that was filled before gave its item away: the item is where that one came from.
        while from < at {
            from = order[from];
        }
        order[at] = from;
        swap(at, from);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_sorted_and_equal_ones_keep_their_order() {
        // A full cycle of the multiplicative group of 101, so that every swap chain is met.
        let numbers = std::iter::successors(Some(1_u32), |n| Some(n * 2 % 101));
        let mut items: Vec<(u32, usize)> = numbers.take(300).zip(0..).collect();
        let mut expected = items.clone();
        expected.sort_by_key(|item| item.0 / 3);
        sort_by_key(&mut items, |item| item.0 / 3);
        assert_eq!(items, expected);
    }

    #[test]
    fn a_long_rotation_takes_linear_time() {
        let mut items: Vec<usize> = (1..200_000).chain([0]).collect();
        sort_by(&mut items, usize::cmp);
        assert!(items.is_sorted());
    }
}

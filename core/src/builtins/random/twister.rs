//! The Mersenne Twister (MT19937), number for number as CPython's `_random`.
//!
//! After M. Matsumoto and T. Nishimura, "Mersenne Twister: A 623-dimensionally equidistributed
//! uniform pseudorandom number generator" (1998), with their seeding by an array.

use num_bigint::BigUint;

const WORDS: usize = 624;
const MIDDLE: usize = 397;

/// A generator with its state.
#[derive(Clone)]
pub struct Twister {
    words: [u32; WORDS],
    next: usize,
    /// The second number of a pair that `gauss` made.
    pub gauss_next: Option<f64>,
}

impl Twister {
    /// Seeded as `random.seed(number)`.
    #[must_use]
    pub fn seeded(number: u64) -> Self {
        Self::seeded_big(&BigUint::from(number))
    }

    /// Seeded by an integer of any size: all its bits count.
    #[must_use]
    pub fn seeded_big(number: &BigUint) -> Self {
        let mut key = number.to_u32_digits();
        if key.is_empty() {
            key.push(0);
        }
        Self::by_array(&key)
    }

    fn by_number(seed: u32) -> Self {
        let mut words = [0; WORDS];
        let mut before = seed;
        words[0] = seed;
        for (at, word) in (1..).zip(words.iter_mut().skip(1)) {
            before = 1_812_433_253_u32
                .wrapping_mul(before ^ (before >> 30))
                .wrapping_add(at);
            *word = before;
        }
        Self {
            words,
            next: WORDS,
            gauss_next: None,
        }
    }

    fn by_array(key: &[u32]) -> Self {
        let mut made = Self::by_number(19_650_218);
        let words = &mut made.words;
        let (mut at, mut from) = (1, 0);
        let step = |words: &mut [u32; WORDS], at: usize, factor: u32| {
            let before = words[at - 1];
            words[at] ^ (before ^ (before >> 30)).wrapping_mul(factor)
        };
        let advance = |words: &mut [u32; WORDS], at: &mut usize| {
            *at += 1;
            if *at >= WORDS {
                words[0] = words[WORDS - 1];
                *at = 1;
            }
        };
        for _ in 0..WORDS.max(key.len()) {
            let offset = u32::try_from(from).unwrap_or(u32::MAX);
            words[at] = step(words, at, 1_664_525)
                .wrapping_add(key[from])
                .wrapping_add(offset);
            advance(words, &mut at);
            from = (from + 1) % key.len();
        }
        for _ in 0..WORDS - 1 {
            let offset = u32::try_from(at).unwrap_or(u32::MAX);
            words[at] = step(words, at, 1_566_083_941).wrapping_sub(offset);
            advance(words, &mut at);
        }
        words[0] = 0x8000_0000;
        made
    }

    fn refill(&mut self) {
        for at in 0..WORDS {
            let next = self.words[(at + 1) % WORDS];
            let mixed = (self.words[at] & 0x8000_0000) | (next & 0x7fff_ffff);
            let twist = if mixed & 1 == 1 { 0x9908_b0df } else { 0 };
            self.words[at] = self.words[(at + MIDDLE) % WORDS] ^ (mixed >> 1) ^ twist;
        }
        self.next = 0;
    }

    /// The next 32 bits.
    pub fn word(&mut self) -> u32 {
        if self.next >= WORDS {
            self.refill();
        }
        let mut word = self.words[self.next];
        self.next += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    /// `random()`: 53 bits, at least 0 and less than 1.
    pub fn random(&mut self) -> f64 {
        let high = f64::from(self.word() >> 5);
        let low = f64::from(self.word() >> 6);
        (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0
    }

    /// `getrandbits(count)`.
    pub fn bits(&mut self, count: usize) -> BigUint {
        let mut digits = Vec::with_capacity(count.div_ceil(32));
        let mut left = count;
        while left > 0 {
            let word = self.word();
            let used = left.min(32);
            digits.push(if used < 32 { word >> (32 - used) } else { word });
            left -= used;
        }
        BigUint::new(digits)
    }

    /// A number below `bound`, which is not 0: bits are drawn until they are small enough.
    pub fn below(&mut self, bound: u64) -> u64 {
        let count = 64 - bound.leading_zeros();
        loop {
            let mut number = u64::from(self.word() >> (32 - count.min(32)));
            if count > 32 {
                number |= u64::from(self.word() >> (64 - count)) << 32;
            }
            if number < bound {
                return number;
            }
        }
    }

    /// As [`Twister::below`], for a bound of any size.
    pub fn below_big(&mut self, bound: &BigUint) -> BigUint {
        let count = usize::try_from(bound.bits()).unwrap_or(usize::MAX);
        loop {
            let number = self.bits(count);
            if number < *bound {
                return number;
            }
        }
    }

    /// A position in a sequence of this length, which is not 0.
    pub fn position(&mut self, length: usize) -> usize {
        let bound = u64::try_from(length).unwrap_or(u64::MAX);
        usize::try_from(self.below(bound)).unwrap_or(0)
    }

    /// All of the state: 624 words and the place in them.
    #[must_use]
    pub fn state(&self) -> Vec<u32> {
        let mut state = self.words.to_vec();
        state.push(u32::try_from(self.next).unwrap_or(0));
        state
    }

    /// The generator that has this state; none where it is no state.
    #[must_use]
    pub fn from_state(state: &[u32]) -> Option<Self> {
        let (next, words) = state.split_last()?;
        let next = usize::try_from(*next).ok().filter(|next| *next <= WORDS)?;
        let words = words.try_into().ok()?;
        Some(Self {
            words,
            next,
            gauss_next: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_cpython() {
        let first = |mut twister: Twister| [twister.word(), twister.word(), twister.word()];
        assert_eq!(
            first(Twister::seeded(0)),
            [3_626_764_237, 1_654_615_998, 3_255_389_356]
        );
        assert_eq!(
            first(Twister::seeded(1)),
            [577_090_037, 2_444_712_010, 3_639_700_191]
        );
        assert_eq!(
            first(Twister::seeded(42)),
            [2_746_317_213, 478_163_327, 107_420_369]
        );
        let mut zero = Twister::seeded(0);
        assert_eq!(zero.random(), 0.844_421_851_525_048_1);
        assert_eq!(zero.random(), 0.757_954_402_940_302_5);
    }

    #[test]
    fn a_state_can_be_taken_up_again() {
        let mut twister = Twister::seeded(5);
        twister.random();
        let Some(mut again) = Twister::from_state(&twister.state()) else {
            panic!("a state is a state");
        };
        assert_eq!(again.random(), twister.random());
        assert!(Twister::from_state(&[1, 2, 3]).is_none());
    }
}

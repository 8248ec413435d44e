//! The clock of playback: how many milliseconds of a spectator's time each step gets.
//!
//! ```text
//!   step k ──── beat ────▶ ──── gap to the next step's time ────▶ step k + 1 ── beat ──▶ …
//!            450 ms        the wait in real seconds, 250 ms to 2.5 s
//! ```
//!
//! The run is computed first; playing walks it. The speed divides beats and gaps. When more than
//! eight tasks change at one instant, the steps of that instant share one beat.

use loopscope_core::trace::Nanos;

/// Length of a step at 1×, in milliseconds.
pub const BEAT_MS: f64 = 450.0;
const GAP_MS_MIN: f64 = 250.0;
const GAP_MS_MAX: f64 = 2500.0;

/// The steps of a run, as the player needs them.
pub trait Track {
    /// Number of the last step.
    fn last(&self) -> usize;
    /// Virtual time of a step.
    fn time(&self, step: usize) -> Nanos;
    /// By how much the beat of a step is divided: the number of steps of its instant when they
    /// share one beat, else 1.
    fn share(&self, step: usize) -> usize;
}

/// Where playback is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Playhead {
    pub step: usize,
    /// At or after the time of `step`, before or at that of the next one.
    pub now: Nanos,
    /// Milliseconds of the present step's beat that have passed (at 1×).
    pub spent: f64,
}

/// How it is played.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Pace {
    pub speed: f64,
    /// Reduced motion: the clock jumps, one step a beat.
    pub jumps: bool,
}

/// How long the wait between two moments lasts on the screen, in milliseconds at 1×.
#[must_use]
pub fn gap_ms(from: Nanos, to: Nanos) -> f64 {
    let wait = to.saturating_sub(from);
    if wait == Nanos(0) {
        0.0
    } else {
        (wait.seconds() * 1e3).clamp(GAP_MS_MIN, GAP_MS_MAX)
    }
}

/// The part of a wait that playback leaves out, in seconds; 0 for most.
#[must_use]
pub fn skipped_seconds(from: Nanos, to: Nanos) -> f64 {
    f64::max(to.saturating_sub(from).seconds() - GAP_MS_MAX / 1e3, 0.0)
}

/// The longest time a move may take, in milliseconds: 0.6 of the beat, which so many steps share;
/// nothing under 100 ms.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    reason = "a count of steps is far below 2^52"
)]
pub fn move_ms(speed: f64, share: usize) -> Option<f64> {
    let longest = 0.6 * BEAT_MS / speed / share.max(1) as f64;
    (longest >= 100.0).then_some(longest)
}

impl Playhead {
    #[must_use]
    pub fn at(step: usize, now: Nanos) -> Self {
        Self {
            step,
            now,
            spent: 0.0,
        }
    }

    /// Lets `dt` milliseconds pass; true while there is more to play.
    pub fn advance(&mut self, dt: f64, track: &impl Track, pace: Pace) -> bool {
        let mut left = dt.max(0.0) * pace.speed;
        while self.step < track.last() {
            let from = track.time(self.step);
            let to = track.time(self.step + 1);
            #[expect(
                clippy::cast_precision_loss,
                reason = "a count of steps is far below 2^52"
            )]
            let beat = BEAT_MS / track.share(self.step).max(1) as f64;
            // Who begins in the middle of a wait has seen its step already.
            if self.spent < beat && self.now <= from {
                let taken = f64::min(beat - self.spent, left);
                self.spent += taken;
                left -= taken;
                if self.spent < beat {
                    return true;
                }
            }
            if !pace.jumps && self.now < to && from < to {
                let gap = gap_ms(from, to);
                let share = left / gap;
                let now = self.now.seconds() + share * (to.seconds() - from.seconds());
                if now < to.seconds() {
                    self.now = Nanos::from_seconds(now).max(Nanos(self.now.0 + 1));
                    return true;
                }
                left -= gap * (to.seconds() - self.now.seconds()) / (to.seconds() - from.seconds());
            }
            *self = Self::at(self.step + 1, to);
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(Vec<u64>, usize);

    impl Track for Fixed {
        fn last(&self) -> usize {
            self.0.len() - 1
        }
        fn time(&self, step: usize) -> Nanos {
            Nanos(self.0[step] * 1_000_000)
        }
        fn share(&self, _: usize) -> usize {
            self.1
        }
    }

    const PACE: Pace = Pace {
        speed: 1.0,
        jumps: false,
    };

    #[test]
    fn a_step_gets_its_beat_and_a_wait_its_seconds() {
        let track = Fixed(vec![0, 0, 500, 20_500, 20_510], 1);
        let mut head = Playhead::at(0, Nanos(0));
        assert!(head.advance(449.0, &track, PACE));
        assert_eq!(head.step, 0);
        assert!(head.advance(2.0, &track, PACE));
        assert_eq!((head.step, head.now), (1, Nanos(0)));
        assert!(head.advance(449.0 + 250.0, &track, PACE));
        assert_eq!((head.step, head.now), (1, Nanos(250_000_000)));
        assert!(head.advance(251.0, &track, PACE));
        assert_eq!((head.step, head.now), (2, Nanos(500_000_000)));
        // 20 s are held at 2.5 s, 10 ms at 250 ms.
        head.advance(450.0 + 1249.0, &track, PACE);
        assert!(head.step == 2 && (head.now.seconds() - 10.5).abs() < 0.1);
        head.advance(1252.0, &track, PACE);
        assert_eq!(head.step, 3);
        assert!(head.advance(450.0 + 240.0, &track, PACE));
        assert!(!head.advance(20.0, &track, PACE));
        assert_eq!((head.step, head.now), (4, Nanos(20_510_000_000)));
        assert!(!head.advance(1000.0, &track, PACE));
    }

    #[test]
    fn frames_add_up_to_the_same_as_one_long_wait() {
        let track = Fixed(vec![0, 100, 900, 900, 3000], 1);
        let mut one = Playhead::at(0, Nanos(0));
        let mut many = one;
        one.advance(3200.0, &track, PACE);
        for _ in 0..200 {
            many.advance(16.0, &track, PACE);
        }
        assert_eq!(one.step, many.step);
        assert!((one.now.seconds() - many.now.seconds()).abs() < 1e-6);
    }

    #[test]
    fn speed_divides_and_reduced_motion_jumps() {
        let track = Fixed(vec![0, 1000, 2000], 1);
        let mut head = Playhead::at(0, Nanos(0));
        head.advance(
            181.25,
            &track,
            Pace {
                speed: 8.0,
                jumps: false,
            },
        );
        assert_eq!(head.step, 1);
        let mut head = Playhead::at(0, Nanos(0));
        head.advance(
            451.0,
            &track,
            Pace {
                speed: 1.0,
                jumps: true,
            },
        );
        assert_eq!((head.step, head.now), (1, Nanos(1_000_000_000)));
        assert_eq!(move_ms(1.0, 1), Some(270.0));
        assert_eq!(move_ms(4.0, 1), None);
        // A thousand steps in one beat: nobody sees one of them move.
        assert_eq!(move_ms(0.25, 1000), None);
    }

    #[test]
    fn a_crowd_shares_one_beat_and_play_in_a_wait_goes_on_from_there() {
        let track = Fixed(vec![0; 46], 45);
        let mut head = Playhead::at(0, Nanos(0));
        head.advance(100.0, &track, PACE);
        assert_eq!(head.step, 10);
        assert!(!head.advance(351.0, &track, PACE));
        let track = Fixed(vec![0, 2000], 1);
        let mut head = Playhead::at(0, Nanos(1_400_000_000));
        assert!(head.advance(300.0, &track, PACE));
        assert_eq!(head.now, Nanos(1_700_000_000));
        assert!(!head.advance(310.0, &track, PACE));
        assert_eq!(skipped_seconds(Nanos(0), Nanos(12_500_000_000)), 10.0);
    }
}

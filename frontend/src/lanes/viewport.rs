//! The part of an axis that is seen, in axis units and pixels, and the ticks under it.
//!
//! Pixels are those of text of the usual size, of which a rem has [`REM_PX`]: a page with larger
//! text has fewer of them in its width, and draws each of them larger.

use loopscope_core::trace::Nanos;
use std::fmt;

/// Pixels of a rem.
pub const REM_PX: f64 = 16.0;

/// A length in pixels, as style sheets write it.
#[derive(Clone, Copy)]
pub struct Rem(pub f64);

impl fmt::Display for Rem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.4}rem", self.0 / REM_PX)
    }
}

/// Pixels at the left that keep the mark of the first moment whole.
pub const PAD_PX: f64 = 6.0;

/// How many pixels there are from one tick label to the next at least, on a track of this width:
/// more where there is room, but never so many that a short axis has one number.
fn tick_spacing_px(width_px: f64) -> f64 {
    (width_px / 8.0).clamp(44.0, 80.0)
}

/// What of an axis is seen. `from` and `to` are units of the axis: seconds, or steps.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Viewport {
    pub from: f64,
    pub to: f64,
    /// Width of the track, with [`PAD_PX`] at its left end.
    pub width_px: f64,
}

impl Viewport {
    /// The whole axis from 0 to `length`, with `margin_px` left free behind its end for what is
    /// written there.
    #[must_use]
    pub fn whole(length: f64, width_px: f64, margin_px: f64) -> Self {
        let room = width_px - PAD_PX;
        let share = ((room - margin_px) / room).clamp(0.3, 1.0);
        let length = if length > 0.0 { length } else { 1.0 };
        Self {
            from: 0.0,
            to: length / share,
            width_px,
        }
    }

    #[must_use]
    pub fn px_per_unit(&self) -> f64 {
        (self.width_px - PAD_PX).max(1.0) / (self.to - self.from)
    }

    #[must_use]
    pub fn px_from_unit(&self, unit: f64) -> f64 {
        PAD_PX + (unit - self.from) * self.px_per_unit()
    }

    #[must_use]
    pub fn unit_from_px(&self, px: f64) -> f64 {
        self.from + (px - PAD_PX) / self.px_per_unit()
    }

    /// Where a moment stands on an axis of seconds.
    #[must_use]
    pub fn px_from_time(&self, time: Nanos) -> f64 {
        self.px_from_unit(time.seconds())
    }

    /// The moment at a place of an axis of seconds; what lies before the start is the start.
    #[must_use]
    pub fn time_from_px(&self, px: f64) -> Nanos {
        Nanos::from_seconds(self.unit_from_px(px).max(0.0))
    }

    /// Shows `factor` times more detail and keeps what is at `px` there. Never shows more than
    /// `all`, nor less than `least` units.
    #[must_use]
    pub fn zoomed(&self, factor: f64, px: f64, all: &Self, least: f64) -> Self {
        let whole = all.to - all.from;
        let length = ((self.to - self.from) / factor).clamp(least.min(whole), whole);
        let fixed = self.unit_from_px(px);
        let share = (px - PAD_PX) / (self.width_px - PAD_PX).max(1.0);
        let from = fixed - share * length;
        Self {
            from,
            to: from + length,
            width_px: self.width_px,
        }
        .within(all)
    }

    /// Moves what is seen by `px` to the right (or to the left when negative).
    #[must_use]
    pub fn panned(&self, px: f64, all: &Self) -> Self {
        let by = px / self.px_per_unit();
        Self {
            from: self.from + by,
            to: self.to + by,
            width_px: self.width_px,
        }
        .within(all)
    }

    /// The same length, moved so that `unit` is seen with a little room around it.
    #[must_use]
    pub fn showing(&self, unit: f64, all: &Self) -> Self {
        let px = self.px_from_unit(unit);
        let room = (self.width_px * 0.1).min(48.0);
        if px < PAD_PX && self.from > all.from {
            self.panned(px - room, all)
        } else if px > self.width_px - room && self.to < all.to {
            self.panned(px - self.width_px * 0.25, all)
        } else {
            *self
        }
    }

    /// The same part on a track of another width.
    #[must_use]
    pub fn with_width(&self, width_px: f64) -> Self {
        Self { width_px, ..*self }
    }

    fn within(self, all: &Self) -> Self {
        let length = self.to - self.from;
        let from = self.from.min(all.to - length).max(all.from);
        Self {
            from,
            to: from + length,
            width_px: self.width_px,
        }
    }
}

/// One labelled place of the axis.
#[derive(Clone, PartialEq, Debug)]
pub struct Tick {
    pub px: f64,
    pub label: String,
}

/// Round numbers at even distances, the last one with its unit.
#[must_use]
pub fn ticks_of_seconds(view: &Viewport, end: f64) -> Vec<Tick> {
    let step = round_step(
        tick_spacing_px(view.width_px) / view.px_per_unit(),
        &[1.0, 2.0, 2.5, 5.0, 10.0],
    );
    let (scale, unit) = match step {
        step if step >= 1e-3 => (1.0, "s"),
        step if step >= 1e-6 => (1e3, "ms"),
        _ => (1e6, "µs"),
    };
    ticks(
        view,
        end,
        step,
        |value| shortest(value * scale, step * scale),
        unit,
    )
}

/// Whole steps at even distances.
#[must_use]
pub fn ticks_of_steps(view: &Viewport, end: f64) -> Vec<Tick> {
    let step = round_step(
        tick_spacing_px(view.width_px) / view.px_per_unit(),
        &[1.0, 2.0, 5.0, 10.0],
    )
    .max(1.0);
    ticks(view, end, step, |value| format!("{value:.0}"), "steps")
}

fn ticks(
    view: &Viewport,
    end: f64,
    step: f64,
    label: impl Fn(f64) -> String,
    unit: &str,
) -> Vec<Tick> {
    let last = view.unit_from_px(view.width_px - 24.0).min(end + step);
    let mut ticks = Vec::new();
    let mut number = (view.from / step).ceil();
    while number * step <= last + step * 1e-9 {
        let value = number * step;
        ticks.push(Tick {
            px: view.px_from_unit(value),
            label: label(value),
        });
        number += 1.0;
    }
    if let Some(last) = ticks.last_mut() {
        last.label.push(' ');
        last.label.push_str(unit);
    }
    ticks
}

/// The smallest of `bases` × a power of ten that is at least `least`.
fn round_step(least: f64, bases: &[f64]) -> f64 {
    let power = 10_f64.powf(least.max(1e-9).log10().floor());
    let found = bases
        .iter()
        .map(|base| base * power)
        .find(|step| *step >= least * 0.999_999);
    found.unwrap_or(10.0 * power)
}

/// As many decimals as the step has, but at least one for what is no whole number; 0 is plain.
fn shortest(value: f64, step: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let mut decimals = 0;
    while decimals < 9 {
        let scaled = step * 10_f64.powi(decimals);
        if (scaled - scaled.round()).abs() < 1e-6 {
            break;
        }
        decimals += 1;
    }
    let text = format!("{value:.*}", usize::try_from(decimals).unwrap_or(0));
    // Among 0.25, 0.50, 0.75 and 1.00 the last zero says nothing.
    match text.strip_suffix('0') {
        Some(short) if decimals == 2 => short.to_owned(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(ticks: &[Tick]) -> Vec<&str> {
        ticks.iter().map(|tick| tick.label.as_str()).collect()
    }

    #[test]
    fn a_place_and_its_moment_are_inverse() {
        let view = Viewport {
            from: 0.25,
            to: 1.75,
            width_px: 606.0,
        };
        for nanos in [250_000_000, 333_333_333, 1_000_000_000, 1_750_000_000] {
            let back = view.time_from_px(view.px_from_time(Nanos(nanos)));
            assert!(
                back.0.abs_diff(nanos) <= 1,
                "{nanos} came back as {}",
                back.0
            );
        }
        assert_eq!(view.px_from_unit(0.25), PAD_PX);
        assert_eq!(view.px_from_unit(1.75), 606.0);
        assert_eq!(
            Viewport::whole(1.0, 600.0, 0.0).time_from_px(-50.0),
            Nanos(0)
        );
    }

    #[test]
    fn the_whole_run_leaves_the_margin_free() {
        let view = Viewport::whole(2.0, 606.0, 150.0);
        assert_eq!(view.px_from_unit(2.0).round(), 456.0);
        // A run of no length still has an axis.
        assert_eq!(Viewport::whole(0.0, 606.0, 0.0).to, 1.0);
        // On a very narrow track the run keeps three tenths of it.
        assert!(Viewport::whole(2.0, 106.0, 150.0).px_from_unit(2.0) > 30.0);
    }

    #[test]
    fn zoom_keeps_what_is_under_the_pointer_and_stays_inside() {
        let all = Viewport::whole(10.0, 606.0, 0.0);
        let near = all.zoomed(4.0, 306.0, &all, 1e-6);
        assert!((near.unit_from_px(306.0) - 5.0).abs() < 1e-9);
        assert!((near.to - near.from - 2.5).abs() < 1e-9);
        let left = all.zoomed(4.0, PAD_PX, &all, 1e-6);
        assert_eq!(left.from, 0.0);
        let out = near.zoomed(0.01, 500.0, &all, 1e-6);
        assert!((out.from, out.to) == (all.from, all.to));
        assert_eq!(near.zoomed(1e12, 306.0, &all, 0.5).to - 0.5, 4.75);
    }

    #[test]
    fn panning_stops_at_both_ends() {
        let all = Viewport::whole(10.0, 606.0, 0.0);
        let near = all.zoomed(4.0, 306.0, &all, 1e-6);
        assert_eq!(near.panned(-1e9, &all).from, 0.0);
        assert_eq!(near.panned(1e9, &all).to, 10.0);
        assert!((near.panned(60.0, &all).from - near.from - 0.25).abs() < 1e-9);
    }

    #[test]
    fn the_playhead_is_brought_into_view() {
        let all = Viewport::whole(10.0, 606.0, 0.0);
        let near = all.zoomed(10.0, PAD_PX, &all, 1e-6);
        assert_eq!(near.showing(0.5, &all), near);
        let moved = near.showing(5.0, &all);
        assert!(moved.from < 5.0 && 5.0 < moved.to);
        let back = moved.showing(1.0, &all);
        assert!(back.from < 1.0 && 1.0 < back.to);
    }

    #[test]
    fn ticks_are_round_numbers() {
        let gather = Viewport::whole(1.5, 616.0, 56.0);
        assert_eq!(
            labels(&ticks_of_seconds(&gather, 1.5)),
            ["0", "0.25", "0.5", "0.75", "1.0", "1.25", "1.5 s"]
        );
        let small = Viewport::whole(0.000_5, 406.0, 0.0);
        assert_eq!(
            labels(&ticks_of_seconds(&small, 0.000_5)),
            ["0", "0.1", "0.2", "0.3", "0.4 ms"]
        );
        let steps = Viewport::whole(33.0, 600.0, 0.0);
        assert_eq!(
            labels(&ticks_of_steps(&steps, 33.0)),
            ["0", "5", "10", "15", "20", "25", "30 steps"]
        );
        let compared = Viewport::whole(3.2, 268.0, 60.0);
        assert_eq!(
            labels(&ticks_of_seconds(&compared, 3.2)),
            ["0", "1", "2", "3 s"]
        );
    }

    #[test]
    fn ticks_are_few_at_every_zoom() {
        for power in -9..12 {
            let length = 10_f64.powi(power);
            let view = Viewport {
                from: 3.0 * length,
                to: 4.0 * length,
                width_px: 800.0,
            };
            assert!(
                ticks_of_seconds(&view, 5.0 * length).len() <= 14,
                "at {length} s"
            );
            assert!(
                ticks_of_steps(&view, 5.0 * length).len() <= 14,
                "at {length} steps"
            );
        }
    }
}

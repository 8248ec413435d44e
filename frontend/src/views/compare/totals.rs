//! The totals of a comparison on one scale, the saved time, and where the schedules part.

use super::{Side, Sides};
use crate::engine::RunView;
use loopscope_core::sentence::moment;
use loopscope_core::trace::{Event, Nanos, RunEnd};
use yew::prelude::*;

/// The strip above the columns.
pub struct Strip {
    pub class: &'static str,
    pub glyph: &'static str,
    pub bold: String,
    pub rest: String,
}

/// How long the present text of a side runs.
pub fn length(side: &Side) -> Option<Nanos> {
    let view = side.view.as_ref().filter(|_| side.wrong.is_none())?;
    Some(view.timeline.length())
}

/// What became of a run that did not do its work.
fn fate(side: &Side) -> Option<&'static str> {
    match side.view.as_ref()?.recording.end() {
        Some(RunEnd::Ok) => None,
        Some(RunEnd::Exception(_)) => Some("has failed"),
        Some(RunEnd::Deadlock) => Some("cannot go on"),
        _ => Some("was ended"),
    }
}

/// The side that does its work first, where it is one alone.
pub fn best(sides: &Sides) -> Option<&Side> {
    let done = |side: &&Side| length(side).is_some() && fate(side).is_none();
    let first = sides
        .list
        .iter()
        .filter(done)
        .min_by_key(|side| length(side))?;
    let same = sides
        .list
        .iter()
        .filter(|side| length(side) == length(first));
    (same.count() == 1 && sides.list.len() > 1).then_some(first)
}

/// What happens in a run that other runs of the same work can be compared by.
fn acts(view: &RunView) -> impl Iterator<Item = (Nanos, String)> + '_ {
    view.recording.records().iter().filter_map(|record| {
        let what = match record.event {
            Event::StepBegan { task, .. } => format!("{} runs", view.timeline.name(task)),
            Event::Output { text, .. } => format!("“{}” is printed", view.recording.text(text)),
            _ => return None,
        };
        Some((record.at, what))
    })
}

/// When two runs first do something else, and what each of them does then.
fn parting(one: &RunView, other: &RunView) -> Option<(Nanos, String, String)> {
    let (mut first, mut second) = (acts(one), acts(other));
    loop {
        match (first.next(), second.next()) {
            (None, None) => return None,
            (Some(a), Some(b)) if a == b => {}
            (a, b) => {
                let at = a.as_ref().or(b.as_ref())?.0;
                let at = b.as_ref().map_or(at, |b| b.0.min(at));
                let words = |it: Option<(Nanos, String)>| {
                    it.map_or("nothing is left".to_owned(), |(when, what)| {
                        if when == at {
                            what
                        } else {
                            format!("{what} at {}", moment(when))
                        }
                    })
                };
                return Some((at, words(a), words(b)));
            }
        }
    }
}

/// Who has finished, and where the schedules part.
pub fn sentence(sides: &Sides) -> Strip {
    let runs: Vec<(&Side, Nanos)> = sides
        .list
        .iter()
        .filter_map(|side| Some((side, length(side)?)))
        .collect();
    let parts = match &runs[..] {
        [(one, _), (other, _), ..] => one.view.as_ref().zip(other.view.as_ref()).map(|(a, b)| {
            match parting(a, b) {
                Some((at, first, second)) => format!(
                    "{} and {} part at {}: next, {first} in the one, and {second} in the other.",
                    one.variant.title,
                    other.variant.title,
                    moment(at)
                ),
                None => format!(
                    "{} and {} have the same schedule.",
                    one.variant.title, other.variant.title
                ),
            }
        }),
        _ => None,
    };
    let over: Vec<_> = runs.iter().filter(|(_, end)| *end <= sides.now).collect();
    let lost = over
        .iter()
        .find_map(|(side, _)| Some((&side.variant.title, fate(side)?)));
    let (class, glyph, bold) = match (lost, over.iter().min_by_key(|(_, end)| *end)) {
        (Some((title, fate)), _) => ("s-failed", "failed", format!("{title} {fate}.")),
        (None, Some((side, end))) if over.len() < runs.len() => {
            let ends = runs.iter().map(|(_, end)| *end);
            let next = ends.filter(|other| other > end).min().unwrap_or(*end);
            let (title, ahead) = (&side.variant.title, moment(next.saturating_sub(*end)));
            let bold = format!("{title} has finished, {ahead} before the next.");
            ("s-done", "done", bold)
        }
        (None, Some(_)) if runs.len() > 1 => {
            let first = best(sides).map_or("the first of them together".to_owned(), |side| {
                format!("{} first", side.variant.title)
            });
            ("s-done", "done", format!("All have finished, {first}."))
        }
        _ => {
            let bold = match runs.len() {
                0 => "The programs still run.".to_owned(),
                1 => "One program; add another to compare it with.".to_owned(),
                many => format!("{many} programs on one clock."),
            };
            ("s-waiting", "waiting", bold)
        }
    };
    Strip {
        class,
        glyph,
        bold,
        rest: parts.unwrap_or_default(),
    }
}

/// A bar for each total; what is saved against the longest is a dotted gap.
pub fn totals(sides: &Sides) -> Html {
    let longest = sides
        .list
        .iter()
        .filter_map(length)
        .max()
        .unwrap_or_default();
    let best = best(sides).map(|side| side.key);
    let rows = sides.list.iter().filter_map(|side| {
        let total = length(side)?;
        let saved = longest.saturating_sub(total);
        let fate = fate(side);
        let saves = saved.0 > 0 && fate.is_none();
        let share = total.seconds() / longest.seconds().max(1e-9) * 100.0;
        let words = match fate {
            Some(fate) => fate.to_owned(),
            None if saves => format!("saves {} ({:.0} %)", moment(saved), 100.0 - share),
            None => "saves nothing".to_owned(),
        };
        Some(html! {
            <li class={classes!((best == Some(side.key)).then_some("best"))}>
                <b>{ &side.variant.title }</b>
                <span class="bars" aria-hidden="true">
                    <i style={format!("width:{share:.1}%")}></i>
                    if saves { <i class="gap" style={format!("width:{:.1}%", 100.0 - share)}></i> }
                </span>
                <span class="num">{ moment(total) }{ " " }<em>{ words }</em></span>
            </li>
        })
    });
    html! {
        <section class="panel totals" aria-label="Totals"><ul>{ for rows }</ul></section>
    }
}

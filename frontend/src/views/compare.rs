//! Two or three programs side by side on one clock: one transport drives all, each can be edited.
//!
//! What is compared lives here as long as it is open, and the page is told of it for its link; the
//! program of the page stays as it is until one of these is taken over.

mod column;
mod totals;

use crate::engine::{Engine, RunView};
use crate::platform;
use crate::state::{Action, News, SPEEDS};
use crate::views::effects::use_effect_on;
use crate::views::glyph::{glyph, icon};
use column::Column;
use loopscope_core::bend::Variant;
use loopscope_core::trace::Nanos;
use std::rc::Rc;
use totals::{sentence, totals};
use yew::prelude::*;

/// Most programs side by side.
pub const MOST: usize = 3;

#[derive(Properties, PartialEq)]
pub struct CompareProps {
    /// What is compared when it opens.
    pub variants: Rc<[Variant]>,
    /// Where the clock stands then.
    pub now: Nanos,
    /// Programs that can be put beside them: a title and a text.
    pub others: Rc<[(Rc<str>, Rc<str>)]>,
    /// Index into the speeds.
    pub speed: usize,
    #[prop_or_default]
    pub cores: Option<u32>,
    pub dispatch: Callback<Action>,
}

/// One program with its run.
#[derive(Clone, PartialEq)]
pub struct Side {
    /// Tells the sides apart, whatever is closed or opened.
    pub key: usize,
    pub variant: Variant,
    pub view: Option<Rc<RunView>>,
    /// Why it does not run.
    pub wrong: Option<Rc<str>>,
}

pub enum Change {
    Text(usize, String),
    Program(usize, Variant),
    Add(Variant),
    Remove(usize),
    Heard(usize, News),
    Seek(Nanos),
    Step { forward: bool },
    Play(bool),
    Tick(f64),
}

/// All sides on one clock.
#[derive(Clone, PartialEq)]
pub struct Sides {
    pub list: Vec<Side>,
    next: usize,
    pub now: Nanos,
    playing: bool,
}

impl Sides {
    fn new(variants: &[Variant], now: Nanos) -> Self {
        let mut sides = Self {
            list: Vec::new(),
            next: 0,
            now,
            playing: false,
        };
        for variant in variants.iter().take(MOST) {
            sides.add(variant.clone());
        }
        sides
    }

    fn add(&mut self, variant: Variant) {
        self.list.push(Side {
            key: self.next,
            variant,
            view: None,
            wrong: None,
        });
        self.next += 1;
    }

    /// The end of the longest run.
    pub fn end(&self) -> Nanos {
        let views = self.list.iter().filter_map(|side| side.view.as_ref());
        let ends = views.map(|view| view.timeline.length());
        ends.max().unwrap_or_default()
    }

    /// The moments at which something happens anywhere.
    fn moments(&self) -> Vec<Nanos> {
        let views = self.list.iter().filter_map(|side| side.view.as_ref());
        let mut all: Vec<Nanos> = views
            .flat_map(|view| {
                let moments = view.timeline.moments().iter();
                moments.map(|moment| view.recording.records()[moment.record].at)
            })
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn side(&mut self, key: usize) -> Option<&mut Side> {
        self.list.iter_mut().find(|side| side.key == key)
    }
}

impl Reducible for Sides {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut sides = (*self).clone();
        match change {
            Change::Text(key, text) => {
                if let Some(side) = sides.side(key) {
                    side.variant.text = text;
                }
            }
            Change::Program(key, variant) => {
                if let Some(side) = sides.side(key) {
                    side.variant = variant;
                }
            }
            Change::Add(variant) => sides.add(variant),
            Change::Remove(key) => sides.list.retain(|side| side.key != key),
            Change::Heard(key, news) => {
                if let Some(side) = sides.side(key) {
                    match news {
                        News::Finished(view) => (side.view, side.wrong) = (Some(view), None),
                        News::Rejected(wrong) => {
                            side.wrong = wrong.first().map(|it| it.message.as_str().into());
                        }
                        News::Nothing => side.wrong = Some("There is no program yet".into()),
                        News::Progress(_) => {}
                    }
                }
            }
            Change::Seek(now) => {
                sides.now = now.min(sides.end());
                sides.playing = false;
            }
            Change::Step { forward } => {
                let (all, now) = (sides.moments(), sides.now);
                sides.now = if forward {
                    let next = all.iter().find(|at| **at > now);
                    next.copied().unwrap_or(now)
                } else {
                    let before = all.iter().rev().find(|at| **at < now);
                    before.copied().unwrap_or_default()
                };
                sides.playing = false;
            }
            Change::Play(plays) => {
                if plays && sides.now >= sides.end() {
                    sides.now = Nanos(0);
                }
                sides.playing = plays;
            }
            Change::Tick(seconds) => {
                // A long run is played in half a minute.
                let pace = (sides.end().seconds() / 30.0).max(1.0);
                let next = sides.now.seconds() + seconds * pace;
                sides.now = Nanos::from_seconds(next).min(sides.end());
                sides.playing = sides.playing && sides.now < sides.end();
            }
        }
        Rc::new(sides)
    }
}

#[component]
pub fn Compare(props: &CompareProps) -> Html {
    let (variants, now) = (props.variants.clone(), props.now);
    let sides = use_reducer(move || Sides::new(&variants, now));
    use_telling(&sides, &props.dispatch);
    let head = use_node_ref();
    {
        let head = head.clone();
        use_effect_on((), move |()| {
            platform::focus(&head);
            || {
                platform::after(0, || {
                    if platform::is_focus_lost() {
                        platform::focus_selector("[data-opens=compare]");
                    }
                });
            }
        });
    }
    use_frames(&sides, SPEEDS[props.speed].factor);
    let send = {
        let dispatcher = sides.dispatcher();
        Callback::from(move |change: Change| dispatcher.dispatch(change))
    };
    let close = props.dispatch.reform(|_: MouseEvent| Action::Compare(None));
    let onkeydown = key_handler(&send, sides.playing);
    let told = sentence(&sides);
    let best = totals::best(&sides).map(|side| side.key);
    let end = sides.end();
    let columns = sides.list.iter().map(|side| {
        html! {
            <Column key={side.key} side={side.clone()} now={sides.now} until={end}
                best={best == Some(side.key)} single={sides.list.len() < 2}
                others={props.others.clone()} cores={props.cores} send={send.clone()} dispatch={props.dispatch.clone()}/>
        }
    });
    let add = (sides.list.len() < MOST).then(|| {
        let copy = sides.list.last().map(|side| Variant {
            title: format!("{}, changed", side.variant.title),
            differs: "a copy to change".to_owned(),
            text: side.variant.text.clone(),
        });
        let onclick = send.reform(move |_: MouseEvent| Change::Add(copy.clone().unwrap_or(Variant {
            title: "Another".to_owned(),
            differs: String::new(),
            text: String::new(),
        })));
        html! {
            <button type="button" class="btn line" {onclick}>{ icon("plus") }{ "Add a program" }</button>
        }
    });
    html! {
        <>
            <main class="compare" {onkeydown}>
                <section class={classes!("why", told.class)} aria-label="Compare" id="player" tabindex="-1">
                    { glyph(told.glyph, &format!("{} lg", told.class)) }
                    <div class="why-text">
                        <h2 class="vh" tabindex="-1" ref={head}>{ "Compare" }</h2>
                        <p><b>{ told.bold }</b>{ " " }{ told.rest }</p>
                    </div>
                    <div class="acts">
                            { add }
                            <button type="button" class="btn line" onclick={close}>{ "Back to the program" }</button>
                    </div>
                    <div class="meta">
                        <span class="num">{ format!("{:.2} s", sides.now.seconds()) }</span><br/>{ "same clock" }
                    </div>
                </section>
                <div class="three" style={format!("--sides:{}", sides.list.len().max(1))}>{ for columns }</div>
                { totals(&sides) }
            </main>
            { transport(&sides, &send, &key_handler(&send, sides.playing)) }
        </>
    }
}

/// Keys of the player, outside of text fields.
fn key_handler(send: &Callback<Change>, playing: bool) -> Callback<KeyboardEvent> {
    let send = send.clone();
    Callback::from(move |event: KeyboardEvent| {
        use platform::KeyTarget;
        let target = platform::key_target(&event);
        if matches!(target, KeyTarget::Text | KeyTarget::Field)
            || event.ctrl_key()
            || event.alt_key()
        {
            return;
        }
        let change = match event.key().as_str() {
            " " if target == KeyTarget::Page => Change::Play(!playing),
            "ArrowLeft" => Change::Step { forward: false },
            "ArrowRight" => Change::Step { forward: true },
            "Home" => Change::Seek(Nanos(0)),
            "End" => Change::Seek(Nanos(u64::MAX)),
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        send.emit(change);
    })
}

fn transport(sides: &Sides, send: &Callback<Change>, onkeydown: &Callback<KeyboardEvent>) -> Html {
    let button = |name: &'static str,
                  label: &'static str,
                  class: &'static str,
                  change: fn(bool) -> Change| {
        let playing = sides.playing;
        let onclick = send.reform(move |_: MouseEvent| change(playing));
        html! {
            <button type="button" class={classes!("b", class)} aria-label={label} title={label} {onclick}>
                { icon(name) }
            </button>
        }
    };
    let (now, end) = (sides.now.seconds(), sides.end().seconds());
    let oninput = send.reform(|event: InputEvent| {
        let seconds = platform::value_of(&event).parse().unwrap_or(0.0);
        Change::Seek(Nanos::from_seconds(seconds))
    });
    let (sign, word) = if sides.playing {
        ("pause", "Pause")
    } else {
        ("play", "Play")
    };
    html! {
        <footer>
            <div class="transport cmp-transport" role="group" aria-label="Playback" onkeydown={onkeydown.clone()}>
                <div class="tbtns">
                    { button("first", "First step", "", |_| Change::Seek(Nanos(0))) }
                    { button("prev", "Step back", "", |_| Change::Step { forward: false }) }
                    { button(sign, word, "play", |playing| Change::Play(!playing)) }
                    { button("next", "Step forward", "", |_| Change::Step { forward: true }) }
                    { button("last", "Last step", "", |_| Change::Seek(Nanos(u64::MAX))) }
                </div>
                <div class="clock num" aria-hidden="true" data-widest={format!("{end:.2} s")}>{ format!("{now:.2}") }<small>{ "s" }</small></div>
                <input type="range" class="cmp-range" min="0" max={format!("{end:.3}")} step="0.01"
                    value={format!("{now:.3}")} aria-label="Clock of all programs"
                    aria-valuetext={format!("{now:.2} of {end:.2} seconds")} {oninput}/>
                <div class="step">
                    <b data-widest={format!("Clock {end:.2} of {end:.2} s")}>
                        { format!("Clock {now:.2} of {end:.2} s") }
                    </b><br/>
                    { format!("{} runs, one clock", sides.list.len()) }
                </div>
            </div>
        </footer>
    }
}

/// The page hears what is compared, so that its link brings it back.
#[hook]
fn use_telling(sides: &Sides, dispatch: &Callback<Action>) {
    let variants = sides.list.iter().map(|side| side.variant.clone());
    let told = (!sides.playing).then(|| (variants.collect::<Rc<[_]>>(), sides.now));
    let dispatch = dispatch.clone();
    use_effect_on(told, move |told| {
        if let Some((variants, now)) = told.clone() {
            dispatch.emit(Action::Compared(variants, now));
        }
    });
}

/// While playing, each frame moves the clock.
#[hook]
fn use_frames(sides: &UseReducerHandle<Sides>, speed: f64) {
    let dispatcher = sides.dispatcher();
    use_effect_on((sides.playing, speed.to_bits()), move |(playing, _)| {
        let frame = Rc::new(std::cell::RefCell::new(None));
        if *playing {
            crate::views::around::next_frame(
                &frame,
                None,
                Rc::new(move |dt| dispatcher.dispatch(Change::Tick(dt / 1000.0 * speed))),
            );
        }
        move || drop(frame.borrow_mut().take())
    });
}

/// Runs the text of a side, in slices, whenever it changes.
#[hook]
fn use_side(key: usize, text: &str, cores: Option<u32>, send: &Callback<Change>) {
    let engine = use_mut_ref(Engine::default);
    let send = send.clone();
    use_effect_on(text.to_owned(), move |text| {
        Engine::start(&engine, "program.py", text, cores, move |news| {
            send.emit(Change::Heard(key, news))
        });
    });
}

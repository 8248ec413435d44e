//! A group of calls: how they run, the calls with their bars, and the form that adds one.

use crate::platform;
use crate::views::blocks::field::snapped;
use crate::views::blocks::hands::{After, Hands};
use crate::views::blocks::row::{Scene, actions, field_box, grip, level_of, line_number, row};
use crate::views::blocks::words::{bars, name_of, pattern_words};
use crate::views::effects::use_effect_on;
use crate::views::glyph::icon;
use crate::views::why::coded;
use loopscope_core::edit::{Block, BlockId, Gesture, Group, Kind, Pattern, Task, Work};
use yew::prelude::*;

pub fn group_card(scene: &Scene<'_>, block: &Block, group: &Group) -> Html {
    let (places, scale) = bars(scene.blocks, block);
    let calls = group.calls.iter().zip(places).filter_map(|(id, place)| {
        let call = scene.blocks.get(*id)?;
        let bar = place.map(|(from, to)| (from, to, scale));
        Some(if scene.open == Some(*id) {
            crate::views::blocks::row::block(scene, *id)
        } else {
            row(scene, call, bar)
        })
    });
    let target = group
        .target
        .and_then(|index| Some((index, block.fields.get(index)?)));
    let keeps = block
        .fields
        .iter()
        .any(|field| field.label == "return_exceptions");
    let is_open = scene.form == Some(block.id) && !scene.hands.readonly;
    let blocking = group
        .calls
        .last()
        .and_then(|id| scene.blocks.get(*id))
        .is_some_and(|last| {
            matches!(&last.kind, Kind::Call(call) if call.is_blocking) && group.calls.len() > 1
        });
    let open = {
        let (form, id) = (scene.hands.form.clone(), block.id);
        Callback::from(move |_: MouseEvent| form.emit(Some(id)))
    };
    let close = {
        let form = scene.hands.form.clone();
        Callback::from(move |()| form.emit(None))
    };
    let level = level_of(scene, block);
    html! {
        <div role="treeitem" id={format!("block-{}", block.id.0)} data-block={block.id.0.to_string()}
            key={block.id.0} class={scene.classes(block, "grp")} tabindex={scene.tab_stop(block)}
            aria-level={level.to_string()} aria-label={name_of(scene.blocks, block)}
            aria-expanded="true" aria-selected={(scene.focused == Some(block.id)).to_string()}>
            <div class="head">
                { grip(scene, block) }
                { switch(scene, block, group) }
                if let Some(index) = group.limit {
                    <span class="into">
                        { field_box(scene, block, index, &block.fields[index]) }
                        <span aria-hidden="true">{ "at a time" }</span>
                    </span>
                }
                if group.pattern.gathers() && !scene.hands.readonly {
                    <button type="button" class={classes!("btn", "line", "flag", keeps.then_some("on"))}
                        aria-pressed={keeps.to_string()}
                        onclick={scene.hands.on_click(Gesture::KeepExceptions(block.id), After::Stay)}>
                        { "return_exceptions" }
                    </button>
                }
                if group.fixed.is_none() && group.calls.len() > 1 {
                    <button type="button" class="btn icon" aria-label="Compare three ways to run it"
                        title="Compare three ways to run it"
                        onclick={let at = block.span.start;
                            scene.hands.compare.reform(move |_: MouseEvent| at)}>
                        { icon("compare") }
                    </button>
                }
                { actions(scene, block) }
                { line_number(block) }
            </div>
            <div role="group" class="rows" aria-label="Calls">{ for calls }</div>
            <div class="foot">
                if is_open {
                    <TaskForm group={block.id} pattern={group.pattern} {blocking}
                        count={group.calls.len()} hands={scene.hands.clone()} close={Some(close)}/>
                } else if !scene.hands.readonly {
                    <button type="button" class="add" onclick={open}>
                        { icon("plus") }{ "Add a call to the group" }
                    </button>
                }
                if let Some((index, field)) = target {
                    <span class="into"><span aria-hidden="true">{ "into" }</span>
                        { field_box(scene, block, index, field) }
                    </span>
                }
            </div>
        </div>
    }
}

/// How the calls run: one choice of four.
fn switch(scene: &Scene<'_>, block: &Block, group: &Group) -> Html {
    let choose = {
        let (make, id) = (scene.hands.make.clone(), block.id);
        Callback::from(move |pattern: Pattern| {
            make.emit((Gesture::SetPattern { group: id, pattern }, After::Pattern));
        })
    };
    let note = group
        .fixed
        .as_ref()
        .map(|reason| format!("Runs in one way only: {reason}."));
    let refusals = match scene.hands.readonly {
        true => vec![Some("this program can only be looked at".to_owned()); Pattern::ALL.len()],
        false => group.refusals.clone(),
    };
    html! {
        <>
            { pattern_switch("How to run these calls", group.pattern, refusals, &choose) }
            if let Some(note) = note { <span class="fixed">{ coded(&note) }</span> }
        </>
    }
}

/// For each pattern, `refusals` says why it cannot be chosen; none when it can. Empty when all can.
pub fn pattern_switch(
    label: &'static str,
    selected: Pattern,
    refusals: Vec<Option<String>>,
    choose: &Callback<Pattern>,
) -> Html {
    let at = Pattern::ALL
        .iter()
        .position(|pattern| *pattern == selected)
        .unwrap_or(0);
    let onkeydown = {
        let (choose, refusals) = (choose.clone(), refusals.clone());
        Callback::from(move |event: KeyboardEvent| {
            let count = Pattern::ALL.len();
            let by = match event.key().as_str() {
                "ArrowRight" | "ArrowDown" if !event.alt_key() => 1,
                "ArrowLeft" | "ArrowUp" if !event.alt_key() => count - 1,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            let mut others = (1..count).map(|turn| (at + turn * by) % count);
            let can = |goal: &usize| refusals.get(*goal).is_none_or(Option::is_none);
            if let Some(goal) = others.find(can) {
                choose.emit(Pattern::ALL[goal]);
            }
        })
    };
    let radio = |(index, pattern): (usize, &Pattern)| {
        let (choose, pattern) = (choose.clone(), *pattern);
        let is_on = pattern == selected;
        let refusal = refusals.get(index).cloned().flatten();
        html! {
            <button type="button" role="radio" class={classes!(is_on.then_some("on"))}
                aria-checked={is_on.to_string()} aria-disabled={(refusal.is_some() && !is_on).to_string()}
                tabindex={if is_on { "0" } else { "-1" }} title={refusal.filter(|_| !is_on)}
                onclick={move |_| choose.emit(pattern)}>
                { pattern_words(pattern) }
            </button>
        }
    };
    html! {
        <span class="seg wrap" role="radiogroup" aria-label={label} {onkeydown}>
            { for Pattern::ALL.iter().enumerate().map(radio) }
        </span>
    }
}

#[derive(Properties, PartialEq)]
pub struct TaskFormProps {
    /// The group that gets the call; none for the program's last one, or a new one.
    #[prop_or_default]
    pub group: Option<BlockId>,
    /// How a new group runs.
    pub pattern: Pattern,
    /// Whether the form begins with a task that blocks.
    pub blocking: bool,
    /// How many calls there are, for a name when none is given.
    pub count: usize,
    pub hands: Hands,
    #[prop_or_default]
    pub close: Option<Callback<()>>,
}

/// A task as a person describes it: a name, how long it takes, and whether it waits or blocks.
#[component]
pub fn TaskForm(props: &TaskFormProps) -> Html {
    let name = use_state(String::new);
    let seconds = use_state(|| "1.0".to_owned());
    let first = if props.blocking {
        Work::Blocks
    } else {
        Work::Waits
    };
    let work = use_state(|| first);
    {
        let work = work.clone();
        use_effect_on(first, move |first| work.set(*first));
    }
    let onsubmit = {
        let (name, seconds, work) = (name.clone(), seconds.clone(), work.clone());
        let (hands, group, pattern) = (props.hands.clone(), props.group, props.pattern);
        let count = props.count;
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let given = name.trim();
            let task = Task {
                name: if given.is_empty() {
                    format!("Task {}", count + 1)
                } else {
                    given.to_owned()
                },
                seconds: number(&seconds).unwrap_or(1.0),
                work: *work,
                fails: false,
            };
            if hands.make(
                Gesture::AddTask {
                    group,
                    task,
                    pattern,
                },
                After::Form,
            ) {
                name.set(String::new());
                // One task that blocks shows what it does to the others.
                work.set(Work::Waits);
            }
        })
    };
    let onkeydown = {
        let close = props.close.clone();
        Callback::from(move |event: KeyboardEvent| {
            if let Some(close) = close.as_ref().filter(|_| event.key() == "Escape") {
                event.prevent_default();
                event.stop_propagation();
                close.emit(());
            }
        })
    };
    let on_name = {
        let name = name.clone();
        Callback::from(move |event: InputEvent| name.set(platform::value_of(&event)))
    };
    let on_seconds = {
        let seconds = seconds.clone();
        Callback::from(move |event: InputEvent| seconds.set(platform::value_of(&event)))
    };
    let nudge = nudger(&seconds);
    let on_kind = {
        let work = work.clone();
        Callback::from(move |event: Event| {
            work.set(work_named(&platform::changed_value_of(&event)));
        })
    };
    let value = number(&seconds);
    html! {
        <form class="task-form" aria-label="Add a task" {onsubmit} {onkeydown}>
            <label><span>{ "Name" }</span>
                <input type="text" class="fld str" data-first="" autocomplete="off"
                    spellcheck="false" value={(*name).clone()} oninput={on_name}
                    placeholder={format!("Task {}", props.count + 1)}/>
            </label>
            <label><span>{ "Seconds" }</span>
                <input type="text" class="fld dur" inputmode="decimal" role="spinbutton"
                    autocomplete="off" aria-valuemin="0"
                    aria-valuenow={value.map(|value| value.to_string())}
                    aria-invalid={value.is_none().to_string()}
                    value={(*seconds).clone()} oninput={on_seconds} onkeydown={nudge}/>
            </label>
            <label><span>{ "Kind" }</span>
                <select class="fld" aria-label="Kind" onchange={on_kind}>
                    { kinds(*work) }
                </select>
            </label>
            <button type="submit" class="btn line">{ icon("plus") }{ "Add a task" }</button>
        </form>
    }
}

const KINDS: [(&str, &str, Work); 3] = [
    ("waits", "I/O wait", Work::Waits),
    ("blocks", "blocking", Work::Blocks),
    ("computes", "CPU", Work::Computes),
];

/// The options of a choice of work.
pub fn kinds(chosen: Work) -> Html {
    let option = |(value, words, work): &(&'static str, &'static str, Work)| {
        html! { <option value={*value} selected={*work == chosen}>{ *words }</option> }
    };
    KINDS.iter().map(option).collect()
}

pub fn work_named(value: &str) -> Work {
    let known = KINDS.iter().find(|kind| kind.0 == value);
    known.map_or(Work::Waits, |kind| kind.2)
}

/// Arrows change the seconds of the form, as they do in a field.
pub fn nudger(seconds: &UseStateHandle<String>) -> Callback<KeyboardEvent> {
    let seconds = seconds.clone();
    Callback::from(move |event: KeyboardEvent| {
        let size = if event.shift_key() { 0.01 } else { 0.1 };
        let by = match event.key().as_str() {
            "ArrowUp" => size,
            "ArrowDown" => -size,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        let value = snapped(number(&seconds).unwrap_or(1.0) + by, 0.01);
        seconds.set(format!("{value:?}"));
    })
}

pub fn number(words: &str) -> Option<f64> {
    let value = words.trim().replace(',', ".").parse::<f64>().ok()?;
    (value.is_finite() && value >= 0.0).then_some(value)
}

//! The fields of a block: a text, a name or an expression, and a number of seconds.
//!
//! A field keeps what is being typed to itself until Enter or until it is left; what is refused
//! stays in the field, so that it can be mended.

use crate::platform;
use crate::views::blocks::words::seconds;
use loopscope_core::edit::{Role, Value};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct FieldProps {
    pub name: AttrValue,
    pub role: Role,
    pub value: Value,
    /// The value as the text has it: `1.0` and not 1.
    pub shown: AttrValue,
    /// A word before the field, for keyword arguments.
    #[prop_or_default]
    pub label: AttrValue,
    /// Sets the value; false when it is refused.
    pub set: Callback<Value, bool>,
    #[prop_or_default]
    pub readonly: bool,
}

/// What the typed words mean in a field that holds `old`.
fn meant(words: &str, old: &Value) -> Value {
    match old {
        Value::Text(_) => Value::Text(words.to_owned()),
        Value::Number(_) => match words.trim().replace(',', ".").parse::<f64>() {
            Ok(number) if number.is_finite() && number >= 0.0 => Value::Number(number),
            _ => Value::Code(words.to_owned()),
        },
        Value::Name(_) | Value::Code(_) => Value::Code(words.to_owned()),
    }
}

#[component]
pub fn FieldBox(props: &FieldProps) -> Html {
    let draft = use_state(|| None::<String>);
    let shown = props.shown.to_string();
    let commit = {
        let (draft, set, old, shown) = (
            draft.clone(),
            props.set.clone(),
            props.value.clone(),
            shown.clone(),
        );
        Callback::from(move |()| {
            let Some(words) = &*draft else { return };
            if *words == shown || set.emit(meant(words, &old)) {
                draft.set(None);
            }
        })
    };
    let oninput = {
        let draft = draft.clone();
        Callback::from(move |event: InputEvent| draft.set(Some(platform::value_of(&event))))
    };
    let onblur = {
        let commit = commit.clone();
        Callback::from(move |_: FocusEvent| commit.emit(()))
    };
    let onkeydown = key_handler(props, &draft, &commit);
    let text = draft.as_ref().unwrap_or(&shown).clone();
    let is_number = matches!(props.value, Value::Number(_));
    // Parameters have the whole head of their function.
    let most = if props.role == Role::Parameters {
        80
    } else {
        32
    };
    let width = format!("width:calc({}ch + 2px)", columns(&text).clamp(1, most));
    let class = classes!(
        "fld",
        kind_class(props),
        draft.is_some().then_some("edited")
    );
    let label = (!props.label.is_empty()).then(|| {
        html! {
            <span class="kw" aria-hidden="true">{ &props.label }{ "=" }</span>
        }
    });
    let input = if is_number {
        html! {
            <input type="text" inputmode="decimal" role="spinbutton" autocomplete="off"
                aria-label={props.name.clone()} aria-valuenow={shown.clone()} aria-valuemin="0"
                aria-valuetext={number_words(props, &shown)}
                readonly={props.readonly} style={width} value={text} {oninput} {onblur} {onkeydown}/>
        }
    } else {
        html! {
            <input type="text" autocomplete="off" autocapitalize="off" spellcheck="false"
                aria-label={props.name.clone()} style={width} value={text}
                readonly={props.readonly} {oninput} {onblur} {onkeydown}/>
        }
    };
    html! {
        <label {class}>
            { label }
            { input }
            if is_number && !props.readonly { { steppers(props) } }
        </label>
    }
}

/// Width of a text in the columns of a fixed font, in which CJK signs and pictures take two.
fn columns(text: &str) -> usize {
    text.chars()
        .map(|letter| if letter >= '\u{1100}' { 2 } else { 1 })
        .sum()
}

fn number_words(props: &FieldProps, shown: &str) -> String {
    if props.role == Role::Seconds {
        format!("{shown} seconds")
    } else {
        shown.to_owned()
    }
}

fn kind_class(props: &FieldProps) -> &'static str {
    match (&props.value, props.role) {
        (_, Role::FunctionName) => "fn",
        (_, Role::Parameters) => "par",
        (Value::Text(_), _) => "str",
        (Value::Number(_), Role::Seconds) => "dur secs",
        (Value::Number(_), _) => "dur",
        (Value::Name(_), _) => "ref",
        (Value::Code(_), _) => "expr",
    }
}

fn key_handler(
    props: &FieldProps,
    draft: &UseStateHandle<Option<String>>,
    commit: &Callback<()>,
) -> Callback<KeyboardEvent> {
    let (draft, commit, set, old) = (
        draft.clone(),
        commit.clone(),
        props.set.clone(),
        props.value.clone(),
    );
    let readonly = props.readonly;
    Callback::from(move |event: KeyboardEvent| {
        if event.alt_key() || event.ctrl_key() || event.meta_key() || readonly {
            return;
        }
        let size = if event.shift_key() { 0.01 } else { 0.1 };
        match (event.key().as_str(), &old) {
            ("Enter", _) => {
                event.prevent_default();
                commit.emit(());
            }
            ("Escape", _) if draft.is_some() => {
                event.prevent_default();
                event.stop_propagation();
                draft.set(None);
            }
            (key @ ("ArrowUp" | "ArrowDown"), Value::Number(number)) => {
                event.prevent_default();
                let typed = draft.as_ref().map(|words| meant(words, &old));
                let from = match typed {
                    Some(Value::Number(typed)) => typed,
                    _ => *number,
                };
                let by = if key == "ArrowUp" { size } else { -size };
                draft.set(None);
                set.emit(Value::Number(snapped(from + by, 0.01)));
            }
            _ => {}
        }
    })
}

/// A number of seconds on a grid, and not below zero.
#[must_use]
pub fn snapped(value: f64, grid: f64) -> f64 {
    let steps = (value / grid).round().max(0.0);
    // 1 / 0.01 is exact where 0.01 is not: 57 * 0.01 would be 0.5700000000000001.
    steps / (1.0 / grid).round()
}

/// The unit, which can be dragged to the sides, and two buttons for those who cannot drag.
fn steppers(props: &FieldProps) -> Html {
    let Value::Number(number) = props.value else {
        return html! {};
    };
    html! {
        <Scrub {number} unit={if props.role == Role::Seconds { "s" } else { "" }}
            set={props.set.reform(Value::Number)}/>
    }
}

#[derive(Properties, PartialEq)]
pub struct ScrubProps {
    number: f64,
    unit: AttrValue,
    set: Callback<f64, bool>,
}

/// Pixels of a drag for one step of 0.1 s.
const SCRUB_PX: f64 = 6.0;

#[component]
fn Scrub(props: &ScrubProps) -> Html {
    // Where the pointer went down, and the number that is shown while it is held.
    let held = use_state(|| None::<(f64, f64)>);
    let onpointerdown = {
        let (held, number) = (held.clone(), props.number);
        Callback::from(move |event: PointerEvent| {
            event.prevent_default();
            platform::hold_pointer(&event);
            held.set(Some((f64::from(event.client_x()), number)));
        })
    };
    let onpointermove = {
        let (held, number) = (held.clone(), props.number);
        Callback::from(move |event: PointerEvent| {
            let Some((from, _)) = *held else { return };
            let steps = ((f64::from(event.client_x()) - from) / SCRUB_PX).trunc();
            let size = if event.shift_key() { 0.01 } else { 0.1 };
            held.set(Some((from, snapped(number + steps * size, 0.01))));
        })
    };
    let onpointerup = {
        let (held, set) = (held.clone(), props.set.clone());
        Callback::from(move |_: PointerEvent| {
            if let Some((_, number)) = *held {
                set.emit(number);
            }
            held.set(None);
        })
    };
    let onpointercancel = {
        let held = held.clone();
        Callback::from(move |_: PointerEvent| held.set(None))
    };
    let step = |by: f64| {
        let (set, number) = (props.set.clone(), props.number);
        Callback::from(move |_: MouseEvent| {
            set.emit(snapped(number + by, 0.01));
        })
    };
    html! {
        // The label around would give its field the focus, and on a phone the keyboard would rise.
        <span class="scrub-unit" aria-hidden="true"
            onclick={|event: MouseEvent| event.prevent_default()}>
            <span class="unit" title="Drag to change" {onpointerdown} {onpointermove}
                {onpointerup} {onpointercancel}>
                { &props.unit }
                if let Some((_, number)) = *held { <b>{ seconds(number) }</b> }
            </span>
            <span class="steps">
                <button type="button" tabindex="-1" onclick={step(0.1)}>{ chevron(true) }</button>
                <button type="button" tabindex="-1" onclick={step(-0.1)}>{ chevron(false) }</button>
            </span>
        </span>
    }
}

fn chevron(up: bool) -> Html {
    let path = if up { "m5 15 7-8 7 8" } else { "m5 5 7 8 7-8" };
    html! {
        <svg viewBox="0 0 24 20" aria-hidden="true">
            <path d={path} fill="none" stroke="currentColor" stroke-width="3"/>
        </svg>
    }
}

#[derive(Properties, PartialEq)]
pub struct BarProps {
    /// Begin and end in seconds.
    pub from: f64,
    pub to: f64,
    /// Seconds that the whole track shows.
    pub scale: f64,
    pub is_blocking: bool,
    /// Sets the length in seconds; none where it is not one number of the call.
    pub set: Option<Callback<f64>>,
}

/// How long a call takes, beside the others of its group; its end can be dragged.
#[component]
pub fn Bar(props: &BarProps) -> Html {
    let track = use_node_ref();
    let held = use_state(|| None::<f64>);
    let (from, scale) = (props.from, props.scale.max(0.01));
    let seconds_at = {
        let track = track.clone();
        move |event: &PointerEvent| {
            let place = platform::place_in(event, &track)?;
            let grid = if event.shift_key() { 0.01 } else { 0.1 };
            // The track leaves a tenth free, so that the longest call can grow.
            let at = place.x / (place.width * 0.9).max(1.0) * scale;
            Some(snapped(at - from, grid))
        }
    };
    let onpointerdown = {
        let (held, length) = (held.clone(), props.to - props.from);
        Callback::from(move |event: PointerEvent| {
            event.prevent_default();
            platform::hold_pointer(&event);
            held.set(Some(length));
        })
    };
    let onpointermove = {
        let held = held.clone();
        Callback::from(move |event: PointerEvent| {
            if held.is_some() {
                held.set(seconds_at(&event));
            }
        })
    };
    let onpointerup = {
        let (held, set) = (held.clone(), props.set.clone());
        Callback::from(move |_: PointerEvent| {
            if let (Some(length), Some(set)) = (*held, &set) {
                set.emit(length);
            }
            held.set(None);
        })
    };
    let onpointercancel = {
        let held = held.clone();
        Callback::from(move |_: PointerEvent| held.set(None))
    };
    let to = held.map_or(props.to, |length| from + length);
    let percent = |seconds: f64| (seconds / scale * 90.0).clamp(0.0, 100.0);
    let style = format!(
        "left:{:.2}%;width:{:.2}%",
        percent(from),
        percent(to) - percent(from)
    );
    let class = classes!("lane2", props.is_blocking.then_some("s-blocked"));
    html! {
        <span {class} ref={track} aria-hidden="true">
            <i {style}>
                if props.set.is_some() {
                    <b {onpointerdown} {onpointermove} {onpointerup} {onpointercancel}></b>
                }
            </i>
            if let Some(length) = *held { <em>{ seconds(length) }{ " s" }</em> }
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_words_are_a_number_where_one_is_expected() {
        assert_eq!(meant("0,5", &Value::Number(1.0)), Value::Number(0.5));
        assert_eq!(
            meant("n * 2", &Value::Number(1.0)),
            Value::Code("n * 2".to_owned())
        );
        assert_eq!(
            meant("2", &Value::Text("1".to_owned())),
            Value::Text("2".to_owned())
        );
        assert_eq!(
            meant("-1", &Value::Number(1.0)),
            Value::Code("-1".to_owned())
        );
    }

    #[test]
    fn nudges_stay_on_the_grid() {
        assert!((snapped(0.1 + 0.2, 0.01) - 0.3).abs() < f64::EPSILON);
        assert!((snapped(-0.1, 0.01)).abs() < f64::EPSILON);
        assert!((snapped(0.57, 0.1) - 0.6).abs() < f64::EPSILON);
    }
}

//! Some lines of the program as a small text field, taken over when it is left.

use crate::platform;
use crate::views::effects::use_effect_on;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct CodeBoxProps {
    pub name: AttrValue,
    /// Without the indentation of its place.
    pub code: AttrValue,
    /// Opened by hand: takes the focus, and closes when it is left.
    pub is_open: bool,
    /// Sets the code; false when it is refused.
    pub set: Callback<String, bool>,
    pub close: Callback<()>,
    #[prop_or_default]
    pub readonly: bool,
}

#[component]
pub fn CodeBox(props: &CodeBoxProps) -> Html {
    let area = use_node_ref();
    let draft = use_state(|| None::<String>);
    {
        let area = area.clone();
        use_effect_on(props.is_open, move |is_open| {
            if *is_open {
                platform::focus(&area);
            }
        });
    }
    let commit = {
        let (draft, set, close) = (draft.clone(), props.set.clone(), props.close.clone());
        let code = props.code.clone();
        Callback::from(move |()| {
            let fine = match &*draft {
                Some(text) if *text != *code => set.emit(text.clone()),
                _ => true,
            };
            if fine {
                draft.set(None);
                close.emit(());
            }
        })
    };
    let oninput = {
        let draft = draft.clone();
        Callback::from(move |event: InputEvent| draft.set(Some(platform::value_of(&event))))
    };
    let onkeydown = {
        let (draft, commit, close) = (draft.clone(), commit.clone(), props.close.clone());
        let is_open = props.is_open;
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                commit.emit(());
            } else if event.key() == "Escape" && (draft.is_some() || is_open) {
                event.prevent_default();
                event.stop_propagation();
                draft.set(None);
                close.emit(());
            }
        })
    };
    let onblur = Callback::from(move |_: FocusEvent| commit.emit(()));
    let text = draft
        .as_ref()
        .map_or(props.code.clone(), |draft| draft.clone().into());
    let rows = text.lines().count().clamp(1, 24).to_string();
    let columns = text
        .lines()
        .map(|line| line.chars().count())
        .max()
        .unwrap_or(0)
        .clamp(8, 72);
    html! {
        <textarea class={classes!("code-box", draft.is_some().then_some("edited"))} ref={area}
            aria-label={props.name.clone()} {rows} cols={columns.to_string()} wrap="off"
            spellcheck="false" autocapitalize="off" autocomplete="off" readonly={props.readonly} value={text}
            {oninput} {onkeydown} {onblur}/>
    }
}

//! One block as a row of the tree, or as a card that holds rows.

use crate::views::blocks::code::CodeBox;
use crate::views::blocks::drag::Load;
use crate::views::blocks::field::{Bar, FieldBox};
use crate::views::blocks::group::group_card;
use crate::views::blocks::hands::{After, Hands, Pull};
use crate::views::blocks::keys;
use crate::views::blocks::words::{
    field_name, label_of, look_of, name_of, used_words, value_words,
};
use crate::views::glyph::{arrow, glyph, icon};
use loopscope_core::edit::{
    Block, BlockId, Blocks, Call, Field, Function, Gesture, Kind, Role, Suite, SuiteId, Value,
    Wrap, code_of,
};
use std::rc::Rc;
use yew::prelude::*;

/// What all rows of one picture share.
pub struct Scene<'a> {
    pub text: &'a Rc<str>,
    pub blocks: &'a Blocks,
    pub hands: &'a Hands,
    /// The block that has the focus, or had it last.
    pub focused: Option<BlockId>,
    /// The block that is edited as text.
    pub open: Option<BlockId>,
    /// The group whose form is open.
    pub form: Option<BlockId>,
    pub dragged: Option<BlockId>,
    /// The line that runs now, and whether it holds the loop's thread.
    pub now: Option<(u32, bool)>,
}

impl Scene<'_> {
    /// The one item of the tree that Tab reaches.
    pub fn tab_stop(&self, block: &Block) -> &'static str {
        let first = self.blocks.iter().next().map(|first| first.id);
        let known = self.focused.filter(|id| self.blocks.get(*id).is_some());
        if known.or(first) == Some(block.id) {
            "0"
        } else {
            "-1"
        }
    }

    pub fn classes(&self, block: &Block, base: &'static str) -> Classes {
        let look = look_of(block).1;
        let lines = |line: u32| block.suites.is_empty() && block.line == line;
        classes!(
            base,
            look,
            (self.focused == Some(block.id)).then_some("foc"),
            (self.dragged == Some(block.id)).then_some("dragged"),
            self.now
                .filter(|now| lines(now.0))
                .map(|now| if now.1 { "now bad" } else { "now" }),
        )
    }
}

/// Any block.
pub fn block(scene: &Scene<'_>, id: BlockId) -> Html {
    let Some(block) = scene.blocks.get(id) else {
        return html! {};
    };
    if scene.open == Some(id) && !scene.hands.readonly {
        return code_row(scene, block, &code_of(scene.text, id), true);
    }
    match &block.kind {
        Kind::Function(function) => function_card(scene, block, function),
        Kind::Group(group) => group_card(scene, block, group),
        Kind::Compound => compound(scene, block),
        Kind::Code(code) if block.suites.is_empty() => match block.fields.first() {
            // In a group this is the place of a call: a name, or a starred list.
            Some(_) => row(scene, block, None),
            None => code_row(scene, block, code, false),
        },
        _ => row(scene, block, None),
    }
}

/// What a block is dragged by.
pub fn grip(scene: &Scene<'_>, block: &Block) -> Html {
    if scene.hands.readonly {
        return html! { <span class="grip"></span> };
    }
    let pull = |make: fn(Load) -> Pull| {
        let (pull, load) = (scene.hands.pull.clone(), Load::Block(block.id));
        Callback::from(move |event: PointerEvent| pull.emit((event, make(load))))
    };
    html! {
        <span class="grip" aria-hidden="true" title="Drag to move"
            onpointerdown={pull(Pull::Begin)} onpointermove={pull(|_| Pull::Go)}
            onpointerup={pull(|_| Pull::Drop)} onpointercancel={pull(|_| Pull::Cancel)}>
            { icon("grip") }
        </span>
    }
}

/// The fields of a block with these roles, in order.
pub fn fields(scene: &Scene<'_>, block: &Block, wanted: impl Fn(&Field) -> bool) -> Html {
    let fields = block
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| wanted(field));
    fields
        .map(|(index, field)| field_box(scene, block, index, field))
        .collect()
}

pub fn field_box(scene: &Scene<'_>, block: &Block, index: usize, field: &Field) -> Html {
    let (make, id) = (scene.hands.make.clone(), block.id);
    let set = Callback::from(move |value: Value| {
        make.emit((
            Gesture::SetField {
                block: id,
                field: index,
                value,
            },
            After::Stay,
        ))
    });
    // Parameters have names of their own; a keyword is written only where the text has it.
    let written = Some(field.label.as_str())
        .filter(|label| !label.is_empty() && is_keyword(scene.text, field, label));
    let label = written.unwrap_or("").to_owned();
    let shown = match &field.value {
        Value::Number(_) => {
            let span = field.span.start as usize..field.span.end as usize;
            scene.text.get(span).unwrap_or("").to_owned()
        }
        other => value_words(other),
    };
    html! {
        <FieldBox key={index} name={field_name(block, field)} role={field.role}
            value={field.value.clone()} {shown} {label} {set} readonly={scene.hands.readonly}/>
    }
}

/// True when the text writes `label=` before the field.
fn is_keyword(text: &str, field: &Field, label: &str) -> bool {
    let before = text
        .get(..field.span.start as usize)
        .unwrap_or("")
        .trim_end();
    before
        .strip_suffix('=')
        .is_some_and(|before| before.trim_end().ends_with(label))
}

/// The buttons of the block that has the focus. Tab goes past them to the next field: each has a
/// key of its own.
pub fn actions(scene: &Scene<'_>, block: &Block) -> Html {
    if scene.focused != Some(block.id) || scene.dragged.is_some() || scene.hands.readonly {
        return html! {};
    }
    let (hands, id) = (scene.hands, block.id);
    let open = {
        let open = hands.open.clone();
        Callback::from(move |_: MouseEvent| open.emit(Some(id)))
    };
    let button = |name: &'static str, picture: Html, onclick: Callback<MouseEvent>| {
        html! {
            <button type="button" class="act" tabindex="-1" aria-label={name} title={name}
                {onclick}>
                { picture }
            </button>
        }
    };
    let shift = |down| hands.on_click(Gesture::Shift { block: id, down }, After::Block);
    html! {
        <span class="acts">
            { button("Move up", arrow("u"), shift(false)) }
            { button("Move down", arrow("d"), shift(true)) }
            { button("Duplicate", icon("compare"),
                hands.on_click(Gesture::Duplicate(id), After::Field)) }
            { wraps(scene, block) }
            { button("Edit as text", html! { <code>{ "{ }" }</code> }, open) }
            { button("Delete", icon("close"),
                hands.on_click(Gesture::Delete(id), After::Block)) }
        </span>
    }
}

const WRAPS: [(&str, Wrap); 4] = [
    ("in try", Wrap::Try),
    ("in timeout", Wrap::Timeout),
    ("in semaphore", Wrap::Semaphore),
    ("in to_thread", Wrap::Thread),
];

/// What a block can be put into, and out of.
fn wraps(scene: &Scene<'_>, block: &Block) -> Html {
    let (make, id) = (scene.hands.make.clone(), block.id);
    let can_unwrap = match &block.kind {
        Kind::Compound => true,
        Kind::Call(call) => call.inner.is_some(),
        _ => false,
    };
    if matches!(
        block.kind,
        Kind::Function(_) | Kind::Import(_) | Kind::Run(_)
    ) {
        return html! {};
    }
    let choice = |label: &'static str, gesture: Gesture| {
        let make = make.clone();
        let onclick = move |_: MouseEvent| {
            make.emit((gesture.clone(), After::Block));
        };
        html! { <button type="button" {onclick}>{ label }</button> }
    };
    let wrap = |(label, wrap): &(&'static str, Wrap)| {
        let gesture = Gesture::Wrap {
            block: id,
            wrap: *wrap,
        };
        choice(label, gesture)
    };
    html! {
        // Open while the focus is in it.
        <span class="wrap">
            <button type="button" class="act" tabindex="-1" title="Wrap (W)"
                onclick={move |_| keys::open_wraps(id)}>{ "Wrap" }</button>
            <span class="wrap-menu" role="group" aria-label="Wrap">
                { for WRAPS.iter().map(wrap) }
                if can_unwrap { { choice("Unwrap", Gesture::Unwrap(id)) } }
            </span>
        </span>
    }
}

pub fn line_number(block: &Block) -> Html {
    html! { <span class="lno" aria-hidden="true">{ block.line }</span> }
}

/// A block on one line. `bar` is where its bar begins and ends, and the length of the scale.
pub fn row(scene: &Scene<'_>, block: &Block, bar: Option<(f64, f64, f64)>) -> Html {
    let (picture, state) = look_of(block);
    let label = label_of(block);
    let is_code = matches!(block.kind, Kind::Import(_) | Kind::Run(_));
    let target = block
        .fields
        .iter()
        .position(|field| field.role == Role::Target)
        .filter(|_| !matches!(block.kind, Kind::Assign(_)));
    let level = level_of(scene, block);
    html! {
        <div role="treeitem" id={format!("block-{}", block.id.0)} data-block={block.id.0.to_string()}
            key={block.id.0} class={scene.classes(block, "st")} tabindex={scene.tab_stop(block)}
            aria-level={level.to_string()} aria-label={name_of(scene.blocks, block)}
            aria-selected={(scene.focused == Some(block.id)).to_string()}>
            { grip(scene, block) }
            if !picture.is_empty() { { glyph(picture, state) } }
            if !label.is_empty() {
                <span class={classes!("lab", is_code.then_some("code"))}>{ label }</span>
            }
            if let Kind::Assign(sign) = &block.kind {
                { for block.fields.iter().enumerate().map(|(index, field)| html! {
                    <>
                        if index == 1 { <span class="k">{ sign }</span> }
                        { field_box(scene, block, index, field) }
                    </>
                }) }
            } else {
                { fields(scene, block, |field| field.role != Role::Target) }
            }
            if let Some(index) = target {
                <span class="into" aria-hidden="true">{ "into" }</span>
                { field_box(scene, block, index, &block.fields[index]) }
            }
            { bar.map_or_else(Html::default, |bar| bar_of(scene, block, bar)) }
            { actions(scene, block) }
            { line_number(block) }
        </div>
    }
}

fn bar_of(scene: &Scene<'_>, block: &Block, (from, to, scale): (f64, f64, f64)) -> Html {
    let number = block
        .fields
        .iter()
        .position(|field| field.role == Role::Seconds && matches!(field.value, Value::Number(_)));
    let set = number.filter(|_| !scene.hands.readonly).map(|field| {
        let (make, id) = (scene.hands.make.clone(), block.id);
        Callback::from(move |seconds: f64| {
            let value = Value::Number(seconds);
            make.emit((
                Gesture::SetField {
                    block: id,
                    field,
                    value,
                },
                After::Stay,
            ));
        })
    });
    let is_blocking = matches!(
        &block.kind,
        Kind::Call(Call {
            is_blocking: true,
            ..
        })
    );
    html! { <Bar {from} {to} {scale} {is_blocking} {set}/> }
}

pub fn level_of(scene: &Scene<'_>, block: &Block) -> u32 {
    let mut level = 1;
    let mut at = scene.blocks.owner(block);
    while let Some(owner) = at.and_then(|id| scene.blocks.get(id)) {
        level += 1;
        at = scene.blocks.owner(owner);
    }
    level
}

/// The rows of a suite.
pub fn rows(scene: &Scene<'_>, suite: SuiteId, name: &str) -> Html {
    let Some(suite) = scene.blocks.suite(suite) else {
        return html! {};
    };
    html! {
        <div role="group" class="rows" aria-label={name.to_owned()}>
            { for suite.blocks.iter().map(|id| block(scene, *id)) }
        </div>
    }
}

fn function_card(scene: &Scene<'_>, block: &Block, function: &Function) -> Html {
    let keyword = if function.is_async {
        "async def"
    } else {
        "def"
    };
    let name = block
        .fields
        .iter()
        .position(|field| field.role == Role::FunctionName);
    let parameters = |field: &Field| field.role == Role::Parameters;
    let level = level_of(scene, block);
    html! {
        <div role="treeitem" id={format!("block-{}", block.id.0)} data-block={block.id.0.to_string()}
            key={block.id.0} class={scene.classes(block, "card")} tabindex={scene.tab_stop(block)}
            aria-level={level.to_string()} aria-label={name_of(scene.blocks, block)}
            aria-expanded="true" aria-selected={(scene.focused == Some(block.id)).to_string()}>
            <div class="head">
                { grip(scene, block) }
                <span class="sig">
                    <span class="k">{ keyword }</span>
                    if let Some(index) = name {
                        { field_box(scene, block, index, &block.fields[index]) }
                    } else {
                        <span class="fn-name">{ &function.name }</span>
                    }
                    <span class="args">
                        <span>{ "(" }</span>{ fields(scene, block, parameters) }<span>{ ")" }</span>
                    </span>
                </span>
                { actions(scene, block) }
                if let Some(used) = used_words(function) {
                    <span class="used" aria-hidden="true">{ used }</span>
                }
            </div>
            { for block.suites.iter().map(|suite| rows(scene, *suite, "Steps")) }
        </div>
    }
}

/// `if`, `for`, `try`, `with`, `class`: a frame with a header for each of its suites.
fn compound(scene: &Scene<'_>, block: &Block) -> Html {
    let suites = block.suites.iter().filter_map(|id| scene.blocks.suite(*id));
    let level = level_of(scene, block);
    html! {
        <div role="treeitem" id={format!("block-{}", block.id.0)} data-block={block.id.0.to_string()}
            key={block.id.0} class={scene.classes(block, "cmp")} tabindex={scene.tab_stop(block)}
            aria-level={level.to_string()} aria-label={name_of(scene.blocks, block)}
            aria-expanded="true" aria-selected={(scene.focused == Some(block.id)).to_string()}>
            { for suites.enumerate().map(|(at, suite)| clause(scene, block, suite, at == 0)) }
        </div>
    }
}

fn clause(scene: &Scene<'_>, block: &Block, suite: &Suite, is_first: bool) -> Html {
    let headers = suite.headers.iter().filter_map(|(word, index)| {
        let field = field_box(scene, block, *index, block.fields.get(*index)?);
        let word = (!word.is_empty()).then(|| html! { <span class="k">{ *word }</span> });
        Some(html! { <>{ word }{ field }</> })
    });
    html! {
        <>
            <div class="head">
                if is_first { { grip(scene, block) } }
                <span class="k">{ &suite.keyword }</span>
                { for headers }
                if is_first { { actions(scene, block) } }
                <span class="lno" aria-hidden="true">{ suite.line }</span>
            </div>
            { rows(scene, suite.id, &suite.keyword) }
        </>
    }
}

/// A block as text: one that has no other form, or one that is opened.
fn code_row(scene: &Scene<'_>, block: &Block, code: &str, is_open: bool) -> Html {
    let (make, open, id) = (scene.hands.make.clone(), scene.hands.open.clone(), block.id);
    let set = Callback::from(move |text: String| {
        make.emit((Gesture::SetCode { block: id, text }, After::Stay))
    });
    let close = Callback::from(move |()| open.emit(None));
    let level = level_of(scene, block);
    html! {
        <div role="treeitem" id={format!("block-{}", block.id.0)} data-block={block.id.0.to_string()}
            key={block.id.0} class={scene.classes(block, "st code-row")}
            tabindex={scene.tab_stop(block)} aria-level={level.to_string()}
            aria-label={name_of(scene.blocks, block)}
            aria-selected={(scene.focused == Some(block.id)).to_string()}>
            { grip(scene, block) }
            <CodeBox name={format!("Code of line {}", block.line)} code={code.to_owned()}
                {is_open} {set} {close} readonly={scene.hands.readonly}/>
            if !is_open { { actions(scene, block) } }
            { line_number(block) }
        </div>
    }
}

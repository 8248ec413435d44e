//! Arguments meet the parameters of a Python function, with CPython's words where they do not fit.

use crate::world::World;
use crate::world::dict::Dict;
use crate::world::value::{Function, Outcome, Raise, Str, Value};
use std::rc::Rc;

/// The values of all parameters, in the order of the locals.
///
/// # Errors
/// TypeError where arguments are too many, missing, doubled or unknown.
pub fn bind(
    world: &mut World,
    function: &Rc<Function>,
    mut positional: Vec<Value>,
    keywords: &[(Rc<Str>, Value)],
) -> Outcome<Vec<Value>> {
    let code = function.code.code.clone();
    let count = code.arg_count as usize;
    let named = count + code.kwonly_count as usize;
    let given = positional.len();
    let rest = if given > count {
        positional.split_off(count)
    } else {
        Vec::new()
    };
    let mut slots = positional;
    slots.resize(named, Value::Unbound);

    let mut extra: Option<Rc<Dict>> = code.has_varkeywords.then(Dict::new);
    let mut positional_only = Vec::new();
    for (name, value) in keywords {
        let known = code.local_names[code.posonly_count as usize..named]
            .iter()
            .position(|parameter| **parameter == *name.as_str())
            .map(|at| at + code.posonly_count as usize);
        match known {
            Some(at) if slots[at].is_unbound() => slots[at] = value.clone(),
            Some(_) => {
                return Err(error(
                    world,
                    function,
                    &format!("got multiple values for argument '{}'", name.as_str()),
                ));
            }
            None => match &mut extra {
                Some(dict) => {
                    dict.set_name(name, value.clone());
                }
                None if is_positional_only(function, name) => positional_only.push(name.clone()),
                None => {
                    let by_name = &code.local_names[code.posonly_count as usize..named];
                    let mut known = by_name.iter().map(|name| &**name);
                    let hint = suggestion(name.as_str(), &mut known);
                    let words = format!(
                        "got an unexpected keyword argument '{}'{hint}",
                        name.as_str()
                    );
                    let in_c = |start: &str| {
                        let this = if start == "function" { "this " } else { "" };
                        format!("{this}{start} {words}")
                    };
                    return Err(unfit(world, function, &in_c, &|| words.clone()));
                }
            },
        }
    }
    if !positional_only.is_empty() {
        let list: Vec<_> = positional_only.iter().map(|name| name.as_str()).collect();
        return Err(error(
            world,
            function,
            &format!(
                "got some positional-only arguments passed as keyword arguments: '{}'",
                list.join(", ")
            ),
        ));
    }
    if !rest.is_empty() && !code.has_varargs {
        return Err(too_many(world, function, given, &slots[count..]));
    }
    fill_defaults(world, function, &mut slots)?;
    if code.has_varargs {
        slots.push(super::call::rest_tuple(rest));
    }
    if let Some(dict) = extra {
        slots.push(Value::Dict(dict));
    }
    Ok(slots)
}

fn is_positional_only(function: &Function, name: &Str) -> bool {
    let code = &function.code.code;
    code.local_names[..code.posonly_count as usize]
        .iter()
        .any(|known| **known == *name.as_str())
}

fn fill_defaults(world: &mut World, function: &Rc<Function>, slots: &mut [Value]) -> Outcome<()> {
    let code = function.code.code.clone();
    let count = code.arg_count as usize;
    let defaults = function.defaults.borrow();
    let first_default = count - defaults.len().min(count);
    for (slot, default) in slots[first_default..count].iter_mut().zip(defaults.iter()) {
        if slot.is_unbound() {
            *slot = default.clone();
        }
    }
    let missing = |from: usize, to: usize, slots: &[Value]| -> Vec<&str> {
        (from..to)
            .filter(|at| slots[*at].is_unbound())
            .map(|at| &*code.local_names[at])
            .collect()
    };
    let names = missing(0, count, slots);
    if let [first, ..] = names.as_slice() {
        let at = code.local_names.iter().position(|name| **name == **first);
        let in_c = |start: &str| {
            if let ("function", Some(Value::Str(_))) = (start, slots.get(1)) {
                // A date by a text: the types are looked at first.
                return "'str' object cannot be interpreted as an integer".to_owned();
            }
            let at = at.unwrap_or_default();
            format!("{start} missing required argument '{first}' (pos {at})")
        };
        let words = || missing_words("positional", &names);
        return Err(unfit(world, function, &in_c, &words));
    }
    for (name, default) in function.kwdefaults.borrow().iter() {
        let at = code.local_names[count..slots.len()]
            .iter()
            .position(|known| **known == *name.as_str());
        if let Some(at) = at
            && slots[count + at].is_unbound()
        {
            slots[count + at] = default.clone();
        }
    }
    let names = missing(count, slots.len(), slots);
    if !names.is_empty() {
        return Err(error(
            world,
            function,
            &missing_words("keyword-only", &names),
        ));
    }
    Ok(())
}

/// The error of a call whose arguments do not fit. What is in `datetime` is written in C there, and
/// is told about in other words, which begin with another name and do not count `self`.
fn unfit(
    world: &mut World,
    function: &Function,
    in_c: &dyn Fn(&str) -> String,
    in_python: &dyn Fn() -> String,
) -> Raise {
    let module = function.globals.get_text("__name__");
    if module
        .and_then(|name| name.as_str())
        .is_none_or(|name| name.as_str() != "datetime")
    {
        return error(world, function, &in_python());
    }
    let name = function.qualname.borrow().clone();
    let message = match name.as_str().rsplit_once('.') {
        Some(("timedelta", "__new__")) => in_c("__new__()"),
        Some(("timezone", "__new__")) => in_c("timezone()"),
        Some((_, "__new__")) => in_c("function"),
        Some((_, name)) => in_c(&format!("{name}()")),
        None => in_python(),
    };
    world.type_error(message)
}

fn error(world: &mut World, function: &Function, message: &str) -> Raise {
    let name = function.qualname.borrow().clone();
    world.type_error(format!("{}() {message}", name.as_str()))
}

/// "missing 2 required positional arguments: 'a' and 'b'"
pub fn missing_words(kind: &str, names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("'{name}'")).collect();
    let list = match quoted.as_slice() {
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [head @ .., last] => format!("{}, and {last}", head.join(", ")),
        [] => unreachable!("only called where something is missing"),
    };
    let plural = if names.len() == 1 { "" } else { "s" };
    let count = names.len();
    format!("missing {count} required {kind} argument{plural}: {list}")
}

fn too_many(world: &mut World, function: &Function, given: usize, kwonly: &[Value]) -> Raise {
    let code = function.code.code.clone();
    let count = code.arg_count as usize;
    let defaults = function.defaults.borrow().len();
    let kwonly_given = kwonly.iter().filter(|value| !value.is_unbound()).count();
    let in_c = |start: &str| {
        let (most, given) = (count - 1, given - 1);
        let plural = if most == 1 { "" } else { "s" };
        format!("{start} takes at most {most} argument{plural} ({given} given)")
    };
    let words = || too_many_words((count - defaults.min(count), count), given, kwonly_given);
    unfit(world, function, &in_c, &words)
}

/// "takes from 1 to 2 positional arguments but 3 were given"
pub fn too_many_words((least, most): (usize, usize), given: usize, kwonly_given: usize) -> String {
    let (takes, plural) = if least < most {
        (format!("from {least} to {most}"), true)
    } else {
        (most.to_string(), most != 1)
    };
    let plural = if plural { "s" } else { "" };
    let (given_text, were) = if kwonly_given > 0 {
        let s = if given == 1 { "" } else { "s" };
        let kw_s = if kwonly_given == 1 { "" } else { "s" };
        (
            format!(
                "{given} positional argument{s} (and {kwonly_given} keyword-only argument{kw_s})"
            ),
            "were",
        )
    } else {
        (given.to_string(), if given == 1 { "was" } else { "were" })
    };
    format!("takes {takes} positional argument{plural} but {given_text} {were} given")
}

/// ". Did you mean 'x'?" as CPython adds for a near miss.
pub fn suggestion(wrong: &str, known: &mut dyn Iterator<Item = &str>) -> String {
    nearest(wrong, known).map_or_else(String::new, |name| format!(". Did you mean '{name}'?"))
}

/// What an edit of a name costs, and one that only changes a letter's case.
const EDIT_COST: usize = 2;
const CASE_COST: usize = 1;

/// The candidate that is nearest to a wrong name, when it is near enough: a third of their letters
/// may be edited, as CPython allows.
pub fn nearest<'a>(wrong: &str, candidates: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .filter(|name| *name != wrong)
        .map(|name| (distance(name, wrong), name))
        .filter(|(distance, name)| *distance <= (name.len() + wrong.len() + 3) * EDIT_COST / 6)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// What the edits (insert, delete, replace) between two names cost.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).map(|at| at * EDIT_COST).collect();
    for (i, left) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = (i + 1) * EDIT_COST;
        for (j, right) in b.iter().enumerate() {
            let cost = if left == *right {
                0
            } else if left.eq_ignore_ascii_case(right) {
                CASE_COST
            } else {
                EDIT_COST
            };
            let next = (diagonal + cost)
                .min(row[j] + EDIT_COST)
                .min(row[j + 1] + EDIT_COST);
            diagonal = row[j + 1];
            row[j + 1] = next;
        }
    }
    row[b.len()]
}

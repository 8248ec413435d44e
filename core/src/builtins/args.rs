//! Arguments of functions in Rust: positional and keyword, with CPython's words for mistakes.

use crate::vm::parameters;
use crate::world::World;
use crate::world::value::{Args, Outcome, Raise, Str, Value};

/// The object that a method is called for.
pub fn receiver(args: Args<'_>) -> Value {
    args.pos.first().cloned().unwrap_or_default()
}

/// Binds arguments to parameter names; `Unbound` stands for what was not given.
///
/// The first `required` must be there. Raises TypeError in CPython's words.
///
/// # Errors
/// TypeError for too many, missing, doubled or unknown arguments.
pub fn bind<const N: usize>(
    world: &mut World,
    function: &str,
    args: Args<'_>,
    names: &[&str; N],
    required: usize,
) -> Outcome<[Value; N]> {
    let mut bound: [Value; N] = std::array::from_fn(|_| Value::Unbound);
    fill(world, function, args, names, required, &mut bound)?;
    Ok(bound)
}

/// [`bind`] for any number of parameters: in the page it exists once.
fn fill(
    world: &mut World,
    function: &str,
    args: Args<'_>,
    names: &[&str],
    required: usize,
    bound: &mut [Value],
) -> Outcome<()> {
    let most = bound.len();
    // Functions of Python's library that are Python there; methods among them count `self`.
    let is_method = function.contains('.');
    let is_python = is_method
        || matches!(
            function,
            "create_task" | "ensure_future" | "iscoroutine" | "iscoroutinefunction"
        );
    if args.pos.len() > most && is_python {
        let receiver = usize::from(is_method);
        let counts = (required + receiver, most + receiver);
        let words = parameters::too_many_words(counts, args.pos.len() + receiver, 0);
        return Err(world.type_error(format!("{function}() {words}")));
    }
    if args.pos.len() > most {
        let limit = if required == most {
            "exactly"
        } else {
            "at most"
        };
        let plural = if most == 1 { "" } else { "s" };
        let given = args.pos.len();
        return Err(world.type_error(format!(
            "{function}() takes {limit} {most} argument{plural} ({given} given)"
        )));
    }
    for (slot, value) in bound.iter_mut().zip(args.pos) {
        *slot = value.clone();
    }
    for (name, value) in args.kw {
        let Some(at) = names.iter().position(|known| *known == name.as_str()) else {
            let hint = parameters::suggestion(name.as_str(), &mut names.iter().copied());
            return Err(world.type_error(format!(
                "{function}() got an unexpected keyword argument '{}'{hint}",
                name.as_str()
            )));
        };
        if !bound[at].is_unbound() {
            return Err(world.type_error(format!(
                "argument for {function}() given by name ('{}') and position ({})",
                name.as_str(),
                at + 1
            )));
        }
        bound[at] = value.clone();
    }
    if args.pos.is_empty()
        && matches!(
            function,
            "set_result" | "set_exception" | "add_done_callback"
        )
    {
        let message = format!("{function}() takes exactly 1 positional argument (0 given)");
        return Err(world.type_error(message));
    }
    if let Some(missing) = bound.iter().take(required).position(Value::is_unbound) {
        if is_python {
            let absent = |at: &usize| bound[*at].is_unbound();
            let missing: Vec<&str> = (0..required).filter(absent).map(|at| names[at]).collect();
            let words = parameters::missing_words("positional", &missing);
            return Err(world.type_error(format!("{function}() {words}")));
        }
        let name = names[missing];
        return Err(world.type_error(format!(
            "{function}() missing required argument '{name}' (pos {})",
            missing + 1
        )));
    }
    Ok(())
}

/// Positional arguments only, at least `least` of them and at most `N`.
///
/// # Errors
/// TypeError in CPython's words.
pub fn positional<const N: usize>(
    world: &mut World,
    function: &str,
    args: Args<'_>,
    least: usize,
) -> Outcome<[Value; N]> {
    check_count(world, function, args, least, N)?;
    Ok(std::array::from_fn(|at| {
        args.pos.get(at).cloned().unwrap_or_default()
    }))
}

/// No keyword arguments, and a number of positional ones within bounds.
fn check_count(
    world: &mut World,
    function: &str,
    args: Args<'_>,
    least: usize,
    most: usize,
) -> Outcome<()> {
    no_keywords(world, function, args)?;
    let given = args.pos.len();
    if (least..=most).contains(&given) {
        return Ok(());
    }
    if function.contains('.') && least == most && most < 2 {
        return Err(wrong_count(world, function, most, given));
    }
    // Special methods are counted without their object, and have no name.
    let is_special = function.starts_with("__");
    let (least, most, given) = if is_special && given > 0 {
        (least.saturating_sub(1), most - 1, given - 1)
    } else {
        (least, most, given)
    };
    let (bound, number) = if least == most {
        ("", most)
    } else if given < least {
        ("at least ", least)
    } else {
        ("at most ", most)
    };
    let plural = if number == 1 { "" } else { "s" };
    let name = if is_special { "" } else { function };
    let words = format!("{name} expected {bound}{number} argument{plural}, got {given}");
    Err(world.type_error(words.trim_start()))
}

/// The only argument.
///
/// # Errors
/// TypeError for keywords, and for another number of arguments.
pub fn one(world: &mut World, function: &str, args: Args<'_>) -> Outcome {
    no_keywords(world, function, args)?;
    match args.pos {
        [argument] => Ok(argument.clone()),
        other => Err(wrong_count(world, function, 1, other.len())),
    }
}

/// "abs() takes exactly one argument (2 given)", for functions that take one argument or none.
pub fn wrong_count(world: &mut World, function: &str, wanted: usize, given: usize) -> Raise {
    let words = ["no arguments", "exactly one argument"][wanted];
    world.type_error(format!("{function}() takes {words} ({given} given)"))
}

/// # Errors
/// TypeError where there are keyword arguments.
pub fn no_keywords(world: &mut World, function: &str, args: Args<'_>) -> Outcome<()> {
    if args.kw.is_empty() {
        return Ok(());
    }
    Err(world.type_error(format!("{function}() takes no keyword arguments")))
}

/// The keyword argument of this name.
#[must_use]
pub fn keyword<'a>(args: Args<'a>, name: &str) -> Option<&'a Value> {
    args.kw
        .iter()
        .find(|(known, _)| known.as_str() == name)
        .map(|(_, value)| value)
}

/// A parameter that may be left out or given as None.
#[must_use]
pub fn optional(value: Value) -> Option<Value> {
    match value {
        Value::Unbound | Value::None => None,
        given => Some(given),
    }
}

/// # Errors
/// TypeError where the value is no `str`; `what` names the parameter.
pub fn text(world: &mut World, what: &str, value: &Value) -> Outcome<std::rc::Rc<Str>> {
    match value.as_str() {
        Some(text) => Ok(text),
        None => {
            let is_none = value.is_none() && what.contains("argument") && !what.starts_with("str(");
            let kind = if is_none {
                Str::new("None")
            } else {
                world.type_name(value)
            };
            Err(world.type_error(format!("{what} must be str, not {}", kind.as_str())))
        }
    }
}

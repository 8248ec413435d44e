//! `contextvars`: contexts are shared until one of them is written to.

use super::{args, generics};
use crate::executor::Classes;
use crate::vm::{call, mapping};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::value::{Args, Class, Native, Object, Outcome, Payload, Str, Value};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The variables of one context, in order of their first setting.
type Variables = Rc<Vec<(Rc<Object>, Value)>>;

/// The inside of a `Context`.
struct Context {
    variables: RefCell<Variables>,
    /// It is the present context of somebody, or was and will be again.
    entered: Cell<bool>,
}

impl Payload for Context {
    fn clear(&self) {
        drop(self.variables.take());
    }
}

/// The inside of a `ContextVar`.
struct ContextVar {
    name: Rc<Str>,
    default: Value,
}

impl Payload for ContextVar {}

/// The inside of a `Token`.
struct Token {
    context: Value,
    variable: Value,
    old: Value,
    used: Cell<bool>,
}

impl Payload for Token {}

fn context(world: &World, variables: Variables) -> Value {
    let class = world.executor.classes().context.clone();
    let inside = Context {
        variables: RefCell::new(variables),
        entered: Cell::new(false),
    };
    Value::object(&class, inside)
}

/// A context without variables: what a new thread begins with.
#[must_use]
pub fn empty(world: &World) -> Value {
    context(world, Rc::default())
}

/// `copy_context()`.
#[must_use]
pub fn copy(world: &World) -> Value {
    let variables = match present(world).and_then(Value::payload::<Context>) {
        Some(present) => present.variables.borrow().clone(),
        None => Rc::default(),
    };
    context(world, variables)
}

fn present(world: &World) -> Option<&Value> {
    world.executor.contexts.last()
}

/// The context becomes the present one; an unbound value leaves the present one.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub fn enter(world: &mut World, context: &Value) {
    let contexts = &mut world.executor.contexts;
    match (context, contexts.last()) {
        (Value::Object(context), _) => contexts.push(Value::Object(context.clone())),
        (_, Some(Value::Object(present))) => contexts.push(Value::Object(present.clone())),
        _ => contexts.push(Value::Unbound),
    }
}

/// Undoes [`enter`].
pub fn leave(world: &mut World) {
    let contexts = &mut world.executor.contexts;
    contexts.truncate(contexts.len().saturating_sub(1));
}

fn position(variables: &Variables, variable: &Value) -> Option<usize> {
    let Value::Object(wanted) = variable else {
        return None;
    };
    variables
        .iter()
        .position(|(known, _)| Rc::ptr_eq(known, wanted))
}

/// The value of a variable in the present context.
fn lookup(world: &World, variable: &Value) -> Option<Value> {
    let variables = present(world)?
        .payload::<Context>()?
        .variables
        .borrow()
        .clone();
    position(&variables, variable).map(|at| variables[at].1.clone())
}

/// Sets or (with an unbound value) removes a variable of the present context.
fn assign(world: &World, variable: &Value, value: Value) {
    let (Some(context), Value::Object(object)) =
        (present(world).and_then(Value::payload::<Context>), variable)
    else {
        return;
    };
    let mut variables = context.variables.borrow_mut();
    let at = position(&variables, variable);
    let list = Rc::make_mut(&mut variables);
    match (at, value) {
        (Some(at), Value::Unbound) => drop(list.remove(at)),
        (None, Value::Unbound) => {}
        (Some(at), value) => list[at].1 = value,
        (None, value) => list.push((object.clone(), value)),
    }
}

fn receiver<'a>(world: &mut World, args: Args<'a>) -> Outcome<&'a Value> {
    match args.pos.first() {
        Some(value) => Ok(value),
        None => Err(world.type_error("unbound method needs an argument")),
    }
}

fn new_variable(world: &mut World, args: Args<'_>) -> Outcome {
    let class = receiver(world, args)?.clone();
    let Value::Class(class) = class else {
        unreachable!("a constructor is given its class")
    };
    let args = args.rest();
    if args.pos.len() > 1 {
        let given = args.pos.len();
        let message = format!("ContextVar() takes at most 1 positional argument ({given} given)");
        return Err(world.type_error(message));
    }
    let [name, default] = args::bind(world, "ContextVar", args, &["name", "default"], 1)?;
    let Some(name) = name.as_str() else {
        return Err(world.type_error("context variable name must be a str"));
    };
    Ok(Value::object(&class, ContextVar { name, default }))
}

fn variable_get(world: &mut World, args: Args<'_>) -> Outcome {
    let variable = receiver(world, args)?.clone();
    let [default] = args::positional(world, "get", args.rest(), 0)?;
    if let Some(value) = lookup(world, &variable) {
        return Ok(value);
    }
    if !default.is_unbound() {
        return Ok(default);
    }
    match variable
        .payload::<ContextVar>()
        .map(|inside| inside.default.clone())
    {
        Some(default) if !default.is_unbound() => Ok(default),
        _ => {
            let class = world.types.exception("LookupError");
            Err(world.raise_class(&class, vec![variable]))
        }
    }
}

fn variable_set(world: &mut World, args: Args<'_>) -> Outcome {
    let variable = receiver(world, args)?.clone();
    let [value] = args::positional(world, "set", args.rest(), 1)?;
    let old = lookup(world, &variable).unwrap_or_default();
    assign(world, &variable, value);
    let class = world.executor.classes().token.clone();
    let context = present(world).cloned().unwrap_or_default();
    Ok(Value::object(
        &class,
        Token {
            context,
            variable,
            old,
            used: Cell::new(false),
        },
    ))
}

fn reset(world: &mut World, variable: &Value, token: &Value) -> Outcome {
    let Some(inside) = token.payload::<Token>() else {
        let given = crate::vm::format::repr(world, token)?;
        let message = format!("expected an instance of Token, got {}", given.as_str());
        return Err(world.type_error(message));
    };
    if inside.used.get() {
        let text = crate::vm::format::repr(world, token)?;
        return Err(world.runtime_error(format!("{} has already been used once", text.as_str())));
    }
    if !inside.variable.is(variable) {
        let text = crate::vm::format::repr(world, token)?;
        return Err(world.value_error(format!(
            "{} was created by a different ContextVar",
            text.as_str()
        )));
    }
    if !present(world).is_some_and(|present| present.is(&inside.context)) {
        let text = crate::vm::format::repr(world, token)?;
        let message = format!("{} was created in a different Context", text.as_str());
        return Err(world.value_error(message));
    }
    inside.used.set(true);
    assign(world, variable, inside.old.clone());
    Ok(Value::None)
}

fn variable_reset(world: &mut World, args: Args<'_>) -> Outcome {
    let variable = receiver(world, args)?.clone();
    let [token] = args::positional(world, "reset", args.rest(), 1)?;
    reset(world, &variable, &token)
}

fn variable_name(world: &mut World, args: Args<'_>) -> Outcome {
    let variable = receiver(world, args)?;
    Ok(variable
        .payload::<ContextVar>()
        .map_or(Value::None, |inside| Value::Str(inside.name.clone())))
}

fn variable_repr(world: &mut World, args: Args<'_>) -> Outcome {
    let variable = receiver(world, args)?;
    let address = super::address(world, variable);
    let Some(inside) = variable.payload::<ContextVar>() else {
        return Ok(Value::None);
    };
    let name = crate::vm::format::repr(world, &Value::Str(inside.name.clone()))?;
    let default = match &inside.default {
        Value::Unbound => String::new(),
        default => {
            format!(
                " default={}",
                crate::vm::format::repr(world, &default.clone())?.as_str()
            )
        }
    };
    Ok(Value::str(format!(
        "<ContextVar name={}{default} at {address}>",
        name.as_str()
    )))
}

fn token_var(world: &mut World, args: Args<'_>) -> Outcome {
    let token = receiver(world, args)?;
    Ok(token
        .payload::<Token>()
        .map_or(Value::None, |inside| inside.variable.clone()))
}

fn token_old_value(world: &mut World, args: Args<'_>) -> Outcome {
    let token = receiver(world, args)?.clone();
    let old = token.payload::<Token>().map(|inside| inside.old.clone());
    Ok(match old {
        Some(Value::Unbound) | None => {
            let class = world.executor.classes().token.clone();
            class.dict.get_text("MISSING").unwrap_or(Value::None)
        }
        Some(old) => old,
    })
}

fn token_repr(world: &mut World, args: Args<'_>) -> Outcome {
    let token = receiver(world, args)?.clone();
    let Some(inside) = token.payload::<Token>() else {
        return Ok(Value::None);
    };
    let used = if inside.used.get() { " used" } else { "" };
    let variable = crate::vm::format::repr(world, &inside.variable)?;
    let address = super::address(world, &token);
    let variable = variable.as_str();
    Ok(Value::str(format!(
        "<Token{used} var={variable} at {address}>"
    )))
}

fn token_enter(world: &mut World, args: Args<'_>) -> Outcome {
    receiver(world, args).cloned()
}

fn token_exit(world: &mut World, args: Args<'_>) -> Outcome {
    let token = receiver(world, args)?.clone();
    let variable = token
        .payload::<Token>()
        .map(|inside| inside.variable.clone());
    match variable {
        Some(variable) => reset(world, &variable, &token),
        None => Ok(Value::None),
    }
}

fn new_context(world: &mut World, args: Args<'_>) -> Outcome {
    args::positional::<0>(world, "Context", args.rest(), 0)?;
    Ok(empty(world))
}

/// `context.run(callable, *args, **kwargs)`.
fn context_run(world: &mut World, args: Args<'_>) -> Outcome {
    let context = receiver(world, args)?.clone();
    let Some((callable, pos)) = args.rest().pos.split_first() else {
        return Err(world.type_error("run() missing 1 required positional argument"));
    };
    let Some(inside) = context.payload::<Context>() else {
        return Err(world.type_error("a Context was expected"));
    };
    let is_present = world
        .executor
        .contexts
        .iter()
        .any(|known| known.is(&context));
    if inside.entered.get() || is_present {
        let text = crate::vm::format::repr(world, &context)?;
        return Err(world.runtime_error(format!(
            "cannot enter context: {} is already entered",
            text.as_str()
        )));
    }
    inside.entered.set(true);
    enter(world, &context);
    let result = call::call_args(world, callable, Args { pos, kw: args.kw });
    leave(world);
    inside.entered.set(false);
    result
}

fn context_copy(world: &mut World, args: Args<'_>) -> Outcome {
    let variables = variables_of(world, args)?;
    Ok(context(world, variables))
}

fn variables_of(world: &mut World, args: Args<'_>) -> Outcome<Variables> {
    let value = receiver(world, args)?;
    match value.payload::<Context>() {
        Some(inside) => Ok(inside.variables.borrow().clone()),
        None => Err(world.type_error("a Context was expected")),
    }
}

/// The context as a dict, for everything that mappings can do.
fn as_dict(world: &mut World, args: Args<'_>) -> Outcome<Rc<Dict>> {
    let variables = variables_of(world, args)?;
    let dict = Dict::new();
    for (variable, value) in variables.iter() {
        mapping::set(world, &dict, Value::Object(variable.clone()), value.clone())?;
    }
    Ok(dict)
}

fn context_getitem(world: &mut World, args: Args<'_>) -> Outcome {
    let dict = as_dict(world, args)?;
    let [_, key] = args::positional(world, "__getitem__", args, 2)?;
    match mapping::get(world, &dict, &key)? {
        Some(value) => Ok(value),
        None => Err(world.key_error(key)),
    }
}

fn context_get(world: &mut World, args: Args<'_>) -> Outcome {
    let dict = as_dict(world, args)?;
    let [key, default] = args::positional(world, "get", args.rest(), 1)?;
    let default = args::optional(default).unwrap_or(Value::None);
    Ok(mapping::get(world, &dict, &key)?.unwrap_or(default))
}

fn context_contains(world: &mut World, args: Args<'_>) -> Outcome {
    let dict = as_dict(world, args)?;
    let [_, key] = args::positional(world, "__contains__", args, 2)?;
    Ok(Value::Bool(mapping::get(world, &dict, &key)?.is_some()))
}

fn context_len(world: &mut World, args: Args<'_>) -> Outcome {
    Ok(Value::size(variables_of(world, args)?.len()))
}

/// `items()`, `keys()`, `values()` and `iter(context)`: by the dict's methods.
fn through_dict(world: &mut World, args: Args<'_>, method: &str) -> Outcome {
    let dict = Value::Dict(as_dict(world, args)?);
    call::call_method(world, &dict, method, &[])
}

fn context_items(world: &mut World, args: Args<'_>) -> Outcome {
    through_dict(world, args, "items")
}

fn context_keys(world: &mut World, args: Args<'_>) -> Outcome {
    through_dict(world, args, "keys")
}

fn context_values(world: &mut World, args: Args<'_>) -> Outcome {
    through_dict(world, args, "values")
}

fn context_iter(world: &mut World, args: Args<'_>) -> Outcome {
    through_dict(world, args, "__iter__")
}

fn copy_context(world: &mut World, args: Args<'_>) -> Outcome {
    args::positional::<0>(world, "copy_context", args, 0)?;
    Ok(copy(world))
}

static VARIABLE: &[Native] = &[
    Native::function("get", variable_get),
    Native::function("set", variable_set),
    Native::function("reset", variable_reset),
    Native::function("__repr__", variable_repr),
    Native::getter("name", variable_name),
    Native::class("__class_getitem__", generics::class_getitem),
];

static TOKEN: &[Native] = &[
    Native::getter("var", token_var),
    Native::getter("old_value", token_old_value),
    Native::function("__repr__", token_repr),
    Native::function("__enter__", token_enter),
    Native::function("__exit__", token_exit),
    Native::class("__class_getitem__", generics::class_getitem),
];

static CONTEXT: &[Native] = &[
    Native::function("run", context_run),
    Native::function("copy", context_copy),
    Native::function("get", context_get),
    Native::function("items", context_items),
    Native::function("keys", context_keys),
    Native::function("values", context_values),
    Native::function("__iter__", context_iter),
    Native::function("__getitem__", context_getitem),
    Native::function("__contains__", context_contains),
    Native::function("__len__", context_len),
];

/// Fills the classes.
pub(crate) fn install_classes(classes: &Classes) {
    super::add(&classes.context_var.dict, VARIABLE);
    super::add(&classes.token.dict, TOKEN);
    super::add(&classes.context.dict, CONTEXT);
    classes.context_var.construct.set(Some(new_variable));
    classes.context.construct.set(Some(new_context));
    classes
        .token
        .dict
        .set_text("MISSING", Value::str("<Token.MISSING>"));
}

/// Fills the module `contextvars`.
///
/// # Errors
/// None; the signature is that of all native modules.
pub fn module(world: &mut World, dict: &Rc<Dict>) -> Outcome<()> {
    static COPY: Native = Native::function("copy_context", copy_context);
    let classes = world.executor.classes();
    let all: [(&str, &Rc<Class>); 3] = [
        ("ContextVar", &classes.context_var),
        ("Context", &classes.context),
        ("Token", &classes.token),
    ];
    for (name, class) in all {
        dict.set_text(name, Value::Class(class.clone()));
    }
    dict.set_text("copy_context", Value::Native(&COPY));
    Ok(())
}

//! `isinstance` and `issubclass`.

use super::call;
use super::operators::{self, special};
use crate::builtins::object::{checked_against_alias, union_members};
use crate::world::World;
use crate::world::value::{Class, Outcome, Str, Value};
use std::rc::Rc;

/// One of the two questions about a class.
struct Question {
    name: &'static str,
    hook: &'static str,
    /// What the second argument may be.
    judges: &'static str,
    ask: fn(&mut World, &Value, &Value) -> Outcome<bool>,
}

const INSTANCE: Question = Question {
    name: "isinstance",
    hook: "__instancecheck__",
    judges: "a type, a tuple of types, or a union",
    ask: is_instance,
};

const SUBCLASS: Question = Question {
    name: "issubclass",
    hook: "__subclasscheck__",
    judges: "a class, a tuple of classes, or a union",
    ask: is_subclass,
};

/// `isinstance(object, class)`, with `__instancecheck__` of its metaclass.
///
/// # Errors
/// TypeError where it is no class; what the hook raises.
pub fn is_instance(world: &mut World, object: &Value, class: &Value) -> Outcome<bool> {
    let Value::Class(class) = class else {
        return of_others(world, object, class, &INSTANCE);
    };
    let of_object = world.class_of(object);
    if Rc::ptr_eq(&of_object, class) {
        return Ok(true);
    }
    let is_below = of_object.is_subclass(class);
    check_hook(world, class, INSTANCE.hook, object, is_below)
}

/// `issubclass(class, other)`.
///
/// # Errors
/// As [`is_instance`].
pub fn is_subclass(world: &mut World, class: &Value, other: &Value) -> Outcome<bool> {
    let Value::Class(itself) = class else {
        return Err(world.type_error("issubclass() arg 1 must be a class"));
    };
    let Value::Class(base) = other else {
        return of_others(world, class, other, &SUBCLASS);
    };
    let is_below = itself.is_subclass(base);
    check_hook(world, base, SUBCLASS.hook, class, is_below)
}

/// The question about several classes, or about what only answers like one.
fn of_others(
    world: &mut World,
    subject: &Value,
    judge: &Value,
    question: &Question,
) -> Outcome<bool> {
    if let Value::Tuple(classes) = judge {
        return any_of(world, classes, subject, question.ask);
    }
    if let Some(classes) = union_members(judge) {
        return any_of(world, &classes, subject, question.ask);
    }
    if let Some(answer) = own_check(world, judge, question.hook, subject)? {
        return Ok(answer);
    }
    let Question { name, judges, .. } = question;
    let message = checked_against_alias(name, judge)
        .unwrap_or_else(|| format!("{name}() arg 2 must be {judges}"));
    Err(world.type_error(message))
}

/// What an object that is no class, but answers like one, says: `isinstance(x, typing.Callable)`.
fn own_check(
    world: &mut World,
    judge: &Value,
    hook: &str,
    argument: &Value,
) -> Outcome<Option<bool>> {
    if !matches!(judge, Value::Instance(_)) {
        return Ok(None);
    }
    let answer = special::call_special(
        world,
        judge,
        &Str::new(hook),
        std::slice::from_ref(argument),
    )?;
    answer
        .map(|answer| operators::truth(world, &answer))
        .transpose()
}

fn any_of(
    world: &mut World,
    classes: &[Value],
    subject: &Value,
    ask: fn(&mut World, &Value, &Value) -> Outcome<bool>,
) -> Outcome<bool> {
    for class in classes {
        if ask(world, subject, class)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What the metaclass says; `otherwise` where it says nothing.
fn check_hook(
    world: &mut World,
    class: &Rc<Class>,
    hook: &str,
    argument: &Value,
    otherwise: bool,
) -> Outcome<bool> {
    let Some(meta) = &class.metaclass else {
        return Ok(otherwise);
    };
    let hook = Str::new(hook);
    // To abstract classes of the library whoever is below them belongs, but to some protocols nobody.
    let is_known = otherwise && !class.dict.has_name(&Str::new("_is_protocol"));
    match meta.lookup(&hook) {
        Some(Value::Function(function)) if !(is_known && function.code.hidden) => {
            let args = [Value::Class(class.clone()), argument.clone()];
            call::call_truth(world, &Value::Function(function), &args)
        }
        _ => Ok(otherwise),
    }
}

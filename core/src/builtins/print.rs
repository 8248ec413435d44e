//! `print`: to the recorded output, or to whatever object the program gave.

use super::args;
use crate::trace::Stream;
use crate::vm::{attribute, call, format, operators};
use crate::world::World;
use crate::world::value::{Args, Native, Outcome, Str, Value};
use std::rc::Rc;

static PRINT: &[Native] = &[Native::function("print", print)];

pub fn install(world: &mut World) {
    super::add(&world.builtins, PRINT);
}

/// Where the text goes.
enum Target {
    Stdout,
    /// An object with a `write` method.
    File(Value),
    Nowhere,
}

fn print(world: &mut World, args: Args<'_>) -> Outcome {
    let keywords = Args {
        pos: &[],
        kw: args.kw,
    };
    let [sep, end, file, flush] = args::bind(
        world,
        "print",
        keywords,
        &["sep", "end", "file", "flush"],
        0,
    )?;
    let sep = piece(world, "sep", sep, " ")?;
    let end = piece(world, "end", end, "\n")?;
    let flush = !flush.is_unbound() && operators::truth(world, &flush)?;
    match target(world, args::optional(file)) {
        Target::Nowhere => {}
        Target::Stdout => {
            let text = gather(world, args.pos, &sep);
            if text.is_ok() {
                world.unwritten.push_str(&end);
            }
            // What stands before a value whose text fails is printed all the same.
            world.write_output("", Stream::Stdout);
            text?;
        }
        Target::File(file) => {
            for (at, value) in args.pos.iter().enumerate() {
                if at > 0 {
                    call::call_method(world, &file, "write", &[Value::Str(sep.clone())])?;
                }
                let text = format::str(world, value)?;
                call::call_method(world, &file, "write", &[Value::Str(text)])?;
            }
            call::call_method(world, &file, "write", &[Value::Str(end)])?;
            if flush {
                call::call_method(world, &file, "flush", &[])?;
            }
        }
    }
    Ok(Value::None)
}

/// The texts of the values, to be written. They wait with the world, since a `__str__` may print.
fn gather(world: &mut World, values: &[Value], sep: &str) -> Outcome<()> {
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            world.unwritten.push_str(sep);
        }
        let text = format::str(world, value)?;
        world.unwritten.push_str(&text);
        world.reserve(world.unwritten.len())?;
    }
    Ok(())
}

/// `sep` or `end`.
fn piece(world: &mut World, name: &str, value: Value, default: &str) -> Outcome<Rc<Str>> {
    match args::optional(value) {
        None => Ok(Str::new(default)),
        Some(value) => match value.as_str() {
            Some(text) => Ok(text),
            None => {
                let class = world.type_name(&value);
                let class = class.as_str();
                Err(world.type_error(format!("{name} must be None or a string, not {class}")))
            }
        },
    }
}

/// The file given, or what `sys.stdout` is by now: a program may have redirected it, or given it
/// another `write`.
fn target(world: &mut World, file: Option<Value>) -> Target {
    let sys = world.modules.get("sys").cloned();
    let of_sys = |name: &str| sys.as_ref().and_then(|sys| sys.dict.get_text(name));
    match file.or_else(|| of_sys("stdout")) {
        None => Target::Stdout,
        Some(Value::None) => Target::Nowhere,
        Some(file) => match attribute::own_dict(world, &file) {
            Some(own)
                if of_sys("__stdout__").is_some_and(|original| original.is(&file))
                    && own.get_text("write").is_none() =>
            {
                Target::Stdout
            }
            _ => Target::File(file),
        },
    }
}

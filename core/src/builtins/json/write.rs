//! From values to JSON text.

use crate::builtins::args;
use crate::vm::format::{self, float, identity};
use crate::vm::{call, operators};
use crate::world::World;
use crate::world::value::{Args, Outcome, Raise, Str, Value};
use std::rc::Rc;

/// The settings of `json.dumps`.
struct Writer {
    indent: Option<String>,
    item_separator: Rc<Str>,
    key_separator: Rc<Str>,
    sort_keys: bool,
    skip_keys: bool,
    ensure_ascii: bool,
    allow_nan: bool,
    /// Called with what JSON does not know.
    default: Value,
    out: String,
    depth: usize,
}

/// `_json.encode(object, indent, item separator, key separator, sort_keys, skipkeys, ensure_ascii,
/// allow_nan, default)`: `indent` is a text or None.
pub fn encode(world: &mut World, args: Args<'_>) -> Outcome {
    let [
        object,
        indent,
        item,
        key,
        sort_keys,
        skip_keys,
        ensure_ascii,
        allow_nan,
        default,
    ] = args::positional(world, "encode", args, 9)?;
    let indent = match args::optional(indent) {
        None => None,
        Some(indent) => Some(args::text(world, "indent", &indent)?.as_str().to_owned()),
    };
    let mut writer = Writer {
        indent,
        item_separator: args::text(world, "item separator", &item)?,
        key_separator: args::text(world, "key separator", &key)?,
        sort_keys: operators::truth(world, &sort_keys)?,
        skip_keys: operators::truth(world, &skip_keys)?,
        ensure_ascii: operators::truth(world, &ensure_ascii)?,
        allow_nan: operators::truth(world, &allow_nan)?,
        default,
        out: String::new(),
        depth: 0,
    };
    writer.value(world, &object)?;
    Ok(Value::str(writer.out))
}

/// Adds "when serializing list item 1" to an exception on its way up.
fn with_note(world: &mut World, raise: Raise, note: String) -> Raise {
    let Raise::Exception(exception) = &raise else {
        return raise;
    };
    let exception = Value::Exception(exception.clone());
    match call::call_method(world, &exception, "add_note", &[Value::str(note)]) {
        Ok(_) => raise,
        Err(other) => other,
    }
}

impl Writer {
    fn value(&mut self, world: &mut World, value: &Value) -> Outcome<()> {
        world.reserve(self.out.len())?;
        let native = value.unwrapped();
        match &native {
            Value::None => self.out.push_str("null"),
            Value::Bool(true) => self.out.push_str("true"),
            Value::Bool(false) => self.out.push_str("false"),
            Value::Int(..) | Value::Big(_) => {
                let digits = format::integer_text(world, &native)?;
                self.out.push_str(&digits);
            }
            Value::Float(_, number) => {
                let text = self.float(world, *number)?;
                self.out.push_str(&text);
            }
            Value::Str(text) => self.text(text),
            Value::List(_) | Value::Tuple(_) => return self.array(world, value, &native),
            Value::Dict(dict) => return self.object(world, value, dict),
            _ => return self.other(world, value),
        }
        Ok(())
    }

    fn float(&self, world: &mut World, number: f64) -> Outcome<String> {
        let text = if number.is_nan() {
            "NaN"
        } else if number.is_infinite() {
            if number > 0.0 {
                "Infinity"
            } else {
                "-Infinity"
            }
        } else {
            return Ok(float::repr(number));
        };
        if self.allow_nan {
            return Ok(text.to_owned());
        }
        let shown = float::repr(number);
        Err(world.value_error(format!(
            "Out of range float values are not JSON compliant: {shown}"
        )))
    }

    fn text(&mut self, text: &str) {
        self.out.push('"');
        for character in text.chars() {
            match character {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                '\x08' => self.out.push_str("\\b"),
                '\x0c' => self.out.push_str("\\f"),
                ' '..='~' => self.out.push(character),
                _ if character >= ' ' && !self.ensure_ascii => self.out.push(character),
                _ => {
                    let mut units = [0; 2];
                    for unit in character.encode_utf16(&mut units) {
                        self.out.push_str(&format!("\\u{unit:04x}"));
                    }
                }
            }
        }
        self.out.push('"');
    }

    /// A new line, as far in as the depth says.
    fn line(&mut self) {
        if let Some(indent) = &self.indent {
            self.out.push('\n');
            for _ in 0..self.depth {
                self.out.push_str(indent);
            }
        }
    }

    /// What comes before an item: nothing before the first one but its line.
    fn separate(&mut self, first: bool) {
        if !first {
            self.out.push_str(&self.item_separator);
        }
        self.line();
    }

    fn circular(world: &mut World) -> Raise {
        world.value_error("Circular reference detected")
    }

    fn array(&mut self, world: &mut World, value: &Value, native: &Value) -> Outcome<()> {
        if operators::length(world, native)? == 0 {
            self.out.push_str("[]");
            return Ok(());
        }
        let Some(_active) = identity::begin_json(world, native) else {
            return Err(Self::circular(world));
        };
        let _level = identity::enter(world, " while encoding a JSON object")?;
        self.out.push('[');
        self.depth += 1;
        let mut at = 0;
        loop {
            let item = match native {
                Value::List(list) => list.0.borrow().get(at).cloned(),
                Value::Tuple(tuple) => tuple.get(at).cloned(),
                _ => unreachable!("only lists and tuples come here"),
            };
            let Some(item) = item else { break };
            self.separate(at == 0);
            if let Err(raise) = self.value(world, &item) {
                let class = world.class_name(value);
                let note = format!("when serializing {} item {at}", class.as_str());
                return Err(with_note(world, raise, note));
            }
            at += 1;
        }
        self.depth -= 1;
        self.line();
        self.out.push(']');
        Ok(())
    }

    /// A key as text; none for one to be skipped.
    fn key(&mut self, world: &mut World, key: &Value) -> Outcome<Option<Rc<Str>>> {
        let native = key.unwrapped();
        Ok(Some(match &native {
            Value::Str(text) => text.clone(),
            Value::None => Str::new("null"),
            Value::Bool(true) => Str::new("true"),
            Value::Bool(false) => Str::new("false"),
            Value::Int(..) | Value::Big(_) => Str::new(format::integer_text(world, &native)?),
            Value::Float(_, number) => Str::new(self.float(world, *number)?),
            _ if self.skip_keys => return Ok(None),
            _ => {
                let class = world.class_name(key);
                return Err(world.type_error(format!(
                    "keys must be str, int, float, bool or None, not {}",
                    class.as_str()
                )));
            }
        }))
    }

    fn object(
        &mut self,
        world: &mut World,
        value: &Value,
        dict: &Rc<crate::world::dict::Dict>,
    ) -> Outcome<()> {
        if dict.is_empty() {
            self.out.push_str("{}");
            return Ok(());
        }
        let native = Value::Dict(dict.clone());
        let Some(_active) = identity::begin_json(world, &native) else {
            return Err(Self::circular(world));
        };
        let _level = identity::enter(world, " while encoding a JSON object")?;
        let mut items: Vec<(Value, Value)> = dict
            .entries()
            .into_iter()
            .map(|entry| (entry.key, entry.value))
            .collect();
        if self.sort_keys {
            items = sorted(world, items)?;
        }
        self.out.push('{');
        self.depth += 1;
        let mut first = true;
        for (key, item) in items {
            let Some(text) = self.key(world, &key)? else {
                continue;
            };
            self.separate(first);
            first = false;
            self.text(&text);
            self.out.push_str(&self.key_separator);
            if let Err(raise) = self.value(world, &item) {
                let shown = format::repr(world, &key)?;
                let class = world.class_name(value);
                let note = format!(
                    "when serializing {} item {}",
                    class.as_str(),
                    shown.as_str()
                );
                return Err(with_note(world, raise, note));
            }
        }
        self.depth -= 1;
        if !first {
            self.line();
        }
        self.out.push('}');
        Ok(())
    }

    fn other(&mut self, world: &mut World, value: &Value) -> Outcome<()> {
        let active = identity::begin_json(world, value);
        if active.is_none() && !matches!(value, Value::Ellipsis | Value::NotImplemented) {
            return Err(Self::circular(world));
        }
        let _level = identity::enter(world, " while encoding a JSON object")?;
        let replacement = call::call(world, &self.default, std::slice::from_ref(value))?;
        let result = self.value(world, &replacement);
        result.map_err(|raise| {
            let class = world.class_name(value);
            with_note(
                world,
                raise,
                format!("when serializing {} object", class.as_str()),
            )
        })
    }
}

/// Items by their keys; equal keys do not occur. A merge sort, as keys may be any objects.
fn sorted(world: &mut World, mut items: Vec<(Value, Value)>) -> Outcome<Vec<(Value, Value)>> {
    if items.len() < 2 {
        return Ok(items);
    }
    let upper = items.split_off(items.len() / 2);
    let mut left = sorted(world, items)?.into_iter().peekable();
    let mut right = sorted(world, upper)?.into_iter().peekable();
    let mut merged = Vec::with_capacity(left.len() + right.len());
    while let (Some((a, _)), Some((b, _))) = (left.peek(), right.peek()) {
        let next = if operators::less(world, b, a)? {
            right.next()
        } else {
            left.next()
        };
        merged.extend(next);
    }
    merged.extend(left);
    merged.extend(right);
    Ok(merged)
}

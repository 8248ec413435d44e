//! From JSON text to values.

use crate::builtins::args;
use crate::vm::format::{float, identity};
use crate::vm::{call, exception, mapping};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::value::{Args, Outcome, Raise, Str, Value};
use std::rc::Rc;

/// A text being read, and the hooks of `json.loads`.
struct Reader {
    text: Rc<Str>,
    characters: Vec<char>,
    /// Called with message, text and position: makes the JSONDecodeError.
    error: Value,
    strict: bool,
    object_hook: Option<Value>,
    pairs_hook: Option<Value>,
    parse_float: Option<Value>,
    parse_int: Option<Value>,
    parse_constant: Option<Value>,
}

/// `_json.decode(text, start, error, strict, object_hook, object_pairs_hook, parse_float,
/// parse_int, parse_constant)`: the value at `start`, and where it ends.
pub fn decode(world: &mut World, args: Args<'_>) -> Outcome {
    let [
        text,
        start,
        error,
        strict,
        object_hook,
        pairs_hook,
        float,
        int,
        constant,
    ] = args::positional(world, "decode", args, 9)?;
    let text = args::text(world, "text", &text)?;
    let start = crate::vm::operators::index(world, &start)?;
    let Ok(start) = usize::try_from(start) else {
        return Err(world.value_error("idx cannot be negative"));
    };
    let mut reader = Reader {
        characters: text.as_str().chars().collect(),
        text,
        error,
        strict: crate::vm::operators::truth(world, &strict)?,
        object_hook: args::optional(object_hook),
        pairs_hook: args::optional(pairs_hook),
        parse_float: args::optional(float),
        parse_int: args::optional(int),
        parse_constant: args::optional(constant),
    };
    let (value, end) = reader.value(world, start)?;
    Ok(Value::tuple([value, Value::size(end)]))
}

impl Reader {
    fn at(&self, place: usize) -> Option<char> {
        self.characters.get(place).copied()
    }

    fn starts_with(&self, place: usize, word: &str) -> bool {
        word.chars()
            .enumerate()
            .all(|(offset, wanted)| self.at(place + offset) == Some(wanted))
    }

    fn skip_blanks(&self, mut place: usize) -> usize {
        while matches!(self.at(place), Some(' ' | '\t' | '\n' | '\r')) {
            place += 1;
        }
        place
    }

    fn fault(&self, world: &mut World, message: &str, place: usize) -> Raise {
        let args = [
            Value::str(message),
            Value::Str(self.text.clone()),
            Value::size(place),
        ];
        match call::call(world, &self.error, &args) {
            Ok(made) => exception::raise(world, made, None),
            Err(raise) => raise,
        }
    }

    fn value(&mut self, world: &mut World, place: usize) -> Outcome<(Value, usize)> {
        match self.at(place) {
            Some('"') => {
                let (text, end) = self.string(world, place)?;
                return Ok((Value::str(text), end));
            }
            Some('{') => {
                let _level =
                    identity::enter(world, " while decoding a JSON object from a unicode string")?;
                return self.object(world, place + 1);
            }
            Some('[') => {
                let _level =
                    identity::enter(world, " while decoding a JSON array from a unicode string")?;
                return self.array(world, place + 1);
            }
            _ => {}
        }
        for (word, value) in [
            ("null", Value::None),
            ("true", Value::Bool(true)),
            ("false", Value::Bool(false)),
        ] {
            if self.starts_with(place, word) {
                return Ok((value, place + word.len()));
            }
        }
        if let Some(end) = self.integer_end(place) {
            return self.number(world, place, end);
        }
        for (word, number) in [
            ("NaN", f64::NAN),
            ("Infinity", f64::INFINITY),
            ("-Infinity", f64::NEG_INFINITY),
        ] {
            if self.starts_with(place, word) {
                let value = match &self.parse_constant {
                    Some(parse) => call::call(world, parse, &[Value::str(word)])?,
                    None => Value::float(number),
                };
                return Ok((value, place + word.len()));
            }
        }
        Err(self.fault(world, "Expecting value", place))
    }

    /// Where the digits that begin here end.
    fn digits_end(&self, mut place: usize) -> usize {
        while self.at(place).is_some_and(|digit| digit.is_ascii_digit()) {
            place += 1;
        }
        place
    }

    /// Where the integer ends that begins here: `-?(0|[1-9][0-9]*)`.
    fn integer_end(&self, place: usize) -> Option<usize> {
        let first = place + usize::from(self.at(place) == Some('-'));
        match self.at(first) {
            Some('0') => Some(first + 1),
            Some('1'..='9') => Some(self.digits_end(first)),
            _ => None,
        }
    }

    fn number(&self, world: &mut World, place: usize, mut end: usize) -> Outcome<(Value, usize)> {
        let integer_end = end;
        if self.at(end) == Some('.') && self.digits_end(end + 1) > end + 1 {
            end = self.digits_end(end + 1);
        }
        if matches!(self.at(end), Some('e' | 'E')) {
            let digits = end + 1 + usize::from(matches!(self.at(end + 1), Some('+' | '-')));
            if self.digits_end(digits) > digits {
                end = self.digits_end(digits);
            }
        }
        let text: String = self.characters[place..end].iter().collect();
        let is_integer = end == integer_end;
        let parse = if is_integer {
            &self.parse_int
        } else {
            &self.parse_float
        };
        let value = match parse {
            Some(parse) => call::call(world, parse, &[Value::str(text)])?,
            None if is_integer => crate::builtins::int::convert(world, &Value::str(text))?,
            None => Value::float(float::parse(&text).unwrap_or(f64::NAN)),
        };
        Ok((value, end))
    }

    /// The string that begins with the quote here.
    fn string(&self, world: &mut World, begin: usize) -> Outcome<(String, usize)> {
        let unterminated = "Unterminated string starting at";
        let mut out = String::new();
        let mut place = begin + 1;
        loop {
            let Some(character) = self.at(place) else {
                return Err(self.fault(world, unterminated, begin));
            };
            place += 1;
            match character {
                '"' => return Ok((out, place)),
                '\\' => {}
                _ if character < ' ' && self.strict => {
                    return Err(self.fault(world, "Invalid control character at", place - 1));
                }
                _ => {
                    out.push(character);
                    continue;
                }
            }
            let Some(escape) = self.at(place) else {
                return Err(self.fault(world, unterminated, begin));
            };
            place += 1;
            out.push(match escape {
                '"' | '\\' | '/' => escape,
                'b' => '\x08',
                'f' => '\x0c',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => {
                    let (character, end) = self.unicode(world, place)?;
                    place = end;
                    character
                }
                _ => return Err(self.fault(world, "Invalid \\escape", place - 2)),
            });
        }
    }

    /// The four digits behind `\u`; a pair of surrogates is one character.
    fn unicode(&self, world: &mut World, place: usize) -> Outcome<(char, usize)> {
        let Some(first) = self.unit(place) else {
            return Err(self.fault(world, "Invalid \\uXXXX escape", place - 1));
        };
        if (0xd800..0xdc00).contains(&first) && self.starts_with(place + 4, "\\u") {
            match self.unit(place + 6) {
                Some(second @ 0xdc00..=0xdfff) => {
                    let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                    return Ok((char::from_u32(code).unwrap_or('\u{fffd}'), place + 10));
                }
                Some(_) => {}
                None => return Err(self.fault(world, "Invalid \\uXXXX escape", place + 5)),
            }
        }
        // A lone surrogate cannot be held in a text here.
        Ok((char::from_u32(first).unwrap_or('\u{fffd}'), place + 4))
    }

    fn unit(&self, place: usize) -> Option<u32> {
        let mut code = 0;
        for offset in 0..4 {
            code = code * 16 + self.at(place + offset)?.to_digit(16)?;
        }
        Some(code)
    }

    fn array(&mut self, world: &mut World, place: usize) -> Outcome<(Value, usize)> {
        let mut items = Vec::new();
        let mut place = self.skip_blanks(place);
        if self.at(place) == Some(']') {
            return Ok((Value::list(items), place + 1));
        }
        loop {
            let (item, end) = self.value(world, place)?;
            items.push(item);
            place = self.skip_blanks(end);
            match self.at(place) {
                Some(']') => return Ok((Value::list(items), place + 1)),
                Some(',') => {}
                _ => return Err(self.fault(world, "Expecting ',' delimiter", place)),
            }
            let comma = place;
            place = self.skip_blanks(place + 1);
            if self.at(place) == Some(']') {
                let message = "Illegal trailing comma before end of array";
                return Err(self.fault(world, message, comma));
            }
        }
    }

    fn object(&mut self, world: &mut World, place: usize) -> Outcome<(Value, usize)> {
        let expecting_name = "Expecting property name enclosed in double quotes";
        let mut pairs = Vec::new();
        let mut place = self.skip_blanks(place);
        if self.at(place) == Some('}') {
            return Ok((self.finish(world, pairs)?, place + 1));
        }
        loop {
            if self.at(place) != Some('"') {
                return Err(self.fault(world, expecting_name, place));
            }
            let (key, end) = self.string(world, place)?;
            place = self.skip_blanks(end);
            if self.at(place) != Some(':') {
                return Err(self.fault(world, "Expecting ':' delimiter", place));
            }
            place = self.skip_blanks(place + 1);
            let (value, end) = self.value(world, place)?;
            pairs.push((Value::str(key), value));
            place = self.skip_blanks(end);
            match self.at(place) {
                Some('}') => return Ok((self.finish(world, pairs)?, place + 1)),
                Some(',') => {}
                _ => return Err(self.fault(world, "Expecting ',' delimiter", place)),
            }
            let comma = place;
            place = self.skip_blanks(place + 1);
            if self.at(place) == Some('}') {
                let message = "Illegal trailing comma before end of object";
                return Err(self.fault(world, message, comma));
            }
        }
    }

    /// The dict of an object, or what the hooks make of it.
    fn finish(&self, world: &mut World, pairs: Vec<(Value, Value)>) -> Outcome {
        if let Some(hook) = &self.pairs_hook {
            let pairs = pairs
                .into_iter()
                .map(|(key, value)| Value::tuple([key, value]));
            return call::call(world, hook, &[Value::list(pairs.collect())]);
        }
        let dict = Dict::new();
        for (key, value) in pairs {
            mapping::set(world, &dict, key, value)?;
        }
        match &self.object_hook {
            Some(hook) => call::call(world, hook, &[Value::Dict(dict)]),
            None => Ok(Value::Dict(dict)),
        }
    }
}

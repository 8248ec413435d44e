//! Methods of `str` about single characters: upper and lower case, and what kind they are.

use super::{alone, casing};
use crate::vm::format::text;
use crate::world::World;
use crate::world::value::{Args, Native, Outcome, Value};

/// A digraph whose first letter alone is large.
const fn is_titlecase(character: char) -> bool {
    matches!(character, 'ǅ' | 'ǈ' | 'ǋ' | 'ǲ')
}

pub const fn is_cased(character: char) -> bool {
    character.is_uppercase() || character.is_lowercase() || is_titlecase(character)
}

/// Upper case as at the beginning of a word; digraphs have a form of their own.
fn push_title(character: char, out: &mut String) {
    match character {
        'Ǆ' | 'ǅ' | 'ǆ' => out.push('ǅ'),
        'Ǉ' | 'ǈ' | 'ǉ' => out.push('ǈ'),
        'Ǌ' | 'ǋ' | 'ǌ' => out.push('ǋ'),
        'Ǳ' | 'ǲ' | 'ǳ' => out.push('ǲ'),
        'ß' => out.push_str("Ss"),
        _ => casing::push_upper(character, out),
    }
}

fn upper(world: &mut World, args: Args<'_>) -> Outcome {
    let content = alone(world, "upper", args)?;
    Ok(Value::str(casing::upper(content.as_str())))
}

fn lower(world: &mut World, args: Args<'_>) -> Outcome {
    let content = alone(world, "lower", args)?;
    Ok(Value::str(casing::lower(content.as_str())))
}

fn casefold(world: &mut World, args: Args<'_>) -> Outcome {
    let content = alone(world, "casefold", args)?;
    let mut out = String::with_capacity(content.as_str().len());
    let mut upper = String::new();
    for character in content.as_str().chars() {
        match character {
            // The dotless i has no other case to be compared with.
            'ı' => out.push('ı'),
            _ => {
                upper.clear();
                casing::push_upper(character, &mut upper);
                for letter in upper.chars() {
                    casing::push_lower(letter, &mut out);
                }
            }
        }
    }
    Ok(Value::str(out))
}

fn swapcase(world: &mut World, args: Args<'_>) -> Outcome {
    let content = alone(world, "swapcase", args)?;
    let mut out = String::with_capacity(content.as_str().len());
    for character in content.as_str().chars() {
        if character.is_uppercase() {
            casing::push_lower(character, &mut out);
        } else {
            casing::push_upper(character, &mut out);
        }
    }
    Ok(Value::str(out))
}

fn capitalize(world: &mut World, args: Args<'_>) -> Outcome {
    let content = alone(world, "capitalize", args)?;
    let mut characters = content.as_str().chars();
    let mut out = String::with_capacity(content.as_str().len());
    if let Some(first) = characters.next() {
        push_title(first, &mut out);
    }
    out.push_str(&casing::lower(characters.as_str()));
    Ok(Value::str(out))
}

fn title(world: &mut World, args: Args<'_>) -> Outcome {
    let content = alone(world, "title", args)?;
    let mut out = String::with_capacity(content.as_str().len());
    let mut inside = false;
    for character in content.as_str().chars() {
        if inside {
            casing::push_lower(character, &mut out);
        } else {
            push_title(character, &mut out);
        }
        inside = is_cased(character);
    }
    Ok(Value::str(out))
}

macro_rules! tests_of_all {
    ($($function:ident $name:literal $test:expr;)*) => {
        $(
            fn $function(world: &mut World, args: Args<'_>) -> Outcome {
                let content = alone(world, $name, args)?;
                let test: fn(char) -> bool = $test;
                Ok(Value::Bool(!content.is_empty() && content.as_str().chars().all(test)))
            }
        )*
    };
}

tests_of_all! {
    isalpha "isalpha" char::is_alphabetic;
    isdigit "isdigit" text::is_digit;
    isdecimal "isdecimal" |character| text::decimal_digit(character).is_some();
    isnumeric "isnumeric" char::is_numeric;
    isalnum "isalnum" char::is_alphanumeric;
    isspace "isspace" text::is_space;
}

fn isascii(world: &mut World, args: Args<'_>) -> Outcome {
    let content = alone(world, "isascii", args)?;
    Ok(Value::Bool(content.as_str().is_ascii()))
}

fn isprintable(world: &mut World, args: Args<'_>) -> Outcome {
    let content = alone(world, "isprintable", args)?;
    Ok(Value::Bool(
        content.as_str().chars().all(text::is_printable),
    ))
}

fn isidentifier(world: &mut World, args: Args<'_>) -> Outcome {
    let content = alone(world, "isidentifier", args)?;
    let mut characters = content.as_str().chars();
    let begins = |first: char| first == '_' || first.is_alphabetic();
    Ok(Value::Bool(
        characters.next().is_some_and(begins)
            && characters.all(|further| further == '_' || further.is_alphanumeric()),
    ))
}

fn islower(world: &mut World, args: Args<'_>) -> Outcome {
    let content = alone(world, "islower", args)?;
    let mut cased = content
        .as_str()
        .chars()
        .filter(|character| is_cased(*character))
        .peekable();
    Ok(Value::Bool(
        cased.peek().is_some() && cased.all(char::is_lowercase),
    ))
}

fn isupper(world: &mut World, args: Args<'_>) -> Outcome {
    let content = alone(world, "isupper", args)?;
    let mut cased = content
        .as_str()
        .chars()
        .filter(|character| is_cased(*character))
        .peekable();
    Ok(Value::Bool(
        cased.peek().is_some() && cased.all(char::is_uppercase),
    ))
}

fn istitle(world: &mut World, args: Args<'_>) -> Outcome {
    let content = alone(world, "istitle", args)?;
    let (mut inside, mut any) = (false, false);
    for character in content.as_str().chars() {
        let begins = character.is_uppercase() || is_titlecase(character);
        if begins && inside || character.is_lowercase() && !inside {
            return Ok(Value::Bool(false));
        }
        inside = is_cased(character);
        any |= inside;
    }
    Ok(Value::Bool(any))
}

pub static METHODS: &[Native] = &[
    Native::function("upper", upper),
    Native::function("lower", lower),
    Native::function("casefold", casefold),
    Native::function("swapcase", swapcase),
    Native::function("capitalize", capitalize),
    Native::function("title", title),
    Native::function("isalpha", isalpha),
    Native::function("isdigit", isdigit),
    Native::function("isdecimal", isdecimal),
    Native::function("isnumeric", isnumeric),
    Native::function("isalnum", isalnum),
    Native::function("isspace", isspace),
    Native::function("isascii", isascii),
    Native::function("isprintable", isprintable),
    Native::function("isidentifier", isidentifier),
    Native::function("islower", islower),
    Native::function("isupper", isupper),
    Native::function("istitle", istitle),
];

//! Values of literals: numbers, strings, docstrings.

use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::Num as _;
use ruff_python_ast::{Int, Number};

use crate::code::Const;

/// Most digits of a decimal integer in the text, as CPython's `int_max_str_digits`.
const MAX_DIGITS: usize = 4300;

/// Why a number has no constant.
pub enum NumberError {
    Complex,
    /// Digits of a decimal integer that is too long.
    TooLong(usize),
}

/// The constant of a number, negated where a sign belongs to the literal.
pub fn number(number: &Number, negative: bool) -> Result<Const, NumberError> {
    match number {
        Number::Int(int) => integer(int, negative),
        Number::Float(value) => Ok(Const::Float(if negative { -value } else { *value })),
        Number::Complex { .. } => Err(NumberError::Complex),
    }
}

fn integer(int: &Int, negative: bool) -> Result<Const, NumberError> {
    if let Some(value) = int.as_u64() {
        let value = if negative {
            -i128::from(value)
        } else {
            i128::from(value)
        };
        return Ok(match i64::try_from(value) {
            Ok(value) => Const::Int(value),
            Err(_) => Const::BigInt(value.to_string().into()),
        });
    }
    let text = int.to_string().replace('_', "").to_ascii_lowercase();
    let (digits, radix) = match text.get(..2) {
        Some("0x") => (&text[2..], 16),
        Some("0o") => (&text[2..], 8),
        Some("0b") => (&text[2..], 2),
        _ => (text.as_str(), 10),
    };
    // A binary literal has about 3.3 digits for each decimal one.
    if digits.len() > MAX_DIGITS * 10 / 3 || (radix == 10 && digits.len() > MAX_DIGITS) {
        return Err(NumberError::TooLong(digits.len()));
    }
    let sign = if negative { "-" } else { "" };
    if radix == 10 {
        return Ok(Const::BigInt(
            format!("{sign}{}", digits.trim_start_matches('0')).into(),
        ));
    }
    match BigInt::from_str_radix(digits, radix) {
        Ok(value) => Ok(Const::BigInt(format!("{sign}{value}").into())),
        Err(_) => unreachable!("the lexer took only digits of the radix"),
    }
}

/// A docstring without the indentation that its lines share, as CPython 3.13 and later keep it.
pub fn clean_doc(text: &str) -> Rc<str> {
    let expanded = expand_tabs(text);
    let mut lines = expanded.split('\n');
    let first = lines.next().unwrap_or("").trim_start_matches(' ');
    let rest: Vec<&str> = lines.collect();
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let filled = rest.iter().filter(|line| indent(line) < line.len());
    let margin = filled.map(|line| indent(line)).min().unwrap_or(0);
    let mut cleaned = first.to_owned();
    for line in rest {
        cleaned.push('\n');
        cleaned.push_str(&line[margin.min(indent(line))..]);
    }
    cleaned.into()
}

fn expand_tabs(text: &str) -> String {
    if !text.contains('\t') {
        return text.to_owned();
    }
    let mut expanded = String::with_capacity(text.len());
    let mut column = 0;
    for character in text.chars() {
        match character {
            '\t' => {
                let width = 8 - column % 8;
                expanded.extend(std::iter::repeat_n(' ', width));
                column += width;
            }
            '\n' | '\r' => {
                expanded.push(character);
                column = 0;
            }
            _ => {
                expanded.push(character);
                column += 1;
            }
        }
    }
    expanded
}

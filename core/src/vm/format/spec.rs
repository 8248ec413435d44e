//! The format mini-language: `f"{value:>10,.2f}"`.
//!
//! In: a text or a number, and a specifier. Out: the padded text, or what CPython complains about.
//! Nothing here can run code of the program.

use super::float::{self, Style};
use super::{TOO_MANY_DIGITS, digits};
use crate::vm::operators::Number;
use crate::vm::operators::number::too_large_for_float;
use crate::world::World;
use crate::world::value::{Raise, Str};
use num_bigint::{BigInt, Sign};
use std::fmt::Write as _;

/// What is wrong with a specifier, or with the value for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// ValueError.
    Value(String),
    /// OverflowError.
    Overflow(String),
    /// An `int` that no float can hold, for a type that formats floats.
    TooLarge,
    /// The result would have this many characters.
    Size(usize),
}

impl Fault {
    /// The exception for it, or the end of the run.
    pub fn raise(self, world: &mut World) -> Raise {
        match self {
            Self::Value(message) => world.value_error(message),
            Self::Overflow(message) => world.error("OverflowError", message),
            Self::TooLarge => too_large_for_float(world),
            Self::Size(items) => match world.reserve(items) {
                Err(raise) => raise,
                Ok(()) => unreachable!("only sizes beyond the limit are faults"),
            },
        }
    }
}

fn value_fault<T>(message: impl Into<String>) -> Result<T, Fault> {
    Err(Fault::Value(message.into()))
}

/// A specifier taken apart.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    pub fill: char,
    /// `<`, `>`, `^` or `=`.
    pub align: char,
    pub sign: Option<char>,
    pub no_negative_zero: bool,
    pub alternate: bool,
    pub width: usize,
    pub grouping: Option<char>,
    pub precision: Option<usize>,
    /// The separator of the digits behind the point.
    pub fraction_grouping: Option<char>,
    pub kind: Option<char>,
}

/// Reads the characters of a specifier one after another.
struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn take(&mut self, wanted: char) -> bool {
        match self.rest.strip_prefix(wanted) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn number(&mut self) -> Result<Option<usize>, Fault> {
        let end = self
            .rest
            .find(|digit: char| !digit.is_ascii_digit())
            .unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        if digits.is_empty() {
            return Ok(None);
        }
        match digits.parse::<i64>() {
            Ok(number) => Ok(usize::try_from(number).ok()),
            Err(_) => value_fault("Too many decimal digits in format string"),
        }
    }

    /// One separator of digits; a second one is a mistake.
    fn grouping(&mut self) -> Result<Option<char>, Fault> {
        let mut found = None;
        if self.take(',') {
            found = Some(',');
        }
        if self.take('_') {
            if found.is_some() {
                return value_fault("Cannot specify both ',' and '_'.");
            }
            found = Some('_');
        }
        if self.peek() == Some(',') && found == Some('_') {
            return value_fault("Cannot specify both ',' and '_'.");
        }
        Ok(found)
    }
}

const fn is_align(character: char) -> bool {
    matches!(character, '<' | '>' | '^' | '=')
}

impl Spec {
    /// Takes a specifier apart for a value of this class.
    ///
    /// # Errors
    /// A ValueError in CPython's words.
    pub fn parse(text: &str, class: &str, default_align: char) -> Result<Self, Fault> {
        let mut spec = Self {
            fill: ' ',
            align: default_align,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: 0,
            grouping: None,
            precision: None,
            fraction_grouping: None,
            kind: None,
        };
        let mut reader = Reader { rest: text };
        let mut characters = text.chars();
        let (first, second) = (characters.next(), characters.next());
        let (mut has_fill, mut has_align) = (false, false);
        if let (Some(fill), Some(align)) = (first, second)
            && is_align(align)
        {
            (spec.fill, spec.align) = (fill, align);
            (has_fill, has_align) = (true, true);
            reader.rest = characters.as_str();
        } else if let Some(align) = first
            && is_align(align)
        {
            spec.align = align;
            has_align = true;
            reader.take(align);
        }
        spec.sign = reader.peek().filter(|sign| matches!(sign, '+' | '-' | ' '));
        if let Some(sign) = spec.sign {
            reader.take(sign);
        }
        spec.no_negative_zero = reader.take('z');
        spec.alternate = reader.take('#');
        if !has_fill && reader.take('0') {
            spec.fill = '0';
            if !has_align && default_align == '>' {
                spec.align = '=';
            }
        }
        spec.width = reader.number()?.unwrap_or(0);
        spec.grouping = reader.grouping()?;
        if reader.take('.') {
            spec.precision = reader.number()?;
            spec.fraction_grouping = reader.grouping()?;
            if spec.precision.is_none() && spec.fraction_grouping.is_none() {
                return value_fault("Format specifier missing precision");
            }
        }
        let mut rest = reader.rest.chars();
        spec.kind = rest.next();
        if rest.next().is_some() {
            return value_fault(format!(
                "Invalid format specifier '{text}' for object of type '{class}'"
            ));
        }
        spec.check_grouping(if default_align == '<' { 's' } else { 'd' })?;
        Ok(spec)
    }

    fn check_grouping(&self, default: char) -> Result<(), Fault> {
        let kind = self.kind.unwrap_or(default);
        let allowed = match kind {
            'd' | 'e' | 'f' | 'g' | 'E' | 'F' | 'G' | '%' => true,
            'b' | 'o' | 'x' | 'X' => self.grouping != Some(','),
            _ => false,
        };
        match self.grouping {
            Some(separator) if !allowed => value_fault(format!(
                "Cannot specify '{separator}' with '{}'.",
                shown_code(kind)
            )),
            _ => Ok(()),
        }
    }

    fn check_size(&self, limit: usize) -> Result<(), Fault> {
        let size = self.width.max(self.precision.unwrap_or(0));
        if size > limit {
            Err(Fault::Size(size))
        } else {
            Ok(())
        }
    }

    /// A text in its field.
    fn pad(&self, text: &str) -> String {
        let length = text.chars().count();
        let missing = self.width.saturating_sub(length);
        let left = match self.align {
            '<' => 0,
            '^' => missing / 2,
            _ => missing,
        };
        let mut out = String::with_capacity(text.len() + missing * self.fill.len_utf8());
        out.extend(std::iter::repeat_n(self.fill, left));
        out.push_str(text);
        out.extend(std::iter::repeat_n(self.fill, missing - left));
        out
    }

    /// A number in its field: sign and prefix, digits with separators, the rest.
    fn assemble(&self, negative: bool, prefix: &str, number: &str, every: usize) -> String {
        let mut head = String::new();
        match (negative, self.sign) {
            (true, _) => head.push('-'),
            (false, Some(sign @ ('+' | ' '))) => head.push(sign),
            _ => {}
        }
        head.push_str(prefix);
        let end = number
            .find(|digit: char| !digit.is_ascii_hexdigit() || (every == 3 && digit == 'e'))
            .unwrap_or(number.len());
        let (whole, tail) = number.split_at(end);
        let tail = self.group_fraction(tail);
        let zeros = if self.fill == '0' && self.align == '=' {
            self.width.saturating_sub(head.len() + tail.len())
        } else {
            0
        };
        let whole = match self.grouping {
            Some(separator) if !whole.is_empty() => group(whole, separator, every, zeros),
            _ => whole.to_owned(),
        };
        if self.align == '=' {
            let missing = self
                .width
                .saturating_sub(head.len() + whole.len() + tail.len());
            head.extend(std::iter::repeat_n(self.fill, missing));
            return head + &whole + &tail;
        }
        self.pad(&(head + &whole + &tail))
    }

    /// Separators behind the point, counted from it.
    fn group_fraction(&self, tail: &str) -> String {
        let (Some(separator), Some(fraction)) = (self.fraction_grouping, tail.strip_prefix('.'))
        else {
            return tail.to_owned();
        };
        let end = fraction
            .find(|digit: char| !digit.is_ascii_digit())
            .unwrap_or(fraction.len());
        let mut out = String::from(".");
        for (at, digit) in fraction[..end].chars().enumerate() {
            if at > 0 && at.is_multiple_of(3) {
                out.push(separator);
            }
            out.push(digit);
        }
        out.push_str(&fraction[end..]);
        out
    }
}

/// Digits with separators, filled up with zeros to a least width.
fn group(digits: &str, separator: char, every: usize, width: usize) -> String {
    let mut count = digits.len();
    while count + (count - 1) / every < width {
        count += 1;
    }
    let zeros = count - digits.len();
    let mut out = String::with_capacity(count + count / every);
    for (at, digit) in std::iter::repeat_n('0', zeros)
        .chain(digits.chars())
        .enumerate()
    {
        if at > 0 && (count - at).is_multiple_of(every) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// A `str` by a specifier.
///
/// # Errors
/// A ValueError in CPython's words; a size beyond `limit`.
pub fn of_text(content: &Str, text: &str, class: &str, limit: usize) -> Result<String, Fault> {
    let spec = Spec::parse(text, class, '<')?;
    match spec.kind {
        None | Some('s') => {}
        Some(kind) => return unknown_code(kind, class),
    }
    match spec.sign {
        Some(' ') => return value_fault("Space not allowed in string format specifier"),
        Some(_) => return value_fault("Sign not allowed in string format specifier"),
        None => {}
    }
    if spec.no_negative_zero {
        return value_fault("Negative zero coercion (z) not allowed in string format specifier");
    }
    if spec.alternate {
        return value_fault("Alternate form (#) not allowed in string format specifier");
    }
    if spec.align == '=' {
        return value_fault("'=' alignment not allowed in string format specifier");
    }
    spec.check_size(limit.max(content.len()))?;
    match spec.precision {
        Some(most) if most < content.len() => {
            let cut: String = content.as_str().chars().take(most).collect();
            Ok(spec.pad(&cut))
        }
        _ => Ok(spec.pad(content)),
    }
}

/// The type of a specifier as messages show it.
fn shown_code(kind: char) -> String {
    match kind {
        '!'..='\x7f' => kind.to_string(),
        _ => format!("\\x{:x}", u32::from(kind)),
    }
}

fn unknown_code<T>(kind: char, class: &str) -> Result<T, Fault> {
    let kind = shown_code(kind);
    value_fault(format!(
        "Unknown format code '{kind}' for object of type '{class}'"
    ))
}

/// A number by a specifier that is not empty.
///
/// # Errors
/// As CPython's exceptions; a size beyond `limit`.
pub fn of_number(
    number: Number<'_>,
    text: &str,
    class: &str,
    limit: usize,
) -> Result<String, Fault> {
    let spec = Spec::parse(text, class, '>')?;
    spec.check_size(limit)?;
    if let Number::Float(number) = number {
        return float_by(&spec, number, class);
    }
    match spec.kind {
        None | Some('b' | 'c' | 'd' | 'o' | 'x' | 'X' | 'n') => integer_by(&spec, number),
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => match number.to_float() {
            Some(number) => float_by(&spec, number, class),
            None => Err(Fault::TooLarge),
        },
        Some(kind) => unknown_code(kind, class),
    }
}

fn integer_by(spec: &Spec, number: Number<'_>) -> Result<String, Fault> {
    if spec.precision.is_some() {
        return value_fault("Precision not allowed in integer format specifier");
    }
    if spec.no_negative_zero {
        return value_fault("Negative zero coercion (z) not allowed in integer format specifier");
    }
    if spec.kind == Some('c') {
        if spec.sign.is_some() {
            return value_fault("Sign not allowed with integer format specifier 'c'");
        }
        if spec.alternate {
            return value_fault("Alternate form (#) not allowed with integer format specifier 'c'");
        }
        let character = match number {
            Number::Int(code) => u32::try_from(code).ok().and_then(char::from_u32),
            _ => None,
        };
        return match character {
            Some(character) => Ok(spec.pad(&character.to_string())),
            None if matches!(number, Number::Big(_)) => Err(Fault::Overflow(
                "Python int too large to convert to C long".to_owned(),
            )),
            None => Err(Fault::Overflow("%c arg not in range(0x110000)".to_owned())),
        };
    }
    let radix = match spec.kind {
        Some('b') => 2,
        Some('o') => 8,
        Some('x' | 'X') => 16,
        _ => 10,
    };
    let (negative, digits) = integer_digits(number, radix)?;
    let (digits, prefix) = match (spec.kind, spec.alternate) {
        (Some('X'), true) => (digits.to_ascii_uppercase(), "0X"),
        (Some('X'), false) => (digits.to_ascii_uppercase(), ""),
        (Some('b'), true) => (digits, "0b"),
        (Some('o'), true) => (digits, "0o"),
        (Some('x'), true) => (digits, "0x"),
        _ => (digits, ""),
    };
    let every = if radix == 10 { 3 } else { 4 };
    Ok(spec.assemble(negative, prefix, &digits, every))
}

/// Sign and digits of an integer.
///
/// # Errors
/// ValueError where a decimal text would be too long.
pub fn integer_digits(number: Number<'_>, radix: u32) -> Result<(bool, String), Fault> {
    match number {
        Number::Int(small) => {
            let size = small.unsigned_abs();
            let mut out = String::new();
            let written = match radix {
                2 => write!(out, "{size:b}"),
                8 => write!(out, "{size:o}"),
                16 => write!(out, "{size:x}"),
                _ => write!(out, "{size}"),
            };
            debug_assert!(written.is_ok(), "a String takes everything");
            Ok((small < 0, out))
        }
        Number::Big(big) => {
            let negative = big.sign() == Sign::Minus;
            let text = if radix == 10 {
                match digits(big) {
                    Some(text) => text,
                    None => return value_fault(TOO_MANY_DIGITS),
                }
            } else {
                BigInt::to_str_radix(big, radix)
            };
            Ok((negative, text.trim_start_matches('-').to_owned()))
        }
        Number::Float(_) => unreachable!("floats are formatted elsewhere"),
    }
}

fn float_by(spec: &Spec, number: f64, class: &str) -> Result<String, Fault> {
    let (style, default) = match spec.kind {
        None if spec.precision.is_some() => (Style::GeneralWithPoint, 6),
        None => (Style::Shortest, 0),
        Some('f' | 'F' | '%') => (Style::Fixed, 6),
        Some('e' | 'E') => (Style::Exponent, 6),
        Some('g' | 'G' | 'n') => (Style::General, 6),
        Some(kind) => return unknown_code(kind, class),
    };
    let precision = spec.precision.unwrap_or(default);
    let number = if spec.kind == Some('%') {
        number * 100.0
    } else {
        number
    };
    Ok(float_text(spec, number, style, precision))
}

/// A float in its field.
#[must_use]
pub fn float_text(spec: &Spec, number: f64, style: Style, precision: usize) -> String {
    let mut negative = number.is_sign_negative() && !number.is_nan();
    let mut text = if number.is_nan() {
        "nan".to_owned()
    } else if number.is_infinite() {
        "inf".to_owned()
    } else {
        float::magnitude(number, style, precision, spec.alternate)
    };
    if spec.no_negative_zero && !text.contains(|digit: char| matches!(digit, '1'..='9')) {
        negative = negative && !number.is_finite();
    }
    if matches!(spec.kind, Some('E' | 'F' | 'G')) {
        text.make_ascii_uppercase();
    }
    if spec.kind == Some('%') {
        text.push('%');
    }
    if !number.is_finite() {
        // "inf" has no digits to be grouped.
        let plain = Spec {
            grouping: None,
            fraction_grouping: None,
            ..*spec
        };
        return plain.assemble(negative, "", &text, 3);
    }
    spec.assemble(negative, "", &text.replace('E', "e"), 3)
        .replace(
            'e',
            if matches!(spec.kind, Some('E' | 'G')) {
                "E"
            } else {
                "e"
            },
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cases: &[(Number<'_>, &str, &str)]) {
        for (number, spec, expected) in cases {
            let text = of_number(*number, spec, "int", 1 << 20);
            assert_eq!(text.as_deref(), Ok(*expected), "{spec}");
        }
    }

    #[test]
    fn integers() {
        let big = BigInt::from(2).pow(70);
        check(&[
            (Number::Int(1_234_567), ",", "1,234,567"),
            (Number::Int(1_234_567), "_", "1_234_567"),
            (Number::Int(1_234_567), "015,", "000,001,234,567"),
            (Number::Int(123), "04,", "0,123"),
            (Number::Int(-1_234_567), "=+12", "-    1234567"),
            (Number::Int(255), "#06x", "0x00ff"),
            (Number::Int(255), "#X", "0XFF"),
            (Number::Int(0xdead_beef), "_x", "dead_beef"),
            (Number::Int(5), "08b", "00000101"),
            (Number::Int(65), "c", "A"),
            (Number::Int(65), ">3c", "  A"),
            (Number::Int(42), "^10", "    42    "),
            (Number::Int(42), "*<6", "42****"),
            (Number::Int(42), " ", " 42"),
            (Number::Int(3), "5.1f", "  3.0"),
            (Number::Int(1), "%", "100.000000%"),
            (Number::Big(&big), ",", "1,180,591,620,717,411,303,424"),
        ]);
    }

    #[test]
    fn floats() {
        let number = Number::Float(7.654_321_09);
        check(&[
            (number, ".2f", "7.65"),
            (number, "10.3f", "     7.654"),
            (number, "+.1f", "+7.7"),
            (number, "e", "7.654321e+00"),
            (number, ".3G", "7.65"),
            (number, "08.2f", "00007.65"),
            (Number::Float(-3.5), "08.2f", "-0003.50"),
            (Number::Float(0.256), ".1%", "25.6%"),
            (Number::Float(1e10), "E", "1.000000E+10"),
            (Number::Float(1_234_567.891), ",.2f", "1,234,567.89"),
        ]);
        check(&[
            (Number::Float(1_234_567.891), "016,.2f", "0,001,234,567.89"),
            (Number::Float(f64::INFINITY), "06", "000inf"),
            (Number::Float(f64::NAN), "+F", "+NAN"),
            (Number::Float(-0.001), "z.1f", "0.0"),
            (Number::Float(1.0), "5", "  1.0"),
            (Number::Float(0.123_456_789), ".9_f", "0.123_456_789"),
            (Number::Float(1e100), ",", "1e+100"),
            (Number::Float(1234.0), ".4", "1.234e+03"),
        ]);
    }

    #[test]
    fn texts() {
        let ada = Str::new("Ada");
        for (spec, expected) in [
            (">8", "     Ada"),
            ("*^9", "***Ada***"),
            (".2", "Ad"),
            ("08", "Ada00000"),
            ("s", "Ada"),
        ] {
            assert_eq!(of_text(&ada, spec, "str", 1 << 20).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn complaints() {
        let text = |spec: &str| of_text(&Str::new("a"), spec, "str", 100);
        let number = |spec: &str| of_number(Number::Int(1), spec, "int", 100);
        let fault = |message: &str| Err(Fault::Value(message.to_owned()));
        assert_eq!(
            text("d"),
            fault("Unknown format code 'd' for object of type 'str'")
        );
        assert_eq!(text(","), fault("Cannot specify ',' with 's'."));
        assert_eq!(
            text("=5"),
            fault("'=' alignment not allowed in string format specifier")
        );
        assert_eq!(
            number("yy"),
            fault("Invalid format specifier 'yy' for object of type 'int'")
        );
        assert_eq!(
            number(".3"),
            fault("Precision not allowed in integer format specifier")
        );
        assert_eq!(number(",_"), fault("Cannot specify both ',' and '_'."));
        assert_eq!(number(",x"), fault("Cannot specify ',' with 'x'."));
        assert_eq!(number("101"), Err(Fault::Size(101)));
        assert_eq!(
            number("99999999999999999999"),
            fault("Too many decimal digits in format string")
        );
    }
}

//! Texts of floats and texts to floats, digit for digit as CPython.
//!
//! The digits come from Rust's formatting, which is exact: shortest for `repr`, correctly rounded
//! (ties to even on the exact binary value) for a given number of digits. What is CPython's own is
//! where the exponent starts, and how it is written.

/// Decimal digits without leading zeros, and where the point stands: `0.d1d2d3… × 10^point`.
struct Digits {
    digits: String,
    point: i32,
}

/// `1.25e-7` taken apart.
fn split(scientific: &str) -> Digits {
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    Digits {
        digits,
        point: exponent.parse().unwrap_or(0) + 1,
    }
}

/// The shortest digits that give the number again. Where two texts of one length lie equally near,
/// Rust takes the greater and CPython the one with an even last digit.
fn shortest(number: f64) -> Digits {
    let found = format!("{number:e}");
    let digits = split(&found);
    if digits.digits.len() > 1 {
        let even = format!("{number:.*e}", digits.digits.len() - 1);
        if even != found && even.parse() == Ok(number) {
            return split(&even);
        }
    }
    digits
}

/// `repr(number)`.
#[must_use]
pub fn repr(number: f64) -> String {
    if !number.is_finite() {
        return special(number);
    }
    let Digits { digits, point } = shortest(number.abs());
    let sign = if number.is_sign_negative() { "-" } else { "" };
    if point <= -4 || point > 16 {
        format!("{sign}{}", with_exponent(&digits, point - 1, 'e', false))
    } else {
        format!("{sign}{}", with_point(&digits, point, true))
    }
}

/// `nan`, `inf`, `-inf`.
fn special(number: f64) -> String {
    let text = if number.is_nan() {
        "nan"
    } else if number > 0.0 {
        "inf"
    } else {
        "-inf"
    };
    text.to_owned()
}

/// Digits with the point in its place; `.0` at the end of a whole number where wanted.
fn with_point(digits: &str, point: i32, always: bool) -> String {
    let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    if point <= 0 {
        let zeros = "0".repeat(point.unsigned_abs() as usize);
        return format!("0.{zeros}{digits}");
    }
    if point >= count {
        let zeros = "0".repeat((point - count).unsigned_abs() as usize);
        let end = if always { ".0" } else { "" };
        return format!("{digits}{zeros}{end}");
    }
    let (whole, rest) = digits.split_at(point.unsigned_abs() as usize);
    format!("{whole}.{rest}")
}

/// `d.ddde+XX`
fn with_exponent(digits: &str, exponent: i32, letter: char, point: bool) -> String {
    let (first, rest) = digits.split_at(1);
    let sign = if exponent < 0 { '-' } else { '+' };
    let dot = if rest.is_empty() && !point { "" } else { "." };
    format!(
        "{first}{dot}{rest}{letter}{sign}{:02}",
        exponent.unsigned_abs()
    )
}

/// How a float is written: the type of a format specifier.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// `f`: a fixed number of digits behind the point.
    Fixed,
    /// `e`: one digit before the point, and an exponent.
    Exponent,
    /// `g`: a number of significant digits, in whichever way is shorter.
    General,
    /// As `g`, but a whole number keeps `.0`: a precision without a type.
    GeneralWithPoint,
    /// As `repr`: neither type nor precision.
    Shortest,
}

/// Beyond this many decimals every float has only zeros.
const MOST_DECIMALS: usize = 1100;

/// The magnitude of a finite float; `alternate` keeps the point and the zeros behind it.
#[must_use]
pub fn magnitude(number: f64, style: Style, precision: usize, alternate: bool) -> String {
    let number = number.abs();
    let exact = precision.min(MOST_DECIMALS);
    match style {
        Style::Fixed => {
            let mut text = format!("{number:.exact$}");
            text.extend(std::iter::repeat_n('0', precision - exact));
            if precision == 0 && alternate {
                text.push('.');
            }
            text
        }
        Style::Exponent => {
            let Digits { mut digits, point } = split(&format!("{number:.exact$e}"));
            digits.extend(std::iter::repeat_n('0', precision - exact));
            with_exponent(&digits, point - 1, 'e', alternate)
        }
        Style::General | Style::GeneralWithPoint => general(
            number,
            precision,
            alternate,
            style == Style::GeneralWithPoint,
        ),
        Style::Shortest => {
            let text = repr(number);
            if alternate && !text.contains('.') {
                return text.replacen('e', ".e", 1);
            }
            text
        }
    }
}

fn general(number: f64, precision: usize, alternate: bool, keep_point: bool) -> String {
    let precision = precision.max(1);
    let exact = (precision - 1).min(MOST_DECIMALS);
    let Digits { mut digits, point } = split(&format!("{number:.exact$e}"));
    let most = i32::try_from(precision).unwrap_or(i32::MAX);
    if alternate {
        digits.extend(std::iter::repeat_n('0', precision - digits.len()));
    } else {
        let kept = digits.trim_end_matches('0').len().max(1);
        digits.truncate(kept);
    }
    if point <= -4 || point > most - i32::from(keep_point) {
        return with_exponent(&digits, point - 1, 'e', alternate);
    }
    let mut text = with_point(&digits, point, keep_point);
    if alternate && !text.contains('.') {
        text.push('.');
    }
    text
}

/// `round(number, digits)`: half to even on the exact value; none where the result is too large.
#[must_use]
pub fn round(number: f64, digits: i64) -> Option<f64> {
    if !number.is_finite() || digits > 323 || number == 0.0 {
        return Some(number);
    }
    if digits < -308 {
        return Some(0.0_f64.copysign(number));
    }
    if let Ok(decimals) = usize::try_from(digits) {
        let rounded: f64 = format!("{number:.decimals$}").parse().unwrap_or(number);
        return rounded.is_finite().then_some(rounded);
    }
    let places = i32::try_from(digits.unsigned_abs()).unwrap_or(i32::MAX);
    // Digits before the point, and how many of them stay.
    let Digits { point, .. } = split(&format!("{:e}", number.abs()));
    let kept = point - places;
    if kept < 0 {
        return Some(0.0_f64.copysign(number));
    }
    let rounded = if kept == 0 {
        // Rounds to nothing or to 1: five and only zeros behind it go to the even nothing.
        let half = format!("5e{}", places - 1);
        let up = number.abs() > half.parse().unwrap_or(f64::INFINITY);
        if up {
            format!("1e{places}").parse().unwrap_or(f64::INFINITY)
        } else {
            0.0
        }
    } else {
        let decimals = usize::try_from(kept - 1).unwrap_or(0);
        format!("{:.decimals$e}", number.abs())
            .parse()
            .unwrap_or(f64::INFINITY)
    };
    rounded.is_finite().then_some(rounded.copysign(number))
}

/// `float(text)`; none where the text is no float.
#[must_use]
pub fn parse(text: &str) -> Option<f64> {
    let text = text.trim_matches(super::text::is_space);
    let mut plain = String::with_capacity(text.len());
    let mut before = ' ';
    for character in text.chars() {
        match super::text::decimal_digit(character) {
            Some(digit) => plain.push(char::from_digit(digit, 10)?),
            None if character == '_' => {
                if !before.is_ascii_digit() {
                    return None;
                }
            }
            None => {
                if before == '_' {
                    return None;
                }
                plain.push(character);
            }
        }
        before = if character == '_' {
            '_'
        } else {
            plain.chars().next_back()?
        };
    }
    if before == '_' {
        return None;
    }
    plain.parse().ok()
}

/// `float.hex()`.
#[must_use]
pub fn hex(number: f64) -> String {
    if !number.is_finite() {
        return special(number);
    }
    let sign = if number.is_sign_negative() { "-" } else { "" };
    if number == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = number.to_bits();
    let exponent = i64::try_from((bits >> 52) & 0x7ff).unwrap_or(0);
    let mantissa = bits & 0x000f_ffff_ffff_ffff;
    let (lead, power) = if exponent == 0 {
        (0, -1022)
    } else {
        (1, exponent - 1023)
    };
    format!("{sign}0x{lead}.{mantissa:013x}p{power:+}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repr_is_the_shortest_text_with_pythons_exponents() {
        for (number, text) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (123_456_789_012_345_680.0, "1.2345678901234568e+17"),
            (1e-4, "0.0001"),
            (1e-5, "1e-05"),
            (5e-324, "5e-324"),
            (1.797_693_134_862_315_7e308, "1.7976931348623157e+308"),
            (f64::NAN, "nan"),
            (f64::NEG_INFINITY, "-inf"),
            (100.0, "100.0"),
            (12.5, "12.5"),
        ] {
            assert_eq!(repr(number), text);
        }
    }

    #[test]
    fn fixed_digits_are_rounded_half_to_even_on_the_exact_value() {
        for (number, precision, text) in [
            (0.5, 0, "0"),
            (1.5, 0, "2"),
            (2.5, 0, "2"),
            (0.125, 2, "0.12"),
            (0.375, 2, "0.38"),
            (2.675, 2, "2.67"),
            (1e22, 1, "10000000000000000000000.0"),
            (0.1, 20, "0.10000000000000000555"),
            (1.5, 1200, &format!("1.5{}", "0".repeat(1199))),
        ] {
            assert_eq!(magnitude(number, Style::Fixed, precision, false), text);
        }
        assert_eq!(magnitude(2.5, Style::Fixed, 0, true), "2.");
        assert_eq!(magnitude(25.0, Style::Exponent, 0, false), "2e+01");
        assert_eq!(magnitude(35.0, Style::Exponent, 0, true), "4.e+01");
    }

    #[test]
    fn general_style_chooses_the_shorter_way() {
        for (number, precision, alternate, text) in [
            (100_000.0, 6, false, "100000"),
            (1e6, 6, false, "1e+06"),
            (0.0001, 6, false, "0.0001"),
            (0.00001, 6, false, "1e-05"),
            (7.654_321, 3, false, "7.65"),
            (1.0, 6, true, "1.00000"),
            (1e10, 3, true, "1.00e+10"),
            (0.0, 6, false, "0"),
        ] {
            assert_eq!(
                magnitude(number, Style::General, precision, alternate),
                text
            );
        }
        assert_eq!(
            magnitude(1234.0, Style::GeneralWithPoint, 4, false),
            "1.234e+03"
        );
        assert_eq!(magnitude(123.0, Style::GeneralWithPoint, 4, false), "123.0");
    }

    #[test]
    fn rounding() {
        for (number, digits, expected) in [
            (2.675, 2, 2.67),
            (1234.5, -2, 1200.0),
            (1250.0, -2, 1200.0),
            (1350.0, -2, 1400.0),
            (50.0, -2, 0.0),
            (50.000_001, -2, 100.0),
            (5e20, -21, 0.0),
            (-0.04, 1, -0.0),
            (1.5, 400, 1.5),
            (0.5, 0, 0.0),
            (1.5, 0, 2.0),
        ] {
            assert_eq!(round(number, digits), Some(expected), "{number} {digits}");
        }
        assert_eq!(round(1.797_693_134_862_315_7e308, -308), None);
    }

    #[test]
    fn texts_become_floats() {
        for (text, number) in [
            (" 1.5 ", Some(1.5)),
            ("1_0.5", Some(10.5)),
            ("1__0", None),
            ("_1", None),
            ("1_", None),
            ("1_.5", None),
            ("1e", None),
            ("1e5", Some(1e5)),
            (".5", Some(0.5)),
            ("5.", Some(5.0)),
            (".", None),
            ("", None),
            ("0x10", None),
            ("٣.٥", Some(3.5)),
            ("-Infinity", Some(f64::NEG_INFINITY)),
        ] {
            assert_eq!(parse(text), number, "{text}");
        }
        assert_eq!(hex(0.1), "0x1.999999999999ap-4");
        assert_eq!(hex(1.5), "0x1.8000000000000p+0");
    }
}

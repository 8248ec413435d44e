//! Numbers and names as short as a token needs them.

/// Seconds that remain, for the middle of a ring: one decimal, more where that would be 0.0.
#[must_use]
pub fn short_seconds(seconds: f64) -> String {
    if seconds >= 99.5 {
        format!("{seconds:.0}")
    } else if seconds >= 0.095 || seconds <= 0.0 {
        format!("{seconds:.1}")
    } else if seconds >= 0.0095 {
        format!("{seconds:.2}")
    } else {
        format!("{:.0}ms", (seconds * 1e3).max(1.0))
    }
}

/// `1st`, `2nd` …
#[must_use]
pub fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// `sleep · 0.7 s left` is `0.7 s left` in short, `gather · 0 of 3` is `gather 0/3`.
pub(super) fn short_detail(detail: &str) -> String {
    match detail.split_once(" · ") {
        Some(("sleep", rest)) => rest.split(" · ").next().unwrap_or(rest).to_owned(),
        Some((word, rest)) if rest.contains(" of ") && rest.len() < 12 => {
            format!("{word} {}", rest.replace(" of ", "/"))
        }
        _ => detail
            .replace("now at line", "line")
            .replace(" in the queue", ""),
    }
}

pub(super) fn unit(text: &str) -> String {
    match text.find(|letter: char| letter.is_alphabetic()) {
        Some(at) => format!("{} {}", &text[..at], &text[at..]),
        None => format!("{text} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_rings_are_short_and_never_zero_too_early() {
        let cases = [
            (1.0, "1.0"),
            (0.7, "0.7"),
            (0.05, "0.05"),
            (0.004, "4ms"),
            (120.0, "120"),
        ];
        for (seconds, text) in cases {
            assert_eq!(short_seconds(seconds), text);
        }
        assert_eq!(short_seconds(0.0), "0.0");
        assert_eq!(unit("4ms"), "4 ms");
        assert_eq!(
            short_detail("sleep · 0.7 s left · timeout 0.1 s"),
            "0.7 s left"
        );
        assert_eq!(short_detail("gather · 0 of 3"), "gather 0/3");
        assert_eq!(short_detail("task · Database"), "task · Database");
    }

    #[test]
    fn places() {
        let places: Vec<String> = [1, 2, 3, 4, 11, 12, 21, 102].map(ordinal).into();
        assert_eq!(
            places,
            ["1st", "2nd", "3rd", "4th", "11th", "12th", "21st", "102nd"]
        );
    }
}

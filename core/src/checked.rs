//! Which programs' order was checked against CPython 3.14: the lessons, whose schedule logs were
//! recorded from it and are compared line by line in the tests (docs/fidelity.md says how).

use crate::world::value::hash_text;

/// Hashes of the texts, as the page shows them; a test says what must stand here.
const CHECKED: &[u64] = &[
    0x6474f72a4d13991d,
    0xb20d1b06c3e8f6d7,
    0x39dd46db46786899,
    0x12544066eb23445c,
    0x4d049bd6068ffb8f,
    0x5819ed050480e1a4,
    0x471c5f60f47ea19f,
    0xe9fd3c05125a93ac,
    0xd229ee7f19adbbbc,
    0xb430631d0718b250,
    0x96cdad8847fce6ba,
    0x70cad074f848a40d,
    0x8d07fa9fd803ca37,
    0x2ec36403267acca4,
];

/// True for exactly the text of a lesson, blank lines at its end aside.
///
/// For any other text the page follows the same rules, but nobody has recorded this one.
#[must_use]
pub fn is_checked(source: &str) -> bool {
    CHECKED.contains(&hash_text(source.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::{CHECKED, hash_text, is_checked};
    use std::fs;
    use std::path::Path;

    /// The lessons that have a recording, without the words above the program.
    fn recorded_lessons() -> Vec<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let recordings = root.join("core/tests/recordings/lessons");
        let mut files: Vec<_> = fs::read_dir(root.join("examples"))
            .expect("the lessons are there")
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|kind| kind == "py"))
            .collect();
        files.sort();
        files
            .iter()
            .filter(|path| {
                let name = path.file_stem().unwrap_or_default();
                recordings.join(name).with_extension("jsonl").is_file()
            })
            .map(|path| {
                let text = fs::read_to_string(path).expect("a lesson can be read");
                let (_, program) = text.split_once("\n\n").expect("words, then the program");
                program.trim().to_string()
            })
            .collect()
    }

    #[test]
    fn the_table_is_that_of_the_recorded_lessons() {
        let expected: Vec<u64> = recorded_lessons()
            .iter()
            .map(|text| hash_text(text))
            .collect();
        let table: String = expected
            .iter()
            .map(|hash| format!("    {hash:#018x},\n"))
            .collect();
        assert!(
            CHECKED == expected,
            "a lesson has changed: run `cargo xtask record lessons`, then let CHECKED be\n{table}"
        );
    }

    #[test]
    fn a_changed_lesson_is_not_checked() {
        let lesson = recorded_lessons().swap_remove(0);
        assert!(is_checked(&lesson));
        assert!(is_checked(&format!("{lesson}\n")));
        assert!(!is_checked(&lesson.replacen('1', "2", 1)));
        assert!(!is_checked(""));
    }
}

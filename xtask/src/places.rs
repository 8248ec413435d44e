//! Takes out of the built page's machine the places in the source at which it may panic.
//!
//! Each of some thousand checks hands a `core::panic::Location` of its own over: a file, a line and a
//! column, which nothing packs. Without them the page weighs 15 kB gzip less. A panic still says why,
//! and a debug build (`trunk serve`) still says where.
//!
//! A place is known by its looks: the address and the length of a text that ends in `.rs`, then two
//! small numbers. All of them become one empty place. Code that names one right before it calls what
//! never returns names the first one instead, so that such calls are alike; other code, that hands
//! its caller's place on, finds an empty one where it looks.

use std::collections::BTreeSet;
use std::ops::Range;
use wasmparser::{DataKind, Operator, Parser, Payload, Result};

/// The address and the length of the file's name, the line, the column.
const PLACE: usize = 16;
/// As [`PLACE`]: an address that is not null, no text, and no line or column.
const EMPTY: [u8; PLACE] = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
/// No file, line or column of the source and its libraries comes near these.
const MOST: [u32; 3] = [300, 100_000, 1000];

/// What the memory holds at the start from an address on, and where it stands in the module.
struct Segment {
    address: usize,
    bytes: Range<usize>,
}

/// Where in the module these addresses of the memory stand, if one segment holds them all.
fn find(segments: &[Segment], address: usize, length: usize) -> Option<Range<usize>> {
    segments.iter().find_map(|segment| {
        let from = address.checked_sub(segment.address)?;
        let inside = from + length <= segment.bytes.len();
        inside.then(|| segment.bytes.start + from..segment.bytes.start + from + length)
    })
}

/// Changes the module where it lies: nothing moves. Gives the number of places.
pub fn forget(module: &mut [u8]) -> Result<usize> {
    let segments = segments(module)?;
    let mut places = BTreeSet::new();
    let mut files = BTreeSet::new();
    for segment in &segments {
        let aligned = segment.address.next_multiple_of(4);
        for address in (aligned..segment.address + segment.bytes.len()).step_by(4) {
            if let Some(file) = file_of_place(module, &segments, address) {
                places.insert(address);
                files.insert((file.start, file.end));
            }
        }
    }
    let Some(&first) = places.first() else {
        return Ok(0);
    };
    for operand in panics(module, &places)? {
        write_number(&mut module[operand], first);
    }
    for &address in &places {
        if let Some(place) = find(&segments, address, PLACE) {
            module[place].copy_from_slice(&EMPTY);
        }
    }
    for (start, end) in files {
        module[start..end].fill(0);
    }
    Ok(places.len())
}

fn segments(module: &[u8]) -> Result<Vec<Segment>> {
    let mut segments = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::DataSection(section) = payload? else {
            continue;
        };
        for data in section {
            let data = data?;
            if let DataKind::Active { offset_expr, .. } = data.kind
                && let Operator::I32Const { value } = offset_expr.get_operators_reader().read()?
            {
                let end = data.range.end as usize;
                segments.push(Segment {
                    address: value.cast_unsigned() as usize,
                    bytes: end - data.data.len()..end,
                });
            }
        }
    }
    Ok(segments)
}

/// Where the name of the file stands in the module, if a place is at this address.
fn file_of_place(module: &[u8], segments: &[Segment], address: usize) -> Option<Range<usize>> {
    let place = &module[find(segments, address, PLACE)?];
    let mut numbers = place.chunks_exact(4).map(|bytes| {
        let bytes = bytes.try_into().unwrap_or_default();
        u32::from_le_bytes(bytes)
    });
    let name = numbers.next()? as usize;
    let numbers: Vec<u32> = numbers.collect();
    if numbers
        .iter()
        .zip(MOST)
        .any(|(&number, most)| number == 0 || number > most)
    {
        return None;
    }
    let file = find(segments, name, numbers[0] as usize)?;
    let text = &module[file.clone()];
    let is_name = text.ends_with(b".rs") && text.iter().all(u8::is_ascii_graphic);
    is_name.then_some(file)
}

/// Where the numbers of the places stand that are handed to what never returns.
fn panics(module: &[u8], places: &BTreeSet<usize>) -> Result<Vec<Range<usize>>> {
    let mut operands = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::CodeSectionEntry(body) = payload? else {
            continue;
        };
        // A place that was just named, and whether a call came after it.
        let mut named: Option<Range<usize>> = None;
        let mut is_called = false;
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            let (operator, start) = operators.read_with_offset()?;
            match operator {
                Operator::I32Const { value } => {
                    let is_place = places.contains(&(value.cast_unsigned() as usize));
                    let end = operators.original_position() as usize;
                    named = is_place.then_some(start as usize + 1..end);
                    is_called = false;
                }
                Operator::Call { .. } if named.is_some() && !is_called => is_called = true,
                Operator::Unreachable if is_called => {
                    operands.extend(named.take());
                    is_called = false;
                }
                _ => (named, is_called) = (None, false),
            }
        }
    }
    Ok(operands)
}

/// Writes a number over one that takes as many bytes or more.
fn write_number(bytes: &mut [u8], number: usize) {
    let last = bytes.len() - 1;
    for (at, byte) in bytes.iter_mut().enumerate() {
        let part = number >> (7 * at) & 0x7f;
        *byte = part as u8 | if at < last { 0x80 } else { 0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        CodeSection, ConstExpr, DataSection, Function, FunctionSection, MemorySection, MemoryType,
        Module, TypeSection,
    };

    const BASE: i32 = 0x80_0000;

    fn number(value: i32) -> [u8; 4] {
        value.to_le_bytes()
    }

    /// Two files, a place in each, and what only looks like one: a text and two numbers.
    fn data() -> Vec<u8> {
        let mut data = b"a/one.rsb/two.rstext".to_vec();
        for (name, length, line) in [(0, 8, 7), (8, 8, 300), (16, 4, 7)] {
            data.extend([BASE + name, length, line, 5].map(number).concat());
        }
        data
    }

    fn module(data: &[u8]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut memories = MemorySection::new();
        memories.memory(MemoryType {
            minimum: 200,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let mut body = Function::new([]);
        let mut write = body.instructions();
        let second = BASE + 20 + PLACE as i32;
        write.i32_const(second).call(0).unreachable();
        // It comes back; what is named is a number that happens to be the same.
        write.i32_const(second).drop();
        write.i32_const(second).call(0).drop().unreachable();
        write.end();
        let mut code = CodeSection::new();
        code.function(&body);
        let mut section = DataSection::new();
        section.active(0, &ConstExpr::i32_const(BASE), data.iter().copied());
        let mut module = Module::new();
        module
            .section(&types)
            .section(&functions)
            .section(&memories);
        module.section(&code).section(&section);
        module.finish()
    }

    fn numbers_in_code(module: &[u8]) -> Vec<i32> {
        let mut numbers = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            if let Payload::CodeSectionEntry(body) = payload.expect("a module") {
                for operator in body.get_operators_reader().expect("a body") {
                    if let Operator::I32Const { value } = operator.expect("an operator") {
                        numbers.push(value);
                    }
                }
            }
        }
        numbers
    }

    #[test]
    fn places_are_forgotten_and_nothing_else() {
        let mut module = module(&data());
        let length = module.len();
        assert_eq!(forget(&mut module).expect("a module"), 2);
        assert_eq!(module.len(), length);
        let (first, second) = (BASE + 20, BASE + 20 + PLACE as i32);
        assert_eq!(numbers_in_code(&module), [first, second, second]);

        let mut forgotten = vec![0; 16];
        forgotten.extend(b"text");
        forgotten.extend([EMPTY, EMPTY].concat());
        forgotten.extend(&data()[forgotten.len()..]);
        assert!(module.ends_with(&forgotten), "{module:?}");
    }

    #[test]
    fn a_module_without_places_stays_as_it_is() {
        let before = module(b"one.rs and two.rs are texts");
        let mut after = before.clone();
        assert_eq!(forget(&mut after).expect("a module"), 0);
        assert_eq!(after, before);
    }
}

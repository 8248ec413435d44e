//! `cargo xtask pack`: writes the built page's machine and its glue so that gzip packs them better.
//!
//! - gzip finds again what it has seen within the last 32 kB, and a wasm file's functions may stand
//!   in any order. With similar ones close together the page weighs 36 kB less than in wasm-opt's
//!   order by name, and 70 kB less than in the order in which they are linked.
//! - What the machine takes from its glue has names that end in a hash, which nothing packs: with
//!   short ones in both files the page weighs 6 kB less.
//! - The places in the source at which it may panic are taken out: see `places`.
//!
//! Trunk calls this after every build (Trunk.toml); only the release page is packed.

use crate::places;
use crate::shell::Failure;
use std::collections::{HashMap, VecDeque};
use std::convert::Infallible;
use std::fmt::Debug;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, fs, thread};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, ImportSection, Module};
use wasmparser::{
    CodeSectionReader, FunctionSectionReader, ImportSectionReader, Parser, Payload, TypeRef,
};

/// About how far back gzip looks. Which of these gives the best order is a matter of luck, and makes a
/// difference of up to 2 kB, so all are tried.
const WINDOWS: [usize; 4] = [30_000, 31_000, 32_000, 33_000];
/// As most servers pack, and as the page is weighed.
const LEVEL: u8 = 9;
/// Lengths of the byte sequences by which functions are compared. The short ones are what gzip can
/// find again; the long ones tell that what is alike is so in one go, which gzip packs best.
const PIECES: [usize; 3] = [3, 5, 8];
/// A piece that more functions have is near wherever one looks.
const COMMON: usize = 400;

pub fn run() -> Result<(), Failure> {
    let by_hand = || {
        Failure::new(
            "`cargo xtask pack` is a part of `trunk build`",
            "Run `trunk build --release`.",
        )
    };
    let profile = env::var("TRUNK_PROFILE").map_err(|_| by_hand())?;
    if profile != "release" {
        return Ok(());
    }
    let page = env::var("TRUNK_STAGING_DIR").map_err(|_| by_hand())?;
    let file = wasm_file(Path::new(&page))?;
    let failed = |error: &dyn Debug| {
        Failure::new(
            format!("cannot pack {}: {error:?}", file.display()),
            "Take the hook out of Trunk.toml to build the page without.",
        )
    };
    let started = Instant::now();
    let glue_file = PathBuf::from(file.to_string_lossy().replace("_bg.wasm", ".js"));
    let mut module = fs::read(&file).map_err(|error| failed(&error))?;
    let glue = fs::read_to_string(&glue_file).map_err(|error| failed(&error))?;
    let forgotten = places::forget(&mut module).map_err(|error| failed(&error))?;
    let (names, glue) = short_names(&module, &glue).map_err(|error| failed(&error))?;
    let packed = lightest(&module, &names).map_err(|error| failed(&error))?;
    fs::write(&file, packed).map_err(|error| failed(&error))?;
    fs::write(&glue_file, glue).map_err(|error| failed(&error))?;
    println!(
        "   packed in {:.1} s, without {forgotten} places",
        started.elapsed().as_secs_f64()
    );
    Ok(())
}

fn wasm_file(page: &Path) -> Result<PathBuf, Failure> {
    let entries = fs::read_dir(page).into_iter().flatten().flatten();
    let is_wasm = |path: &PathBuf| path.extension().is_some_and(|kind| kind == "wasm");
    entries
        .map(|entry| entry.path())
        .find(is_wasm)
        .ok_or_else(|| {
            Failure::new(
                format!("no wasm file in {}", page.display()),
                "Run `trunk clean` and build again.",
            )
        })
}

/// Short names instead of those by which the module takes what its glue gives, and the glue with
/// these. A name that the glue does not have just once is kept.
fn short_names(module: &[u8], glue: &str) -> Result<(Names, String), Error> {
    let (mut names, mut glue) = (Names::new(), glue.to_owned());
    for payload in Parser::new(0).parse_all(module) {
        let Payload::ImportSection(section) = payload? else {
            continue;
        };
        for import in section.into_imports() {
            let import = import?;
            for name in [import.module, import.name] {
                if glue.matches(name).count() == 1 {
                    let short = format!("i{}", names.len());
                    glue = glue.replace(name, &short);
                    names.insert(name.to_owned(), short);
                }
            }
        }
    }
    Ok((names, glue))
}

/// The module in the order that gzip packs best.
fn lightest(module: &[u8], names: &Names) -> Result<Vec<u8>, Error> {
    let packed = |window| -> Result<(usize, Vec<u8>), Error> {
        let packed = rewrite(module, names.clone(), window)?;
        let weight = miniz_oxide::deflate::compress_to_vec(&packed, LEVEL).len();
        Ok((weight, packed))
    };
    let tried: Result<Vec<_>, Error> = thread::scope(|scope| {
        let tries = WINDOWS.map(|window| scope.spawn(move || packed(window)));
        let done = tries.map(|one| one.join().unwrap_or_else(|panic| resume_unwind(panic)));
        done.into_iter().collect()
    });
    match tried?.into_iter().min_by_key(|(weight, _)| *weight) {
        Some((_, packed)) => Ok(packed),
        None => unreachable!("there is a window to try"),
    }
}

/// The same module with its functions in another order, and other names of what it takes.
fn rewrite(module: &[u8], names: Names, window: usize) -> Result<Vec<u8>, Error> {
    let mut imports = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imports += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let order = order(&bodies, window);
    let mut numbers: Vec<u32> = (0..).take(imports + order.len()).collect();
    for (number, &function) in (imports as u32..).zip(&order) {
        numbers[imports + function] = number;
    }
    let mut ordered = Module::new();
    let mut packing = Packing {
        names,
        order,
        numbers,
    };
    packing.parse_core_module(&mut ordered, Parser::new(0), module)?;
    Ok(ordered.finish())
}

type Names = HashMap<String, String>;

/// Writes a module's functions in an order, and their new numbers wherever they are named.
struct Packing {
    /// Other names of what the module takes.
    names: Names,
    /// Which of the module's own functions stands at each place.
    order: Vec<usize>,
    /// The new number of each function, imported ones (which keep theirs) first.
    numbers: Vec<u32>,
}

impl Reencode for Packing {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        Ok(self.numbers[function as usize])
    }

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error> {
        for import in section.into_imports() {
            let import = import?;
            let kind = self.entity_type(import.ty)?;
            let [module, name] = [import.module, import.name]
                .map(|name| self.names.get(name).map_or(name, String::as_str));
            imports.import(module, name, kind);
        }
        Ok(())
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for &function in &self.order {
            functions.function(types[function]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for place in 0..bodies.len() {
            self.parse_function_body(code, bodies[self.order[place]].clone())?;
        }
        Ok(())
    }
}

/// An order in which functions are near those that they share most with.
///
/// Always the next is the one that finds most of its pieces in the window of what stands before it,
/// measured by how many of them it could find at all: one that has much in common with others waits
/// for those. A piece counts for more if few functions are left that have it, so that the last ones
/// are not missed.
fn order(bodies: &[&[u8]], reach: usize) -> Vec<usize> {
    let (pieces, holders) = shared_pieces(bodies);
    let worth: Vec<f64> = (0..=COMMON)
        .map(|left| (left.max(1) as f64).powf(-0.4))
        .collect();
    let hope: Vec<f64> = bodies
        .iter()
        .zip(&pieces)
        .map(|(body, pieces)| {
            (pieces.len() as f64 + 1.0).powf(0.6) * (body.len() as f64 + 20.0).powf(0.2)
        })
        .collect();
    let mut left: Vec<usize> = holders.iter().map(Vec::len).collect();
    let mut near = vec![0; holders.len()];
    let mut counted = vec![0.0; holders.len()];
    let mut found = vec![0.0; bodies.len()];
    let mut count = |piece: usize, worth: f64, found: &mut [f64]| {
        let change = worth - counted[piece];
        if change != 0.0 {
            counted[piece] = worth;
            for &holder in &holders[piece] {
                found[holder] += change;
            }
        }
    };

    let mut waiting: Vec<usize> = (0..bodies.len()).collect();
    let mut order = Vec::with_capacity(bodies.len());
    let mut window = VecDeque::new();
    let mut window_len = 0;
    while !waiting.is_empty() {
        let mut best = 0;
        for place in 1..waiting.len() {
            let (one, other) = (waiting[place], waiting[best]);
            if found[one] / hope[one] > found[other] / hope[other] {
                best = place;
            }
        }
        let next = waiting.swap_remove(best);
        order.push(next);
        window.push_back(next);
        window_len += bodies[next].len();
        for &piece in &pieces[next] {
            left[piece] -= 1;
            near[piece] += 1;
            count(piece, worth[left[piece]], &mut found);
        }
        while window_len > reach
            && window.len() > 1
            && let Some(gone) = window.pop_front()
        {
            window_len -= bodies[gone].len();
            for &piece in &pieces[gone] {
                near[piece] -= 1;
                if near[piece] == 0 {
                    count(piece, 0.0, &mut found);
                }
            }
        }
    }
    order
}

/// The pieces of each function, as numbers, and the functions that have each piece; only pieces that
/// some, but not very many functions share.
fn shared_pieces(bodies: &[&[u8]]) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
    let mut numbers = HashMap::new();
    let mut holders: Vec<Vec<usize>> = Vec::new();
    for (function, body) in bodies.iter().enumerate() {
        for piece in PIECES.iter().flat_map(|&length| body.windows(length)) {
            let number = *numbers.entry(piece).or_insert(holders.len());
            if number == holders.len() {
                holders.push(Vec::new());
            }
            if holders[number].last() != Some(&function) {
                holders[number].push(function);
            }
        }
    }
    holders.retain(|holders| (2..=COMMON).contains(&holders.len()));
    let mut pieces = vec![Vec::new(); bodies.len()];
    for (number, holders) in holders.iter().enumerate() {
        for &holder in holders {
            pieces[holder].push(number);
        }
    }
    (pieces, holders)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
        ImportSection, RefType, StartSection, TableSection, TableType, TypeSection, ValType,
    };
    use wasmparser::{ElementItems, Operator};

    /// So many that some of their numbers take two bytes.
    const FUNCTIONS: u32 = 200;

    /// Functions of five families, one after another, each of which calls one before it.
    fn module() -> Vec<u8> {
        let mut types = TypeSection::new();
        for results in 0..2 {
            types.ty().function([], vec![ValType::I32; results]);
        }
        let mut imports = ImportSection::new();
        imports.import("host", "tick", EntityType::Function(0));
        let mut functions = FunctionSection::new();
        let mut exports = ExportSection::new();
        let mut code = CodeSection::new();
        for index in 1..=FUNCTIONS {
            let has_result = index % 3 == 0;
            functions.function(u32::from(has_result));
            exports.export(&format!("f{index}"), ExportKind::Func, index);
            let mut body = Function::new([]);
            let mut write = body.instructions();
            for step in 0..20 {
                write.i64_const(i64::from(index % 5 * 1000 + step)).drop();
            }
            let called = index * 7 % index.next_power_of_two() % index;
            write.call(called);
            if called > 0 && called % 3 == 0 {
                write.drop();
            }
            write.ref_func(index - 1).drop();
            if has_result {
                write.i32_const(index.cast_signed());
            }
            write.end();
            code.function(&body);
        }
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: 3,
            maximum: None,
            shared: false,
        });
        let mut elements = ElementSection::new();
        let in_table = [150, 0, 7];
        elements.active(
            None,
            &ConstExpr::i32_const(0),
            Elements::Functions((&in_table).into()),
        );
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&functions)
            .section(&tables)
            .section(&exports)
            .section(&StartSection { function_index: 2 })
            .section(&elements)
            .section(&code);
        module.finish()
    }

    /// What a module's functions do, told without their numbers.
    struct Told {
        /// For each function its type and its instructions, with a number for what it names.
        functions: Vec<(u32, Vec<Result<String, u32>>)>,
        /// The functions that are named from outside: exports, the start, the table.
        named: Vec<(String, u32)>,
    }

    impl Told {
        fn of(module: &[u8]) -> Self {
            let mut types = Vec::new();
            let mut bodies = vec![vec![Ok("host's tick".to_string())]];
            let mut named = Vec::new();
            for payload in Parser::new(0).parse_all(module) {
                match payload.expect("a module") {
                    Payload::ImportSection(_) => types.push(0),
                    Payload::FunctionSection(section) => {
                        types.extend(section.into_iter().map(|kind| kind.expect("a type")));
                    }
                    Payload::ExportSection(section) => {
                        for export in section {
                            let export = export.expect("an export");
                            named.push((export.name.to_string(), export.index));
                        }
                    }
                    Payload::StartSection { func, .. } => named.push(("start".to_string(), func)),
                    Payload::ElementSection(section) => {
                        for element in section {
                            let ElementItems::Functions(items) = element.expect("a table").items
                            else {
                                panic!("the table has functions")
                            };
                            let items = items.into_iter().map(|item| item.expect("a function"));
                            named.extend(items.map(|item| ("in the table".to_string(), item)));
                        }
                    }
                    Payload::CodeSectionEntry(body) => {
                        let reader = body.get_operators_reader().expect("a body");
                        let steps = reader.into_iter().map(|step| match step.expect("a step") {
                            Operator::Call { function_index }
                            | Operator::RefFunc { function_index } => Err(function_index),
                            other => Ok(format!("{other:?}")),
                        });
                        bodies.push(steps.collect());
                    }
                    _ => {}
                }
            }
            Self {
                functions: types.into_iter().zip(bodies).collect(),
                named,
            }
        }

        /// A function's text, with that of each function it names down to some depth.
        fn text(&self, function: u32, depth: u32) -> String {
            let (kind, steps) = &self.functions[function as usize];
            let steps = steps.iter().map(|step| match step {
                Ok(text) => text.clone(),
                Err(_) if depth == 0 => "…".to_string(),
                Err(named) => self.text(*named, depth - 1),
            });
            format!("type {kind} ({})", steps.collect::<Vec<_>>().join(", "))
        }

        fn texts(&self) -> Vec<(&str, String)> {
            let named = self.named.iter();
            named
                .map(|(name, function)| (name.as_str(), self.text(*function, 3)))
                .collect()
        }
    }

    #[test]
    fn a_module_does_the_same_in_another_order() {
        let module = module();
        let ordered = rewrite(&module, Names::new(), WINDOWS[0]).expect("a module");
        let (before, after) = (Told::of(&module), Told::of(&ordered));
        assert_eq!(after.functions.len(), before.functions.len());
        assert_eq!(after.named.len(), FUNCTIONS as usize + 4);
        assert_ne!(after.named, before.named, "the order is another one");
        assert_eq!(after.texts(), before.texts());
    }

    #[test]
    fn similar_functions_come_together_and_none_is_lost() {
        // Bytes without a pattern of their own, far more of one family than the window holds.
        let text = |family: u32, len: usize| -> Vec<u8> {
            let numbers = (0..).map(|i: u32| (i ^ family << 20).wrapping_mul(0x9E37_79B1));
            numbers.map(|n| (n >> 23) as u8).take(len).collect()
        };
        let bodies: Vec<Vec<u8>> = (0..12)
            .map(|i| text(i % 3, WINDOWS[0] / 2 + i as usize))
            .collect();
        let bodies: Vec<&[u8]> = bodies.iter().map(Vec::as_slice).collect();
        let order = order(&bodies, WINDOWS[0]);
        let families: Vec<usize> = order.iter().map(|function| function % 3).collect();
        let changes = families.windows(2).filter(|pair| pair[0] != pair[1]);
        assert_eq!(changes.count(), 2, "{order:?}");
        let mut all = order;
        all.sort_unstable();
        assert_eq!(all, (0..bodies.len()).collect::<Vec<_>>());
    }

    #[test]
    fn names_are_short_in_the_module_and_in_its_glue() {
        let taken = |module: &[u8]| {
            let mut names = Vec::new();
            for payload in Parser::new(0).parse_all(module) {
                if let Payload::ImportSection(section) = payload.expect("a module") {
                    for import in section.into_imports() {
                        let import = import.expect("an import");
                        names.push(format!("{} {}", import.module, import.name));
                    }
                }
            }
            names
        };
        let glue = "const given = { 'host': { tick: () => 1 } };";
        let (names, short) = short_names(&module(), glue).expect("a module");
        assert_eq!(short, "const given = { 'i0': { i1: () => 1 } };");
        let packed = rewrite(&module(), names, WINDOWS[0]).expect("a module");
        assert_eq!(taken(&packed), ["i0 i1"]);

        let twice = "({ 'host': { tick: () => tick } })";
        let (names, glue) = short_names(&module(), twice).expect("a module");
        assert_eq!(glue, "({ 'i0': { tick: () => tick } })");
        let packed = rewrite(&module(), names, WINDOWS[0]).expect("a module");
        assert_eq!(taken(&packed), ["i0 tick"]);
    }
}

//! `cargo xtask differential`: programs on CPython 3.14 and on Loopscope, compared line by line: one
//! of the user's own, or random ones, of which what differs is shrunk and shown. The work is done by
//! `tools/oracle/differential.mjs`.

use crate::shell::{Failure, Shell};
use crate::tools;

/// From here on, the time to build with optimisations pays.
const MANY_PROGRAMS: u32 = 2000;
/// The short run that is one of the tests: how many programs, from which seed on.
const SHORT_RUN: [&str; 4] = ["--count", "150", "--seed", "314"];

pub fn run(shell: &Shell, options: &[String]) -> Result<(), Failure> {
    let count = options
        .iter()
        .skip_while(|option| *option != "--count")
        .nth(1)
        .and_then(|number| number.parse().ok());
    compare(shell, options, count.unwrap_or(0) >= MANY_PROGRAMS)
}

/// A fixed run of about twenty seconds.
pub fn short_run(shell: &Shell) -> Result<(), Failure> {
    compare(shell, &SHORT_RUN.map(str::to_string), false)
}

fn compare(shell: &Shell, options: &[String], optimised: bool) -> Result<(), Failure> {
    tools::ensure_node_modules(shell)?;
    let mut build = shell.command("cargo");
    build.args([
        "build",
        "--locked",
        "-p",
        "loopscope-core",
        "--bin",
        "loopscope",
    ]);
    let folder = if optimised { "release" } else { "debug" };
    if optimised {
        build.arg("--release");
    }
    shell.run("Building the binary that writes Loopscope's logs", build)?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || shell.root().join("target"),
        |path| shell.root().join(path),
    );
    let name = format!("loopscope{}", std::env::consts::EXE_SUFFIX);
    let mut node = shell.command("node");
    node.arg("tools/oracle/differential.mjs")
        .arg("--binary")
        .arg(target.join(folder).join(name))
        .args(options);
    shell.run("The same programs on CPython 3.14 and on Loopscope", node)
}

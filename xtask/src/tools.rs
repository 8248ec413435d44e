//! Puts the tools in place that a fresh machine lacks. What is there in the right version is used
//! as it is; what is not goes into `.tools/` of this project, so nothing else on the machine changes.

use crate::shell::{Failure, Shell};
use std::fs;
use std::path::Path;

/// 0.22 wants a newer compiler than rust-toolchain.toml has.
const TRUNK_VERSION: &str = "0.21.14";
const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The compiler's target for the page; rustup reads it from rust-toolchain.toml, but not always.
pub fn ensure_wasm_target(shell: &Shell) -> Result<(), Failure> {
    let library = shell.first_line(
        "rustc",
        &["--print", "target-libdir", "--target", WASM_TARGET],
    );
    if library.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    let mut command = shell.command("rustup");
    command.args(["target", "add", WASM_TARGET]);
    shell
        .run("Adding the compiler's wasm target (some seconds)", command)
        .map_err(|_| {
            Failure::new(
                format!("the target {WASM_TARGET} is missing and rustup could not add it"),
                "Install Rust with rustup (https://rustup.rs), which brings the target along.",
            )
        })
}

/// The name under which Trunk can be called.
pub fn ensure_trunk(shell: &Shell) -> Result<String, Failure> {
    ensure_cargo_tool(shell, "trunk", "trunk", TRUNK_VERSION, "about five minutes")?;
    Ok("trunk".to_string())
}

/// The generator of the page's JavaScript glue must be of exactly the library's version.
pub fn ensure_wasm_bindgen(shell: &Shell) -> Result<(), Failure> {
    let lock = fs::read_to_string(shell.root().join("Cargo.lock")).unwrap_or_default();
    let version = locked_version(&lock, "wasm-bindgen").ok_or_else(|| {
        Failure::new(
            "Cargo.lock names no wasm-bindgen",
            "Run `git checkout Cargo.lock`.",
        )
    })?;
    ensure_cargo_tool(
        shell,
        "wasm-bindgen",
        "wasm-bindgen-cli",
        version,
        "about two minutes",
    )
}

fn ensure_cargo_tool(
    shell: &Shell,
    program: &str,
    package: &str,
    version: &str,
    duration: &str,
) -> Result<(), Failure> {
    let found = shell
        .first_line(program, &["--version"])
        .unwrap_or_default();
    if found.split_whitespace().any(|word| word == version) {
        return Ok(());
    }
    let reason = if found.is_empty() {
        "it is missing".to_string()
    } else {
        format!("found {found}")
    };
    let what = format!("Installing {package} {version} into .tools ({reason}; once, {duration})");
    let install = |options: &[&str]| {
        let mut command = shell.command("cargo");
        command.args(["install", "--root", ".tools", "--version", version]);
        command.args(options).arg(package);
        command
    };
    // The package's own lock file may name a version that a registry's mirror does not have.
    let installed = shell.run(&what, install(&["--locked"])).or_else(|_| {
        let what = "Once more, with the newest versions of what it needs";
        shell.run(what, install(&[]))
    });
    installed.map_err(|_| {
        Failure::new(
            format!("{package} {version} could not be installed"),
            format!(
                "It needs a network and a C linker. By hand: \
                 cargo install {package} --version {version}"
            ),
        )
    })
}

/// The version of a package in the text of a Cargo.lock.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let after = lock.lines().skip_while(|line| *line != name).nth(1)?;
    after.strip_prefix("version = \"")?.strip_suffix('"')
}

/// The packages of package-lock.json: browser driver, accessibility rules, wasm-opt, CPython.
pub fn ensure_node_modules(shell: &Shell) -> Result<(), Failure> {
    let modified = |file: &str| {
        fs::metadata(shell.root().join(file))
            .and_then(|m| m.modified())
            .ok()
    };
    let installed = modified("node_modules/.package-lock.json");
    if installed.is_some() && installed >= modified("package-lock.json") {
        return Ok(());
    }
    let mut command = shell.command("npm");
    command.args(["ci", "--no-audit", "--no-fund"]);
    shell
        .run(
            "Installing the checks' npm packages (about ten seconds)",
            command,
        )
        .map_err(|_| {
            Failure::new(
                "npm could not install the packages of package-lock.json",
                "Install Node 20 or newer (https://nodejs.org) and try again.",
            )
        })
}

/// The path of a Chromium for the browser tests.
pub fn ensure_chromium(shell: &Shell) -> Result<String, Failure> {
    if let Some(found) = find_chromium(shell) {
        return Ok(found);
    }
    let is_root = shell.first_line("id", &["-u"]).is_some_and(|id| id == "0");
    if is_root && shell.first_line("apt-get", &["--version"]).is_some() {
        let mut update = shell.command("apt-get");
        update.arg("update");
        shell.run("Reading Debian's package lists", update)?;
        let mut install = shell.command("apt-get");
        install.env("DEBIAN_FRONTEND", "noninteractive");
        install.args([
            "install",
            "-y",
            "--no-install-recommends",
            "chromium",
            "fonts-dejavu-core",
        ]);
        shell.run("Installing Chromium (about a minute)", install)?;
    }
    find_chromium(shell).ok_or_else(|| {
        Failure::new(
            "the browser tests need Chromium, and none was found",
            "Debian, Ubuntu: sudo apt-get install chromium; macOS: brew install --cask chromium; \
             or set LOOPSCOPE_CHROMIUM to the path of a Chromium or Chrome.",
        )
    })
}

fn find_chromium(shell: &Shell) -> Option<String> {
    const MAC: [&str; 2] = [
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];
    if let Ok(chosen) = std::env::var("LOOPSCOPE_CHROMIUM") {
        return Some(chosen);
    }
    let on_path = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ];
    let installed = on_path
        .iter()
        .find(|name| shell.first_line(name, &["--version"]).is_some());
    let mac = || MAC.iter().find(|file| Path::new(file).is_file());
    installed
        .map(|name| shell.which(name))
        .or_else(|| mac().map(ToString::to_string))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_exactly_that_package_is_read() {
        let lock = "[[package]]\nname = \"wasm-bindgen-shared\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "yew"), None);
    }
}

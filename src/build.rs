//! Tells cargo when the embedded migrations have changed (`sqlx::migrate!` sees only edits of known files), makes Rust of the
//! languages, and says how the program is linked.

#[path = "i18n/build.rs"]
mod i18n;

use std::{env, error::Error, fs, path::PathBuf, process::Command};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=src/i18n");
    let is_server = env::var_os("CARGO_FEATURE_SSR").is_some();
    // A language that shows what is not translated is no part of a release.
    let has_pseudo = env::var("PROFILE").is_ok_and(|profile| profile == "debug");
    let texts = i18n::rust(i18n::read("src/i18n".as_ref())?, is_server, has_pseudo)?;
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("texts.rs"), texts)?;
    let is = |variable: &str, value: &str| env::var(variable).is_ok_and(|found| found == value);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        // A list of places to relocate, of a bit each instead of 24 bytes: 7 MB less, and an earlier start (glibc 2.36).
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
        // Functions that are the same byte by byte are kept once: 6 MB less. GNU's linker does not know it.
        if is("PROFILE", "release") && links_with_lld().unwrap_or_default() {
            println!("cargo:rustc-link-arg-bins=-Wl,--icf=all");
        }
    }
    Ok(())
}

/// Whether this compiler brings lld and links with it, as those of rustup do for x86-64.
fn links_with_lld() -> Option<bool> {
    let told = Command::new(env::var_os("RUSTC")?).args(["--print", "sysroot"]).output().ok()?;
    let sysroot = PathBuf::from(String::from_utf8(told.stdout).ok()?.trim());
    let target = env::var("TARGET").ok()?;
    let lld = sysroot.join("lib/rustlib").join(&target).join("bin/gcc-ld/ld.lld");
    Some(target.starts_with("x86_64-") && lld.exists())
}

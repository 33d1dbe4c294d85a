//! What some code needs to run; fetched when a person runs such code, and not before.

use crate::{
    browser::{document::vendored, fetch},
    markup::Runtime,
};
use js_sys::ArrayBuffer;

const PYTHON: [&str; 5] =
    ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"];

/// The files that code needs, by their names; none when they cannot be had.
pub async fn files(runtime: Runtime) -> Option<Vec<(String, ArrayBuffer)>> {
    let (package, names): (_, &[&str]) = match runtime {
        Runtime::Diagram => ("mermaid", &["mermaid.min.js"]),
        Runtime::Python => ("pyodide", &PYTHON),
        _ => return Some(Vec::new()),
    };
    let folder = vendored(package)?;
    let mut files = Vec::with_capacity(names.len());
    for name in names {
        files.push(((*name).to_owned(), fetch::bytes(&[&folder, "/", name].concat()).await?));
    }
    Some(files)
}

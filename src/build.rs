//! Tells cargo when the embedded migrations have changed (`sqlx::migrate!` sees only edits of known files).

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}

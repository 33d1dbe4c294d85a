//! Files that a person chooses, or drops on a form.

use web_sys::{DataTransfer, DragEvent, File, FileList, HtmlInputElement};

/// Whether what is dragged over an element are files.
pub fn are_dragged(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|dragged| dragged.types().includes(&"Files".into(), 0))
}

/// The names of the files that are chosen in a field.
pub fn names(input: &HtmlInputElement) -> Vec<String> {
    each(input.files()).map(|file| file.name()).collect()
}

/// Adds files that were dropped to those that are chosen in a field; says whether there were any. The same file once more
/// is the newer one.
pub fn add_dropped(event: &DragEvent, input: &HtmlInputElement) -> bool {
    let dropped: Vec<File> = each(event.data_transfer().and_then(|dropped| dropped.files())).collect();
    let Ok(all) = DataTransfer::new() else { return false };
    if dropped.is_empty() {
        return false;
    }
    let is_newer = |file: &File| dropped.iter().any(|other| other.name() == file.name());
    let kept: Vec<File> = each(input.files()).filter(|file| !is_newer(file)).collect();
    for file in kept.iter().chain(&dropped) {
        // Only a transfer that is being dragged refuses more.
        let _ = all.items().add_with_file(file);
    }
    input.set_files(all.files().as_ref());
    true
}

fn each(files: Option<FileList>) -> impl Iterator<Item = File> {
    let files = files.into_iter();
    files.flat_map(|files| (0..files.length()).filter_map(move |at| files.get(at)))
}

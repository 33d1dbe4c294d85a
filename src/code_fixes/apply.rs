//! Edits, made in copies of the files: each where its old lines stand exactly once, or not at all.

use super::edits::{Edit, Reason, Refused, is_safe_path};
use crate::diff::lines::lines;
use similar::{DiffOp, TextDiff};
use std::{collections::HashMap, ops::Range};

/// Most bytes of all files together after the edits.
pub(super) const PROPOSED_BYTES_MAX: usize = 2_000_000;
/// Most files that a model may add.
pub(super) const NEW_FILES_MAX: usize = 20;

/// A file with what is to be made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Proposed {
    /// Its name.
    pub(super) path: String,
    /// What it becomes.
    pub(super) content: String,
    /// Whether the model has added it.
    pub(super) is_new: bool,
}

/// The files of a fix while edits are made.
pub(super) struct PatchSet {
    files: Vec<PatchedFile>,
    /// Bytes of everything, as far as edits are made.
    bytes: usize,
}

/// One file.
struct PatchedFile {
    path: String,
    original: String,
    is_new: bool,
    /// Which lines become which, in the order in which that was wanted.
    changes: Vec<Change>,
}

#[derive(PartialEq, Eq)]
struct Change {
    range: Range<usize>,
    lines: Vec<String>,
    /// Whether the old lines were found as they were written, not only but for white space at their ends.
    is_exact: bool,
}

impl PatchSet {
    /// With the files as they were given.
    pub(super) fn new(files: impl IntoIterator<Item = (String, String)>) -> Self {
        let bench = |(path, original)| PatchedFile { path, original, is_new: false, changes: Vec::new() };
        let files: Vec<_> = files.into_iter().map(bench).collect();
        let bytes = files.iter().map(|file| file.original.len()).sum();
        Self { files, bytes }
    }

    /// The names of the files.
    pub(super) fn paths(&self) -> Vec<&str> {
        self.files.iter().map(|file| file.path.as_str()).collect()
    }

    /// Makes the edits that can be made, and gives back those that cannot. What was made before stays.
    pub(super) fn make(&mut self, edits: Vec<Result<Edit, Refused>>) -> Vec<Refused> {
        let made = edits.into_iter().map(|edit| {
            let edit = edit?;
            self.edit(&edit).map_err(|reason| Refused::new(&edit.path, reason, &edit.search))
        });
        made.filter_map(Result::err).collect()
    }

    fn edit(&mut self, edit: &Edit) -> Result<(), Reason> {
        let added: usize = edit.replace.iter().map(|line| line.len() + 2).sum();
        if self.bytes + added > PROPOSED_BYTES_MAX {
            return Err(Reason::TooLarge);
        }
        match self.files.iter_mut().find(|file| file.path == edit.path) {
            Some(file) => file.edit(edit)?,
            None => self.add(edit)?,
        }
        self.bytes += added;
        Ok(())
    }

    fn add(&mut self, edit: &Edit) -> Result<(), Reason> {
        if !is_safe_path(&edit.path) {
            return Err(Reason::UnsafePath);
        }
        if !edit.search.is_empty() {
            return Err(Reason::UnknownPath);
        }
        if self.files.iter().any(|file| is_in_the_way(&file.path, &edit.path)) {
            return Err(Reason::UnsafePath);
        }
        if self.files.iter().filter(|file| file.is_new).count() >= NEW_FILES_MAX {
            return Err(Reason::TooMany);
        }
        let change = Change { range: 0..0, lines: edit.replace.clone(), is_exact: true };
        self.files.push(PatchedFile {
            path: edit.path.clone(),
            original: String::new(),
            is_new: true,
            changes: vec![change],
        });
        Ok(())
    }

    /// The files with all edits that were made.
    pub(super) fn finish(self) -> Vec<Proposed> {
        self.files.into_iter().map(PatchedFile::finish).collect()
    }
}

/// Whether there can be no second file of that name: `A.txt` beside `a.txt` is one file on some machines, and `a/b` beside the
/// file `a` is none on any.
pub(super) fn is_in_the_way(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    one == other || one.starts_with(&format!("{other}/")) || other.starts_with(&format!("{one}/"))
}

impl PatchedFile {
    fn edit(&mut self, edit: &Edit) -> Result<(), Reason> {
        let old = lines(&self.original);
        let change = if edit.search.is_empty() {
            if !old.is_empty() {
                return Err(Reason::EmptySearch);
            }
            Change { range: 0..0, lines: edit.replace.clone(), is_exact: true }
        } else {
            let (start, is_exact) = find(&old, &edit.search)?;
            Change { range: start..start + edit.search.len(), lines: edit.replace.clone(), is_exact }
        };
        if self.changes.contains(&change) {
            return Ok(()); // The same once more.
        }
        let is_free = |other: &Change| {
            let (one, other) = (&change.range, &other.range);
            (one.end <= other.start || other.end <= one.start) && !(one.is_empty() && other.is_empty())
        };
        if !self.changes.iter().all(is_free) {
            return Err(Reason::Overlap);
        }
        self.changes.push(change);
        Ok(())
    }

    fn finish(mut self) -> Proposed {
        self.changes.sort_by_key(|change| change.range.start);
        let old = lines(&self.original);
        let crlf = old.iter().filter(|line| line.ends_with("\r\n")).count();
        let end = if crlf * 2 > old.len() { "\r\n" } else { "\n" };
        let (mut content, mut done) = (String::with_capacity(self.original.len()), 0);
        for change in &self.changes {
            old[done..change.range.start].iter().for_each(|line| content.push_str(line));
            content.push_str(&change.text(&old, end));
            done = change.range.end;
        }
        old[done..].iter().for_each(|line| content.push_str(line));
        Proposed { path: self.path, content, is_new: self.is_new }
    }
}

impl Change {
    /// The new lines. Those that were there before are taken as they were, with their ends and the white space before
    /// them; the last line of a file that had no end gets none.
    fn text(&self, old: &[&str], end: &str) -> String {
        let replaced = &old[self.range.clone()];
        let key = if self.is_exact { without_end } else { visible };
        let old_keys: Vec<&str> = replaced.iter().map(|line| key(line)).collect();
        let new_keys: Vec<&str> = self.lines.iter().map(|line| key(line)).collect();
        let mut taken: Vec<String> = Vec::with_capacity(self.lines.len());
        for op in TextDiff::from_slices(&old_keys, &new_keys).ops() {
            match op {
                DiffOp::Equal { old_index, len, .. } => {
                    taken.extend(replaced[*old_index..old_index + len].iter().map(|line| (*line).to_owned()));
                }
                op => taken.extend(self.lines[op.new_range()].iter().map(|line| format!("{line}{end}"))),
            }
        }
        let is_end_open =
            self.range.end == old.len() && old.last().is_some_and(|line| !line.is_empty() && !line.ends_with('\n'));
        let count = taken.len();
        for (index, line) in taken.iter_mut().enumerate() {
            if is_end_open && index + 1 == count {
                line.truncate(without_end(line).len());
            } else if !line.ends_with('\n') {
                line.push_str(end);
            }
        }
        taken.concat()
    }
}

/// Where the lines stand in the file, if they do so exactly once; white space at the ends of lines counts only when that
/// helps to tell. Says also whether it had to be left out.
fn find(old: &[&str], search: &[String]) -> Result<(usize, bool), Reason> {
    let exact = only(old.iter().map(|line| without_end(line)), search.iter().map(String::as_str));
    match exact {
        Err(Reason::NotFound) => {
            let lenient = only(old.iter().map(|line| visible(line)), search.iter().map(|line| visible(line)));
            lenient.map(|start| (start, false))
        }
        exact => exact.map(|start| (start, true)),
    }
}

/// The only place of `search` within `lines`; in time that grows with both together (Knuth, Morris and Pratt).
fn only<'l>(lines: impl Iterator<Item = &'l str>, search: impl Iterator<Item = &'l str>) -> Result<usize, Reason> {
    let mut numbers = HashMap::new();
    let search: Vec<usize> = search
        .map(|line| {
            let next = numbers.len() + 1;
            *numbers.entry(line).or_insert(next)
        })
        .collect();
    // How much of the beginning of `search` its first so many lines end with.
    let mut borders = vec![0; search.len()];
    let mut matched = 0;
    for index in 1..search.len() {
        while matched > 0 && search[index] != search[matched] {
            matched = borders[matched - 1];
        }
        matched += usize::from(search[index] == search[matched]);
        borders[index] = matched;
    }
    let (mut found, mut matched) = (None, 0);
    for (at, line) in lines.enumerate() {
        let line = numbers.get(line).copied().unwrap_or_default();
        while matched > 0 && line != search[matched] {
            matched = borders[matched - 1];
        }
        matched += usize::from(line == search[matched]);
        if matched == search.len() {
            if found.replace(at + 1 - search.len()).is_some() {
                return Err(Reason::Ambiguous);
            }
            matched = borders[matched - 1];
        }
    }
    found.ok_or(Reason::NotFound)
}

/// A line without what nobody sees: white space at its end, and the mark that some files of Windows begin with.
fn visible(line: &str) -> &str {
    line.trim_end().trim_start_matches('\u{feff}')
}

fn without_end(line: &str) -> &str {
    let line = line.strip_suffix('\n').unwrap_or(line);
    line.strip_suffix('\r').unwrap_or(line)
}

#[cfg(test)]
mod tests;

//! Folders and tags as they may be here.

use super::model::{Omission, Omissions};
use crate::{
    chat::{
        export_record::ExportedLabels,
        labels::{Folder, TAGS_MAX, Tag},
    },
    domain::title::one_line,
};
use std::collections::BTreeSet;

/// Labels with what fits: a folder and tags that are not too long, and not too many of them.
pub(super) fn fitting(labels: ExportedLabels, omissions: &mut Omissions) -> ExportedLabels {
    let folder = labels.folder.and_then(|folder| label(&folder, Folder::MAX_LENGTH, omissions));
    let all = labels.tags.iter().filter_map(|tag| label(tag, Tag::MAX_LENGTH, omissions));
    let mut tags: Vec<_> = all.collect::<BTreeSet<_>>().into_iter().collect();
    omissions.add_many(Omission::Tags, u64::try_from(tags.len().saturating_sub(TAGS_MAX)).unwrap_or(u64::MAX));
    tags.truncate(TAGS_MAX);
    ExportedLabels { folder, tags, ..labels }
}

/// A label on one line; none when nothing is left of it.
fn label(text: &str, length_max: usize, omissions: &mut Omissions) -> Option<String> {
    let line = one_line(text);
    let cut = one_line(&line.chars().take(length_max).collect::<String>());
    if line.chars().count() > length_max {
        omissions.add(Omission::Cut);
    }
    Some(cut).filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_or_too_many_is_cut_and_counted() {
        let mut omissions = Omissions::default();
        let tags =
            (0..25).map(|number| format!("tag {number:02}")).chain(["tag \u{7} 01".into(), " ".into()]).collect();
        let labels = ExportedLabels { is_pinned: true, is_archived: false, folder: Some("가 ".repeat(60)), tags };
        let fitting = fitting(labels, &mut omissions);
        assert_eq!(fitting.folder.map(|folder| folder.chars().count()), Some(59));
        assert_eq!((fitting.tags.len(), fitting.tags[1].as_str(), fitting.is_pinned), (20, "tag 01", true));
        assert_eq!((omissions.count(Omission::Cut), omissions.count(Omission::Tags)), (1, 5));
    }
}

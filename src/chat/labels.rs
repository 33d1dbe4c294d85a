//! What conversations are sorted by: folders, tags, pins and the archive.

use crate::{domain::title::one_line, rest::Problem};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// Most tags of one conversation.
pub const TAGS_MAX: usize = 20;

/// A folder: 1 to 60 characters on one line. It is there as long as something is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder(String);

/// A tag: 1 to 30 characters on one line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ToSchema)]
#[schema(value_type = String, max_length = 30, pattern = r"[^\s\x00-\x1F\x7F-\x9F]", examples("rust"))]
pub struct Tag(String);

/// What is wrong with a folder or with tags. The client of the chat knows neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelFault {
    /// The folder is empty or has more than 60 characters.
    Folder,
    /// A tag is empty or has more than 30 characters.
    Tag,
    /// There are more than 20 tags.
    TagCount,
    /// A tag is there twice.
    TagTwice,
}

impl From<LabelFault> for Problem {
    fn from(fault: LabelFault) -> Self {
        match fault {
            LabelFault::Folder => Self::from_field("folder_length", "A folder has 1 to 60 characters.", "folder"),
            LabelFault::Tag => Self::from_field("tag_length", "A tag has 1 to 30 characters.", "tags"),
            LabelFault::TagCount => Self::from_field("tag_count", "A conversation has 20 tags at most.", "tags"),
            LabelFault::TagTwice => Self::from_field("tag_twice", "A tag is given twice.", "tags"),
        }
    }
}

impl Folder {
    /// Most characters.
    pub const MAX_LENGTH: usize = 60;

    /// Takes a folder as it was typed; runs of white space become one space.
    ///
    /// # Errors
    /// [`LabelFault::Folder`].
    pub fn parse(text: &str) -> Result<Self, LabelFault> {
        label(text, Self::MAX_LENGTH).map(Self).ok_or(LabelFault::Folder)
    }

    /// Its name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Tag {
    /// Most characters.
    pub const MAX_LENGTH: usize = 30;

    /// Takes a tag as it was typed; runs of white space become one space.
    ///
    /// # Errors
    /// [`LabelFault::Tag`].
    pub fn parse(text: &str) -> Result<Self, LabelFault> {
        label(text, Self::MAX_LENGTH).map(Self).ok_or(LabelFault::Tag)
    }

    /// Takes all the tags of a conversation.
    ///
    /// # Errors
    /// Every [`LabelFault`] of tags.
    pub fn parse_all(texts: &[String]) -> Result<Vec<Self>, LabelFault> {
        if texts.len() > TAGS_MAX {
            return Err(LabelFault::TagCount);
        }
        if texts.iter().collect::<BTreeSet<_>>().len() < texts.len() {
            return Err(LabelFault::TagTwice);
        }
        // Those that only white space tells apart are one.
        let tags = texts.iter().map(|text| Self::parse(text)).collect::<Result<BTreeSet<_>, _>>()?;
        Ok(tags.into_iter().collect())
    }

    /// Its name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn label(text: &str, length_max: usize) -> Option<String> {
    let label = one_line(text);
    (1..=length_max).contains(&label.chars().count()).then_some(label)
}

/// Where a conversation is to be kept; what is none stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LabelsPatch {
    /// Whether it stands before all others.
    pub pinned: Option<bool>,
    /// Whether it is out of the way.
    pub archived: Option<bool>,
    /// The folder that it is in; `Some(None)`: in none.
    pub folder: Option<Option<Folder>>,
    /// All of its tags.
    pub tags: Option<Vec<Tag>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_and_tags_say_what_is_wrong_with_them() {
        assert_eq!(Folder::parse(" 회의  \n 자료 ").map(|folder| folder.0), Ok("회의 자료".into()));
        assert_eq!(Folder::parse(" "), Err(LabelFault::Folder));
        assert_eq!(Folder::parse(&"x".repeat(61)), Err(LabelFault::Folder));
        assert_eq!(Tag::parse(&"가".repeat(30)).map(|tag| tag.0), Ok("가".repeat(30)));
        let all = |tags: &[&str]| Tag::parse_all(&tags.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(all(&["a", "b"]).map(|tags| tags.len()), Ok(2));
        assert_eq!(all(&["a", ""]), Err(LabelFault::Tag));
        assert_eq!(all(&["a", "a"]), Err(LabelFault::TagTwice));
        assert_eq!(all(&["a", " a "]).map(|tags| tags.len()), Ok(1));
        assert_eq!(all(&["a"; 21]), Err(LabelFault::TagCount));
    }
}

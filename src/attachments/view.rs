//! Attachments on the page.

use super::model::{Attachment, Kind};
use crate::{
    i18n::Language,
    markup::{self, SafeHtml, Thumbnail},
};

/// Pixels of the longer side that a picture is shown with: half of what its small copy has, for fine screens.
const SHOWN_SIDE: u32 = 160;

/// The attachments of a message, as links to all of them.
pub fn strip(attachments: &[Attachment], language: Language) -> SafeHtml {
    let texts = language.attachments_texts();
    let exhibit = |attachment: &Attachment| {
        let href = format!("/attachments/{}", attachment.id);
        let label = match attachment.kind {
            Kind::Image => texts.open_image(&attachment.name),
            Kind::Text => texts.open_text(&attachment.name),
        };
        let picture = attachment.width.zip(attachment.height).map(|(width, height)| {
            let (width, height) = shown(width, height);
            (format!("{href}?size=small"), width, height)
        });
        let name = attachment.name.clone();
        Thumbnail { href, label, name, picture }
    };
    markup::strip(&attachments.iter().map(exhibit).collect::<Vec<_>>())
}

/// A size within [`SHOWN_SIDE`], at least one pixel each way.
fn shown(width: u32, height: u32) -> (u32, u32) {
    let longer = width.max(height).max(SHOWN_SIDE);
    let scaled = |side: u32| (side * SHOWN_SIDE / longer).max(1);
    (scaled(width), scaled(height))
}

/// What an attachment is called where it is kept: its end says what is in it, not what it was made of.
pub fn file_name(attachment: &Attachment) -> String {
    let name = attachment.name.as_str();
    match attachment.kind {
        Kind::Text if name.to_ascii_lowercase().ends_with(".pdf") => format!("{name}.txt"),
        Kind::Text => name.to_owned(),
        Kind::Image => {
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            format!("{stem}.{}", if attachment.media_type == "image/png" { "png" } else { "jpg" })
        }
    }
}

//! Pictures: read within limits, turned the right way up, made as large as models see, and written anew, so that nothing
//! of what a camera writes beside them, as where it was, remains.

use super::{AttachmentError, sniff};
use crate::worker::WorkError;
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage,
    codecs::{
        jpeg::JpegEncoder,
        png::{CompressionType, FilterType as PngFilter, PngEncoder},
    },
    imageops::FilterType,
    metadata::Orientation,
};
use std::io::Cursor;

/// What tells a process of its own to read a picture ([`crate::worker`]).
pub const JOB: &str = "image";
/// Most pixels of a side of a picture as it comes: the longest panorama that phones make.
const SIDE_MAX: u32 = 12_000;
/// Most pixels of a picture as it comes: what the best phones take, beside the few of 200 million.
const PIXELS_MAX: u64 = 50_000_000;
/// Most bytes of memory for its pixels, all of [`PIXELS_MAX`] with four colours.
const MEMORY_MAX: u64 = 4 * PIXELS_MAX;
/// Pixels of the longer side that models look at: Anthropic's scale down what has more than 1568 ("Vision", evaluate image
/// size), OpenAI's see 2048 at most, and 768 of the shorter side ("Images and vision", calculating costs).
const LONG_SIDE: u32 = 1568;
/// Pixels of the longer side of the copy that the page shows, twice what it is shown with.
const SMALL_SIDE: u32 = 320;
/// Of JPEG, of 100: what is lost is not seen.
const QUALITY: u8 = 85;
/// A drawing or a screenshot of so many bytes stays as sharp as it was, in bytes.
const SHARP_BYTES_MAX: usize = 512 * 1024;
/// What can be seen through costs more: above this it is put on white, since services take 5 MB of a picture.
const CLEAR_BYTES_MAX: usize = 3 * 1024 * 1024;

/// A picture as it is kept.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Picture {
    pub(super) content: Vec<u8>,
    /// For the page; none: it is small itself.
    pub(super) small: Option<Vec<u8>>,
    pub(super) width: u32,
    pub(super) height: u32,
}

impl Picture {
    /// As it goes through a pipe: width, height, and the lengths of both files as 32 bits, little end first; then the files.
    fn to_bytes(&self) -> Vec<u8> {
        let small = self.small.as_deref().unwrap_or_default();
        let length = |file: &[u8]| u32::try_from(file.len()).unwrap_or(u32::MAX);
        let head = [self.width, self.height, length(&self.content), length(small)].map(u32::to_le_bytes);
        [head.as_flattened(), &self.content, small].concat()
    }

    /// What [`Self::to_bytes`] wrote; none: it did not.
    pub(super) fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let mut number = || {
            let (head, rest) = bytes.split_first_chunk()?;
            bytes = rest;
            Some(u32::from_le_bytes(*head))
        };
        let (width, height, content, small) = (number()?, number()?, number()?, number()?);
        let (content, rest) = bytes.split_at_checked(usize::try_from(content).ok()?)?;
        let is_whole = rest.len() == usize::try_from(small).ok()?;
        let small = (!rest.is_empty()).then(|| rest.to_vec());
        is_whole.then(|| Self { content: content.to_vec(), small, width, height })
    }
}

/// What a process of its own does with a picture: gives what [`Picture::from_bytes`] takes.
///
/// # Errors
/// `Unreadable` and `TooLong`.
pub fn convert_image(file: &[u8]) -> Result<Vec<u8>, WorkError> {
    let format = sniff::picture_format(file).ok_or(WorkError::Unreadable)?;
    match read(file, format) {
        Ok(picture) => Ok(picture.to_bytes()),
        Err(AttachmentError::PictureTooLarge) => Err(WorkError::TooLong),
        Err(_) => Err(WorkError::Unreadable),
    }
}

/// Makes of a file what is kept of it; of moving pictures the first one.
///
/// # Errors
/// `PictureTooLarge`, `PictureUnreadable`.
fn read(file: &[u8], format: ImageFormat) -> Result<Picture, AttachmentError> {
    let picture = shrunk(decode(file, format)?, LONG_SIDE);
    // What is drawn, as a screenshot, has sharp edges, which JPEG makes dirty.
    let is_drawn = matches!(format, ImageFormat::Png | ImageFormat::Gif);
    let content = encode(&picture, is_drawn)?;
    let (width, height) = (picture.width(), picture.height());
    let small = match width.max(height) > SMALL_SIDE {
        true => Some(encode(&picture.thumbnail(SMALL_SIDE, SMALL_SIDE), false)?),
        false => None,
    };
    Ok(Picture { content, small, width, height })
}

/// The media type of what [`read`] makes.
pub(super) fn media_type(content: &[u8]) -> &'static str {
    if content.starts_with(b"\x89PNG") { "image/png" } else { "image/jpeg" }
}

fn decode(file: &[u8], format: ImageFormat) -> Result<DynamicImage, AttachmentError> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(MEMORY_MAX);
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(trouble)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS_MAX || decoder.total_bytes() > MEMORY_MAX {
        return Err(AttachmentError::PictureTooLarge);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(trouble)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn trouble(error: ImageError) -> AttachmentError {
    match error {
        ImageError::Limits(_) => AttachmentError::PictureTooLarge,
        _ => AttachmentError::PictureUnreadable,
    }
}

/// A picture whose longer side has `side` pixels at most.
fn shrunk(picture: DynamicImage, side: u32) -> DynamicImage {
    if picture.width().max(picture.height()) <= side {
        return picture;
    }
    // The quick way to twice the size; the fine one costs as much as what it begins with has pixels.
    let picture =
        if picture.width().max(picture.height()) > 2 * side { picture.thumbnail(2 * side, 2 * side) } else { picture };
    picture.resize(side, side, FilterType::CatmullRom)
}

fn encode(picture: &DynamicImage, is_drawn: bool) -> Result<Vec<u8>, AttachmentError> {
    if picture.color().has_alpha() {
        let clear = picture.to_rgba8();
        if clear.pixels().any(|pixel| pixel.0[3] < u8::MAX) {
            let content = png(&clear.into())?;
            return if content.len() > CLEAR_BYTES_MAX { jpeg(&on_white(picture)) } else { Ok(content) };
        }
    }
    let opaque = picture.to_rgb8();
    if is_drawn {
        let content = png(&opaque.clone().into())?;
        if content.len() <= SHARP_BYTES_MAX {
            return Ok(content);
        }
    }
    jpeg(&opaque)
}

fn on_white(picture: &DynamicImage) -> RgbImage {
    let clear = picture.to_rgba8();
    RgbImage::from_fn(clear.width(), clear.height(), |x, y| {
        let [red, green, blue, alpha] = clear.get_pixel(x, y).0.map(u32::from);
        let mixed = |colour: u32| u8::try_from((colour * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX);
        image::Rgb([mixed(red), mixed(green), mixed(blue)])
    })
}

fn png(picture: &DynamicImage) -> Result<Vec<u8>, AttachmentError> {
    let mut content = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut content, CompressionType::Default, PngFilter::Adaptive);
    picture.write_with_encoder(encoder).map_err(trouble)?;
    Ok(content)
}

fn jpeg(picture: &RgbImage) -> Result<Vec<u8>, AttachmentError> {
    let mut content = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut content, QUALITY)).map_err(trouble)?;
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::Picture;

    #[test]
    fn a_picture_comes_whole_through_a_pipe_or_not_at_all() {
        for small in [None, Some(vec![9; 7])] {
            let picture = Picture { content: vec![1, 2, 3], small, width: 640, height: 480 };
            let bytes = picture.to_bytes();
            assert_eq!(Picture::from_bytes(&bytes), Some(picture));
            for cut in 0..bytes.len() {
                assert_eq!(Picture::from_bytes(&bytes[..cut]), None, "{cut}");
            }
            assert_eq!(Picture::from_bytes(&[bytes, vec![0]].concat()), None);
        }
    }
}

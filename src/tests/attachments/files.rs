//! Which files are taken, what is made of them, and how they are served.

use super::{ATTACHMENTS, attach, id, picture, read, refused, upload};
use crate::server::TestServer;
use axum::{
    body::Body,
    http::{HeaderMap, Request, StatusCode, header},
};
use image::{DynamicImage, ImageEncoder, ImageFormat, Rgba, RgbaImage, codecs::jpeg::JpegEncoder};
use serde_json::{Value, json};

/// EXIF that says "the camera was turned" (orientation 6), and where it was.
fn exif() -> Vec<u8> {
    let mut exif = b"II*\0\x08\0\0\0\x02\0".to_vec();
    exif.extend(b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0");
    exif.extend(b"\x0E\x01\x02\0\x0D\0\0\0\x26\0\0\0");
    exif.extend(b"\0\0\0\0GPS-37.5665N\0");
    exif
}

fn assert_safe(headers: &HeaderMap) {
    let text = |name: &str| headers.get(name).map_or("", |value| value.to_str().unwrap());
    assert_eq!(text("x-content-type-options"), "nosniff");
    assert_eq!(text("content-security-policy"), "default-src 'none'; sandbox");
    assert!(text("content-disposition").starts_with("inline; filename*=UTF-8''"), "{headers:?}");
    assert_eq!(text("cache-control"), "private, no-cache");
    assert!(text("etag").starts_with('"'), "{headers:?}");
    let kind = text("content-type");
    assert!(["image/png", "image/jpeg", "text/plain; charset=utf-8"].contains(&kind), "{kind}");
}

#[tokio::test]
async fn what_a_file_is_goes_by_its_content_and_not_by_its_name() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let cases = [
        ("notes.exe", b"just text".to_vec(), "text", "text/plain; charset=utf-8"),
        ("page.html", b"<script>alert(1)</script>".to_vec(), "text", "text/plain; charset=utf-8"),
        (
            "drawing.png",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec(),
            "text",
            "text/plain; charset=utf-8",
        ),
        ("photo.txt", picture(30, 20, ImageFormat::Jpeg), "image", "image/jpeg"),
        ("../../a\u{202e}b.svg", picture(30, 20, ImageFormat::Png), "image", "image/png"),
        ("moving.gif", picture(30, 20, ImageFormat::Gif), "image", "image/png"),
        ("new.webp", picture(30, 20, ImageFormat::WebP), "image", "image/jpeg"),
    ];
    for (name, file, kind, media_type) in cases {
        let attached = attach(&mut person, name, file).await;
        assert_eq!(attached["kind"], kind, "{name}");
        let path = format!("/attachments/{}", id(&attached));
        let (status, headers, content) = read(&mut person, &path).await;
        assert_eq!((status, headers[header::CONTENT_TYPE].to_str().unwrap()), (StatusCode::OK, media_type), "{name}");
        assert_safe(&headers);
        assert_eq!(content.len(), attached["bytes"].as_u64().unwrap() as usize);
        assert!(!attached["name"].as_str().unwrap().contains(['/', '\u{202e}']), "{attached}");
    }
}

#[tokio::test]
async fn whoever_has_an_attachment_already_is_told_so_and_nobody_else_is() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let path = format!("/attachments/{}", id(&attach(&mut person, "notes.txt", b"private".to_vec()).await));
    let (_, headers, _) = read(&mut person, &path).await;
    let known =
        || Request::get(&path).header(header::IF_NONE_MATCH, &headers[header::ETAG]).body(Body::empty()).unwrap();
    let (status, _, content) = person.parts(known()).await;
    assert_eq!((status, content.len()), (StatusCode::NOT_MODIFIED, 0));
    // The next person at the same browser.
    let (status, _, content) = server.visitor().parts(known()).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert!(!String::from_utf8_lossy(&content).contains("private"));
    assert_eq!(server.person("other").await.parts(known()).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_neither_picture_nor_text_is_refused_with_a_reason() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let mut cut = picture(300, 200, ImageFormat::Png);
    cut.truncate(200);
    let without_text =
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]>>endobj\ntrailer<</Root 1 0 R>>";
    let cases: [(&str, Vec<u8>, u16, &str); 8] = [
        ("a.txt", vec![], 422, "attachment_missing"),
        ("a.txt", b"PK\x03\x04\x14\0\0\0".to_vec(), 422, "attachment_unsupported"),
        ("a.txt", b"a\0b".to_vec(), 422, "attachment_unsupported"),
        ("a.txt", vec![b'x'; 256 * 1024 + 1], 413, "attachment_text_too_long"),
        ("a.txt", vec![b'x'; 10 * 1024 * 1024 + 1], 413, "attachment_too_large"),
        ("a.png", cut, 422, "image_unreadable"),
        ("a.pdf", b"%PDF-1.7\nnothing of a PDF".to_vec(), 422, "pdf_unreadable"),
        ("a.pdf", without_text.to_vec(), 422, "pdf_without_text"),
    ];
    for (name, file, status, code) in cases {
        assert_eq!(refused(&mut person, name, file).await, (status, code.to_owned()));
    }
    person.language = "ko";
    let problem: Value = upload(&mut person, "a.zip", b"PK\x03\x04\0".to_vec()).await.json();
    assert!(problem["title"].as_str().unwrap().contains("첨부할 수 있습니다"), "{problem}");
}

/// A PNG that says it has so many pixels, and has none.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut file = picture(2, 2, ImageFormat::Png);
    file[16..20].copy_from_slice(&width.to_be_bytes());
    file[20..24].copy_from_slice(&height.to_be_bytes());
    // The checksum of the header (PNG §5.5), so that nothing but its size is wrong.
    let crc = !file[12..29].iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 })
    });
    file[29..33].copy_from_slice(&crc.to_be_bytes());
    file
}

#[tokio::test]
async fn a_picture_that_says_it_is_huge_is_not_unpacked() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    for (width, height) in [(12_001, 10), (10, 12_001), (8_000, 8_000), (u32::MAX / 2, u32::MAX / 2)] {
        let told = refused(&mut person, "bomb.png", bomb(width, height)).await;
        assert!(told.1 == "image_too_large" || told.1 == "image_unreadable", "{told:?}");
        assert!(width > 20_000 || told == (413, "image_too_large".to_owned()), "{width}: {told:?}");
    }
}

#[tokio::test]
async fn a_photo_is_turned_made_smaller_and_says_no_more_where_it_was_taken() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let image = image::load_from_memory(&picture(2000, 1000, ImageFormat::Png)).unwrap().to_rgb8();
    let mut file = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut file, 90);
    encoder.set_exif_metadata(exif()).unwrap();
    encoder.encode_image(&image).unwrap();
    assert!(file.windows(12).any(|window| window == b"GPS-37.5665N"));

    let attached = attach(&mut person, "IMG_0001.JPG", file).await;
    assert_eq!((&attached["width"], &attached["height"]), (&json!(784), &json!(1568)));
    let path = format!("/attachments/{}", id(&attached));
    let (_, headers, content) = read(&mut person, &path).await;
    assert!(!content.windows(4).any(|window| window == b"Exif" || window == b"GPS-"));
    assert!(headers[header::CONTENT_DISPOSITION].to_str().unwrap().ends_with("IMG_0001.jpg"));
    // Turned to the right: what was above and left is above and right.
    let turned = image::load_from_memory(&content).unwrap().to_rgb8();
    let is_red = |x: u32, y: u32| turned.get_pixel(x, y).0[0] > 150;
    assert_eq!([is_red(20, 20), is_red(760, 20), is_red(760, 1540), is_red(20, 1540)], [false, true, false, false]);

    let (_, headers, small) = read(&mut person, &format!("{path}?size=small")).await;
    assert_safe(&headers);
    let small = image::load_from_memory(&small).unwrap();
    assert_eq!((small.width(), small.height()), (160, 320));
}

#[tokio::test]
async fn what_can_be_seen_through_stays_so() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let image = RgbaImage::from_fn(40, 40, |x, _| Rgba([10, 20, 30, if x < 20 { 0 } else { 255 }]));
    let mut file = std::io::Cursor::new(Vec::new());
    DynamicImage::from(image).write_to(&mut file, ImageFormat::WebP).unwrap();
    let attached = attach(&mut person, "clear.webp", file.into_inner()).await;
    assert_eq!(attached["media_type"], "image/png");
    let (_, _, content) = read(&mut person, &format!("{ATTACHMENTS}/{}", id(&attached))).await;
    assert_eq!(image::load_from_memory(&content).unwrap().to_rgba8().get_pixel(0, 0).0[3], 0);
}

#[tokio::test]
async fn a_form_brings_its_file_with_its_name() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let form = |field: &str, length: usize| {
        format!(
            "--edge\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"회의 록.md\"\r\n\r\n{}\r\n--edge--\r\n",
            "x".repeat(length)
        )
    };
    let mut send = async |form: String| {
        let request = Request::post(ATTACHMENTS).header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
        person.request(request.body(Body::from(form)).unwrap()).await
    };
    let answer = send(form("file", 8)).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    assert_eq!(answer.json::<Value>()["name"], "회의 록.md");
    assert_eq!(send(form("other", 8)).await.json::<Value>()["code"], "attachment_missing");
    assert_eq!(send(form("file", 11 * 1024 * 1024)).await.json::<Value>()["code"], "attachment_too_large");
}

#[tokio::test]
async fn the_text_of_a_pdf_is_kept_in_the_order_of_its_lines() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let document = json!({ "title": "회의록", "content": "# 2주 차 회의\n\n예산은 1,200만 원으로 정했습니다.\n\nThe budget is fixed." });
    let document = id(&super::post(&mut person, "/api/v1/documents", document).await.json());
    let path = format!("/api/v1/documents/{document}/export?format=pdf");
    let (status, _, pdf) = read(&mut person, &path).await;
    assert_eq!(status, StatusCode::OK);
    let attached = attach(&mut person, "minutes.pdf", pdf).await;
    assert_eq!((&attached["kind"], &attached["name"]), (&json!("text"), &json!("minutes.pdf")));
    let (_, headers, text) = read(&mut person, &format!("/attachments/{}", id(&attached))).await;
    assert_safe(&headers);
    assert!(headers[header::CONTENT_DISPOSITION].to_str().unwrap().ends_with("minutes.pdf.txt"));
    let text = String::from_utf8(text).unwrap();
    let lines: Vec<_> = text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines[..3], ["2주 차 회의", "예산은 1,200만 원으로 정했습니다.", "The budget is fixed."], "{text}");
}

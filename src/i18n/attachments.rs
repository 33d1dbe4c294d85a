//! The sentences of what is attached to questions: to people, and to models.

catalogue! {
    /// Every sentence of attachments, in one language, by its key.
    AttachmentTexts

    // Why a file cannot be attached
    error_no_file: "첨부할 파일이 없습니다.", "There is no file to attach.";
    error_too_large: "파일 하나는 10 MB까지 첨부할 수 있습니다.", "Files can be up to 10 MB.";
    error_unsupported: "이미지(PNG, JPEG, WebP, GIF), 텍스트, PDF만 첨부할 수 있습니다.", "Only images (PNG, JPEG, WebP, GIF), text and PDFs can be attached.";
    error_picture_unreadable: "이미지를 읽을 수 없습니다. 파일이 손상된 것 같습니다.", "The image cannot be read. The file seems to be damaged.";
    error_picture_too_large: "이미지가 너무 큽니다. 한 변은 12,000픽셀, 전체는 5천만 픽셀까지입니다.", "The image is too large. It can have up to 12,000 pixels a side and 50 million in total.";
    error_text_too_long: "텍스트는 256 KB까지 첨부할 수 있습니다.", "Text can be up to 256 KB.";
    error_pdf_unreadable: "PDF를 읽을 수 없습니다. 손상되었거나 암호가 걸려 있습니다.", "The PDF cannot be read. It is damaged or has a password.";
    error_pdf_without_text: "텍스트가 없는 PDF입니다. 각 쪽을 이미지로 첨부해 보세요.", "The PDF has no text. Attach its pages as images instead.";
    error_full: "첨부 파일을 저장할 공간이 없습니다. 첨부가 있는 대화를 삭제하면 공간이 생깁니다.", "There is no room for more attachments. Delete chats that have attachments to make room.";

    // What models are told
    told_file: "첨부 파일: {name}", "Attached file: {name}";
    told_unseen: "[그림 “{name}”{이|가} 첨부되었지만, 당신은 그림을 볼 수 없습니다. 필요하면 볼 수 없다고 말하세요.]", "[An image, “{name}”, is attached, which you cannot see. Say so if it matters.]";
    told_left_out: "[“{name}”{이|가} 첨부되었지만, 길어서 여기서는 뺐습니다.]", "[“{name}” is attached, and left out here for length.]";

    // What stands for them where a link is shared
    mark_image: "[이미지]", "[image]";
    mark_text: "[파일]", "[file]";

    // The page
    open_image: "이미지 크게 보기: {name}", "View image: {name}";
    open_text: "첨부한 텍스트 보기: {name}", "View attached text: {name}";
}

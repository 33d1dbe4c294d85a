//! `POST /code/new`: code from the form of its page, pasted or as files.

use super::{
    Fixes,
    error::FixError,
    model::{CODE_BYTES_MAX, FILES_MAX, FixId, NewFile, NewFix},
};
use crate::{
    auth::CurrentUser,
    domain::error::{AppError, ValidationError},
    i18n::Language,
};
use axum::{
    extract::{Multipart, State, multipart::Field},
    response::Redirect,
};

/// What pasted code is called that nobody has called anything.
const UNNAMED: &str = "code.txt";

/// What the form has.
#[derive(Default)]
struct Form {
    name: String,
    pasted: String,
    files: Vec<NewFile>,
    instruction: String,
    model: String,
}

/// Has the code mended and leads to it; when it cannot be taken, the page says why.
pub async fn new_upload(
    State(fixes): State<Fixes>,
    user: CurrentUser,
    language: Language,
    form: Multipart,
) -> Redirect {
    match create(&fixes, &user, language, form).await {
        Ok(id) => Redirect::to(&format!("/code/{id}")),
        Err(FixError::Other(AppError::Invalid(fault))) => {
            let code = serde_json::to_value(fault).ok().and_then(|code| code.as_str().map(str::to_owned));
            Redirect::to(&format!("/code?error={}", code.unwrap_or_default()))
        }
        Err(FixError::Other(AppError::TooManyRequests(seconds))) => Redirect::to(&format!("/code?wait={seconds}")),
        Err(FixError::Other(_)) => Redirect::to("/code?error=unknown"),
        Err(error) => Redirect::to(&format!("/code?error={}", error.code())),
    }
}

async fn create(fixes: &Fixes, user: &CurrentUser, language: Language, form: Multipart) -> Result<FixId, FixError> {
    let Form { name, pasted, mut files, instruction, model } = read(form).await?;
    if !pasted.trim().is_empty() {
        let name = if name.trim().is_empty() { UNNAMED } else { name.trim() };
        files.insert(0, NewFile { path: name.to_owned(), content: pasted });
    }
    let model = if model.is_empty() { None } else { Some(model.parse().map_err(|_| ValidationError::ModelUnknown)?) };
    fixes.create(user.id(), NewFix { files, instruction }, model, language).await
}

async fn read(mut fields: Multipart) -> Result<Form, FixError> {
    let mut form = Form::default();
    let mut bytes = 0;
    while let Some(field) = fields.next_field().await.map_err(|_| AppError::BadRequest)? {
        let file = field.file_name().map(str::to_owned);
        match (field.name().unwrap_or_default(), file) {
            ("files", Some(name)) => {
                let content = text(field, &mut bytes).await?;
                // A field for files that holds none is sent as one without a name.
                if !name.is_empty() {
                    form.files.push(NewFile { path: name, content });
                }
                if form.files.len() > FILES_MAX {
                    return Err(FixError::TooManyFiles);
                }
            }
            // Browsers send the lines of a text area with the ends of another age.
            ("code", _) => form.pasted = text(field, &mut bytes).await?.replace("\r\n", "\n"),
            ("name", _) => form.name = text(field, &mut bytes).await?,
            ("instruction", _) => form.instruction = text(field, &mut bytes).await?,
            ("model", _) => form.model = text(field, &mut bytes).await?,
            _ => {}
        }
    }
    Ok(form)
}

/// A field as text; counts what has come.
async fn text(field: Field<'_>, bytes: &mut usize) -> Result<String, FixError> {
    // More than the whole request may have cannot be read.
    let content = field.bytes().await.map_err(|_| FixError::TooLarge)?;
    *bytes += content.len();
    // Twice as much: pasted lines may come with longer ends than they are counted with.
    if *bytes > 2 * CODE_BYTES_MAX {
        return Err(FixError::TooLarge);
    }
    String::from_utf8(content.into()).map_err(|_| FixError::NotText)
}

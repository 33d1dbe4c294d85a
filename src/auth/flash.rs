//! Flash forms: a form that could not be taken is shown once more by its page, with the reason and with what was typed.
//! Leptos hands the reason over in the page's address, where it would stay; here it waits in memory under a cookie.

use super::{Auth, current_account, token::Token};
use crate::{
    domain::id::UserId,
    web::{cookie, network::Network},
};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use leptos::{
    prelude::{provide_context, use_context},
    server::ServerActionError,
    server_fn::ServerFn,
};
use leptos_axum::ResponseOptions;
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

const COOKIE: &str = "supbot_form";
/// How long a form waits for its page: the browser asks for that at once.
const AGE_MAX: Duration = Duration::from_secs(300);
/// Most forms of one account, or of the visitors of one network, that wait at once; the oldest one makes room.
const OWNER_FORMS_MAX: usize = 4;
/// Most forms of all accounts, and most of all visitors, that wait at once.
const FORMS_MAX: usize = 200;
/// Most bytes that the fields of either take.
const BYTES_MAX: usize = 16 * 1024 * 1024;
/// Most bytes of the fields of one form. A browser still has what is longer when one goes back.
const FORM_BYTES_MAX: usize = 2 * 1024 * 1024;
/// The same for a visitor, whose forms are small.
const VISITOR_BYTES_MAX: usize = 4 * 1024;
/// Fields that are never kept.
const SECRET_FIELDS: [&str; 4] = ["password", "current", "new", "confirmation"];

/// A form as it was sent, and why it was not taken.
#[derive(Debug, Clone)]
pub struct FlashForm {
    /// The path of the server function that it was sent to.
    pub function: String,
    /// The error, as Leptos writes it into an address.
    pub error: String,
    /// Its fields in order, by their names; without passwords.
    pub fields: Vec<(String, String)>,
}

impl FlashForm {
    /// The value of a field; none when it was not sent, or not kept.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Who has sent a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    Account(UserId),
    Visitor(Network),
}

impl Owner {
    fn user(self) -> Option<UserId> {
        match self {
            Self::Account(user) => Some(user),
            Self::Visitor(_) => None,
        }
    }
}

/// A form that waits.
#[derive(Debug)]
struct Waiting {
    token: String,
    /// The path of its page.
    page: String,
    owner: Owner,
    since: Instant,
    form: FlashForm,
}

impl Waiting {
    fn size(&self) -> usize {
        let size = |(name, value): &(String, String)| name.len() + value.len() + size_of::<(String, String)>();
        self.form.fields.iter().map(size).sum()
    }
}

/// The forms that wait for their pages. Cheap to clone.
#[derive(Clone)]
pub struct FlashForms {
    waiting: Arc<Mutex<VecDeque<Waiting>>>,
    auth: Auth,
    /// Most bytes of a request.
    body_limit: usize,
}

impl FlashForms {
    /// None yet.
    pub fn new(auth: Auth, body_limit: usize) -> Self {
        Self { waiting: Arc::default(), auth, body_limit }
    }

    fn put(&self, waiting: Waiting) {
        let owner = waiting.owner;
        let mut all = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|form| form.since.elapsed() < AGE_MAX);
        all.push_back(waiting);
        make_room(&mut all, OWNER_FORMS_MAX, |form| form.owner == owner);
        // Anybody can be a visitor, in many networks at once: those push out none that belong to accounts.
        make_room(&mut all, FORMS_MAX, |form| form.owner.user().is_some() == owner.user().is_some());
    }

    /// The form that waits for the page that is asked for, once.
    fn take(&self, request: &Parts) -> Option<FlashForm> {
        let token = cookie::read_secret(&request.headers, COOKIE, self.auth.has_secure_cookies())?;
        let user = user_of(request);
        let mut all = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|form| form.since.elapsed() < AGE_MAX);
        let at = all.iter().position(|form| form.token == token)?;
        (all[at].page == request.uri.path() && all[at].owner.user() == user).then(|| all.remove(at))?.map(|it| it.form)
    }

    /// Gives the page that is being rendered the form that waits for it.
    pub fn provide(&self) {
        let Some(request) = use_context::<Parts>().filter(|request| request.method == Method::GET) else { return };
        let Some(form) = self.take(&request) else { return };
        let removal = cookie::set(COOKIE, "/", "", 0, self.auth.has_secure_cookies());
        if let Some((response, removal)) = use_context::<ResponseOptions>().zip(removal) {
            response.append_header(header::SET_COOKIE, removal);
        }
        provide_context(ServerActionError::new(&form.function, &form.error));
        provide_context(form);
    }
}

/// Drops the oldest of some forms until they are no more, and no larger, than they may be.
fn make_room(all: &mut VecDeque<Waiting>, most: usize, is_counted: impl Fn(&Waiting) -> bool) {
    let is_too_much = |all: &VecDeque<Waiting>| {
        let sizes = all.iter().filter(|form| is_counted(form)).map(Waiting::size);
        sizes.clone().count() > most || sizes.sum::<usize>() > BYTES_MAX
    };
    while is_too_much(all) {
        let Some(oldest) = all.iter().position(&is_counted) else { return };
        all.remove(oldest);
    }
}

/// The form of the server function `F` that was sent from the page that is being rendered, and not taken.
pub fn flash_form<F: ServerFn>() -> Option<FlashForm> {
    use_context::<FlashForm>().filter(|form| form.function == F::PATH)
}

fn user_of(request: &Parts) -> Option<UserId> {
    current_account(request).ok().flatten().map(|me| me.id())
}

/// Keeps a form that was not taken for its page, and takes the error out of the address of that page.
pub async fn flash_layer(State(forms): State<FlashForms>, request: Request, next: Next) -> Response {
    if !is_form(request.method(), request.headers()) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let owner = user_of(&parts).map_or_else(|| Owner::Visitor(forms.auth.client_network(&parts)), Owner::Account);
    let Ok(body) = to_bytes(body, forms.body_limit).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let mut response = next.run(Request::from_parts(parts, Body::from(body.clone()))).await;
    let location = response.headers().get(header::LOCATION).and_then(|location| location.to_str().ok());
    let Some((page, address, mut form)) = location.and_then(read_location) else { return response };
    let limit = if owner.user().is_some() { FORM_BYTES_MAX } else { VISITOR_BYTES_MAX };
    if body.len() <= limit {
        form.fields = fields(&body);
    }
    let Ok(token) = Token::generate().map(Token::into_string) else { return response };
    let lifetime = u32::try_from(AGE_MAX.as_secs()).unwrap_or(u32::MAX);
    let cookie = cookie::set(COOKIE, "/", &token, lifetime, forms.auth.has_secure_cookies());
    if let (Ok(address), Some(cookie)) = (HeaderValue::from_str(&address), cookie) {
        forms.put(Waiting { token, page, owner, since: Instant::now(), form });
        response.headers_mut().insert(header::LOCATION, address);
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Whether a browser sends a form itself: it is answered by a page.
fn is_form(method: &Method, headers: &HeaderMap) -> bool {
    let has = |name, text: &str| {
        headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains(text))
    };
    method == Method::POST
        && has(header::ACCEPT, "text/html")
        && has(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}

/// The path of a page, its address without the error that Leptos has written into it, and that error.
fn read_location(location: &str) -> Option<(String, String, FlashForm)> {
    let (address, query) = location.split_once('?')?;
    let (mut function, mut error, mut kept) = (None, None, form_urlencoded::Serializer::new(String::new()));
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match name.as_ref() {
            "__path" => function = Some(value.into_owned()),
            "__err" => error = Some(value.into_owned()),
            // What was done before is no news beside an error.
            "saved" => {}
            _ => {
                kept.append_pair(&name, &value);
            }
        }
    }
    let form = FlashForm { function: function?, error: error?, fields: Vec::new() };
    let kept = kept.finish();
    let uri: http::Uri = address.parse().ok()?;
    // Only the path: the page is one of this site, whatever the browser takes it to be called.
    let path = uri.path().to_owned();
    let address = if kept.is_empty() { path.clone() } else { format!("{path}?{kept}") };
    Some((path, address, form))
}

fn fields(body: &[u8]) -> Vec<(String, String)> {
    let fields = form_urlencoded::parse(body).filter(|(name, _)| !SECRET_FIELDS.contains(&name.as_ref()));
    fields.map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

/// What was typed into a field of the form that could not be taken; none when nothing was sent, or the field holds a secret.
pub fn posted_value<F: ServerFn>(name: &str) -> Option<String> {
    flash_form::<F>()?.field(name).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::SECRET_FIELDS;
    use std::{fs, path::Path};

    /// The text of every source file below a folder.
    fn sources(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries
            .flat_map(|path| match path.extension().and_then(|extension| extension.to_str()) {
                _ if path.is_dir() => sources(&path),
                Some("rs") => vec![fs::read_to_string(path).unwrap()],
                _ => Vec::new(),
            })
            .collect()
    }

    #[test]
    fn no_field_for_a_password_is_kept() {
        let views = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
        let kind = concat!("kind=\"pass", "word\"");
        let mut found = 0;
        for field in views.iter().flat_map(|view| view.split("<Field ").skip(1)) {
            let Some((attributes, _)) = field.split_once(kind) else { continue };
            let name = attributes.split("name=\"").nth(1).and_then(|rest| rest.split('"').next());
            assert!(name.is_some_and(|name| SECRET_FIELDS.contains(&name)), "{name:?}");
            found += 1;
        }
        assert!(found >= 6, "{found} fields");
    }
}

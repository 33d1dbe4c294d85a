//! Pages whose code the browser fetches when somebody goes to them.

use leptos::prelude::AnyView;

/// A page of the client. All of it comes with its area (`src/app/areas.rs`), also what it asks the server for: the types of what
/// comes are a third of the code.
pub trait LazyPage: Sized {
    /// Asks for what the page shows.
    fn data() -> Self;

    /// The page.
    fn view(self) -> AnyView;
}

//! Line icons on a grid of 24, drawn in the colour of the text.

use leptos::prelude::*;

/// Which icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    /// Something new.
    Plus,
    /// A conversation.
    Chat,
    /// A conversation that stands before all others.
    Pin,
    /// What some conversations are kept in.
    Folder,
    /// A document.
    Document,
    /// Code.
    Code,
    /// Finding.
    Search,
    /// A person.
    Person,
    /// The drawer.
    Menu,
    /// What else can be done.
    More,
    /// Off it goes.
    Send,
    /// No more of it.
    Stop,
    /// The one before.
    Previous,
    /// The one after.
    Next,
    /// To the end.
    Down,
}

impl Glyph {
    /// The icon's lines as an SVG path.
    fn path(self) -> &'static str {
        match self {
            Self::Plus => "M12 5v14M5 12h14",
            Self::Chat => "M4 5h16v11H9l-5 4z",
            Self::Pin => "M8 4h8l-1 6 3 4H6l3-4zM12 14v6",
            Self::Folder => "M3.5 6h6l2 2.5h9V19h-17z",
            Self::Document => "M6 3h8l4 4v14H6zM14 3v4h4",
            Self::Code => "m8.5 7-5 5 5 5M15.5 7l5 5-5 5",
            Self::Search => "M11 5a6 6 0 1 1 0 12 6 6 0 0 1 0-12M15.5 15.5 20 20",
            Self::Person => "M12 5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7M5 20c1-4 4-5.5 7-5.5s6 1.5 7 5.5",
            Self::Menu => "M4 7h16M4 12h16M4 17h16",
            Self::More => "M5.5 12h1M11.5 12h1M17.5 12h1",
            Self::Send => "M12 19V6m0 0-5.5 5.5M12 6l5.5 5.5",
            Self::Stop => "M7 7h10v10H7z",
            Self::Previous => "M14.5 6 8.5 12l6 6",
            Self::Next => "m9.5 6 6 6-6 6",
            Self::Down => "M12 5v13m0 0-5.5-5.5M12 18l5.5-5.5",
        }
    }
}

/// An icon; it says nothing to a screen reader, so what holds it needs a name.
#[component]
pub fn Icon(
    /// Which one.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=glyph.path()></path>
        </svg>
    }
}

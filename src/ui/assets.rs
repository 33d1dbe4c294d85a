//! Where scripts and style sheets are: the client's two files, and those that it does not carry, of which a page names the
//! one that it needs, and only then it is loaded.

use leptos::{nonce::use_nonce, prelude::*};
use std::{path::Path, sync::Arc};

/// What is built of them. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Assets(Arc<[String]>);

impl Assets {
    /// Looks into the folders that they are built into. One that does not exist holds nothing.
    pub fn find(folders: &[impl AsRef<Path>]) -> Self {
        let files = folders.iter().filter_map(|folder| folder.as_ref().read_dir().ok()).flatten().flatten();
        Self(files.filter_map(|file| file.file_name().into_string().ok()).collect())
    }

    /// The address of the file `name-HASH.extension`.
    pub fn address(&self, name: &str, extension: &str) -> Option<String> {
        let is_it = |file: &&String| {
            let hash = file.strip_suffix(extension).and_then(|file| file.strip_suffix('.')?.strip_prefix(name));
            hash.and_then(|hash| hash.strip_prefix('-')).is_some_and(|hash| !hash.contains(['-', '.']))
        };
        self.0.iter().find(is_it).map(|file| format!("/pkg/{file}"))
    }
}

/// The addresses of the client's two files. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Client {
    /// Its script.
    pub script: Arc<str>,
    /// Its WebAssembly.
    pub wasm: Arc<str>,
}

/// Source text that loads a module when the page is on the screen: what is looked at comes first. What goes wrong is told a
/// while later, when there still is a page: to be left meanwhile is no error.
pub fn load_after_first_picture(source: &str) -> String {
    // A frame is only the beginning of a picture: that of a long page can come a second after it.
    format!(
        "addEventListener(\"load\",()=>new PerformanceObserver((l,o)=>{{\
         if(!l.getEntriesByName(\"first-contentful-paint\")[0])return;o.disconnect();\
         import(\"{source}\").catch(e=>setTimeout(reportError,3e3,e))\
         }}).observe({{type:\"paint\",buffered:true}}))"
    )
}

/// The script of the page that is being rendered, which comes after it; nothing while it has not been built.
#[component]
pub fn PageScript(
    /// Its name in `scripts/bundle.mjs`.
    name: &'static str,
) -> impl IntoView {
    let source = use_context::<Assets>()?.address(name, "js")?;
    Some(view! { <script nonce=use_nonce() inner_html=load_after_first_picture(&source)></script> })
}

#[cfg(test)]
mod tests {
    use super::Assets;

    #[test]
    fn a_file_is_found_by_its_name_whatever_its_hash() {
        let files = ["chat-tools-ABC.js", "chat-DEF.js", "chat-DEF.js.br", "chat-DEF.css", "chat.js"];
        let assets = Assets(files.map(str::to_owned).into());
        assert_eq!(assets.address("chat", "js").as_deref(), Some("/pkg/chat-DEF.js"));
        assert_eq!(assets.address("chat", "css").as_deref(), Some("/pkg/chat-DEF.css"));
        assert_eq!(assets.address("chat-tools", "js").as_deref(), Some("/pkg/chat-tools-ABC.js"));
        assert_eq!(assets.address("tools", "js"), None);
    }
}

//! Where scripts and style sheets are: the client's two files, and those that it does not carry, of which a page names the
//! one that it needs, and only then it is loaded.

use leptos::{nonce::use_nonce, prelude::*};
use serde_json::Value;
use std::{collections::HashMap, fs, path::Path, sync::Arc};

/// The folder of the scripts that stand in pages themselves, within the one of the others, and their names.
const INLINE_FOLDER: &str = "inline";
const INLINE: [&str; 4] = ["loader", "restored", "start", "time_zone"];

/// What is built of them. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Assets(Arc<Built>);

#[derive(Debug, Default)]
struct Built {
    files: Vec<String>,
    /// The folders of what a page loads as it is: their names have the version.
    vendored: Vec<String>,
    inline: HashMap<&'static str, String>,
}

impl Assets {
    /// Looks into the folders that they are built into. One that does not exist holds nothing.
    pub fn find(folders: &[impl AsRef<Path>]) -> Self {
        let list = |within: &str| {
            let folders = folders.iter().filter_map(|folder| folder.as_ref().join(within).read_dir().ok());
            folders.flatten().flatten().filter_map(|file| file.file_name().into_string().ok()).collect()
        };
        let (files, vendored) = (list(""), list("vendor"));
        let read = |name| {
            let path = Path::new(INLINE_FOLDER).join(name).with_extension("js");
            folders.iter().find_map(|folder| fs::read_to_string(folder.as_ref().join(&path)).ok())
        };
        let inline = INLINE.into_iter().filter_map(|name| Some((name, read(name)?))).collect();
        Self(Arc::new(Built { files, vendored, inline }))
    }

    /// The source of a script that stands in the page itself, after the constants that it asks for; they alone while it has
    /// not been built.
    pub fn inline(&self, name: &str, constants: &[(&str, Value)]) -> String {
        // Nothing of them may end the element.
        let constants: String =
            constants.iter().map(|(name, value)| format!("const {name}={value};").replace('<', "\\u003c")).collect();
        let source = self.0.inline.get(name).map_or("", |source| source.trim_end());
        format!("{{{constants}{source}}}")
    }

    /// The address of the folder of a package that a page loads as it is (`scripts/bundle.mjs`).
    pub fn vendored(&self, package: &str) -> Option<String> {
        let is_it = |folder: &&String| folder.strip_prefix(package).is_some_and(|version| version.starts_with('-'));
        self.0.vendored.iter().find(is_it).map(|folder| format!("/pkg/vendor/{folder}"))
    }

    /// The address of the file `name-HASH.extension`.
    pub fn address(&self, name: &str, extension: &str) -> Option<String> {
        let is_it = |file: &&String| {
            let hash = file.strip_suffix(extension).and_then(|file| file.strip_suffix('.')?.strip_prefix(name));
            hash.and_then(|hash| hash.strip_prefix('-')).is_some_and(|hash| !hash.contains(['-', '.']))
        };
        self.0.files.iter().find(is_it).map(|file| format!("/pkg/{file}"))
    }
}

/// The addresses of the client's files. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Client {
    /// Its script.
    pub script: Arc<str>,
    /// The WebAssembly of every page.
    pub wasm: Arc<str>,
    /// That of the pages of an area, by its name (`src/app/areas.rs`); none where the client is one file.
    pub areas: Arc<HashMap<String, Area>>,
}

/// The file of an area of the client.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct Area {
    /// Its address.
    pub address: String,
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
    use super::{Assets, Built};
    use serde_json::json;
    use std::sync::Arc;

    #[test]
    fn a_file_is_found_by_its_name_whatever_its_hash() {
        let files = ["chat-tools-ABC.js", "chat-DEF.js", "chat-DEF.js.br", "chat-DEF.css", "chat.js"];
        let assets = Assets(Arc::new(Built { files: files.map(str::to_owned).into(), ..Built::default() }));
        assert_eq!(assets.address("chat", "js").as_deref(), Some("/pkg/chat-DEF.js"));
        assert_eq!(assets.address("chat", "css").as_deref(), Some("/pkg/chat-DEF.css"));
        assert_eq!(assets.address("chat-tools", "js").as_deref(), Some("/pkg/chat-tools-ABC.js"));
        assert_eq!(assets.address("tools", "js"), None);
    }

    #[test]
    fn constants_of_a_script_in_the_page_cannot_end_it() {
        let inline = [("start", "work(A);\n".to_owned())].into();
        let assets = Assets(Arc::new(Built { inline, ..Built::default() }));
        let constants = [("A", json!("</script>")), ("B", json!({ "c": null }))];
        assert_eq!(assets.inline("start", &constants), r#"{const A="\u003c/script>";const B={"c":null};work(A);}"#);
        assert_eq!(assets.inline("loader", &[("A", json!(1))]), "{const A=1;}");
    }
}

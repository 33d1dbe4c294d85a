//! JSON that the client reads: all of it through one parser. `serde_json` has one for text and one for bytes, and each that
//! is used costs the client a copy of everything that reads a type; server functions use the one for bytes.

use leptos::server::codee::{Decoder, Encoder};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// How what the server has loaded already is written into its page.
#[derive(Debug, Clone, Copy)]
pub struct Json;

impl<T: Serialize> Encoder<T> for Json {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(value: &T) -> Result<String, Self::Error> {
        serde_json::to_string(value)
    }
}

impl<T: DeserializeOwned> Decoder<T> for Json {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(json: &str) -> Result<T, Self::Error> {
        read(json)
    }
}

/// Reads a value.
///
/// # Errors
/// When the text is no JSON, or that of something else.
pub fn read<'a, T: Deserialize<'a>>(json: &'a str) -> Result<T, serde_json::Error> {
    serde_json::from_slice(json.as_bytes())
}

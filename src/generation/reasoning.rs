//! What a model thinks before it writes is no part of most texts.

use crate::{
    markup::{THOUGHTS_BEGIN, THOUGHTS_END},
    provider::Delta,
};
use futures::{StreamExt, future, stream::BoxStream};

/// The text without the thoughts that it begins with.
pub fn without_thoughts<E: Send + 'static>(
    deltas: BoxStream<'static, Result<Delta, E>>,
) -> BoxStream<'static, Result<Delta, E>> {
    let mut opening = Some(String::new());
    let rest = deltas.filter_map(move |delta| {
        future::ready(match delta {
            Ok(Delta::Text(text)) => after_thoughts(&mut opening, text).map(|text| Ok(Delta::Text(text))),
            other => Some(other),
        })
    });
    rest.boxed()
}

/// What of `text` is to be told; `opening` is what came before it, while that may be thoughts.
fn after_thoughts(opening: &mut Option<String>, text: String) -> Option<String> {
    let Some(so_far) = opening else { return Some(text) };
    so_far.push_str(&text);
    let start = so_far.trim_start();
    if start.len() < THOUGHTS_BEGIN.len() && THOUGHTS_BEGIN.starts_with(start) {
        return None;
    }
    if !start.starts_with(THOUGHTS_BEGIN) {
        return opening.take();
    }
    let answer = so_far.split_once(THOUGHTS_END)?.1.trim_start().to_owned();
    *opening = None;
    (!answer.is_empty()).then_some(answer)
}

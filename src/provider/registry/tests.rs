//! What is listed, chosen and asked with which providers.

use super::*;
use crate::provider::{
    LocalSettings, OpenaiSettings, ScriptedSettings, Timeouts,
    prompt::{PromptRole, Turn},
};
use futures::{FutureExt, future::BoxFuture};
use std::path::PathBuf;

fn providers(settings: ProviderSettings) -> Providers {
    Providers::new(settings).unwrap()
}

fn not_fetched() -> Box<dyn BuildProvider> {
    Box::new(LocalSettings::new(PathBuf::from("/nonexistent")))
}

fn nobody_there() -> Box<dyn BuildProvider> {
    Box::new(OpenaiSettings {
        api_key: None,
        base_url: "http://127.0.0.1:1/v1".to_owned(),
        patience: Timeouts::default(),
        context_tokens: 1000,
    })
}

fn scripted() -> Box<dyn BuildProvider> {
    Box::new(ScriptedSettings { context_tokens: 1000 })
}

async fn ask(providers: &Providers, model: &str) -> Result<Deltas, ProviderError> {
    say(providers, model, "Hello").await
}

async fn say(providers: &Providers, model: &str, text: &str) -> Result<Deltas, ProviderError> {
    let turns = vec![Turn::new(PromptRole::User, text)];
    let prompt = Prompt { model: String::new(), turns, newest: 1, temperature: None, max_tokens: None };
    providers.reply(&model.parse().unwrap(), prompt).await
}

#[tokio::test]
async fn nothing_set_up_is_said_and_not_a_crash() {
    let providers = providers(ProviderSettings::default());
    assert_eq!(providers.list().await, ModelList::default());
    let fault = ask(&providers, "openai/x").await.err().unwrap().fault;
    assert_eq!(fault, ProviderFault::NotConfigured);
    assert!(!providers.supports(&"local/x".parse().unwrap()));
    providers.shutdown().await;
}

#[tokio::test]
async fn providers_that_do_not_answer_are_told_beside_those_that_do() {
    let settings =
        ProviderSettings { enabled: vec![nobody_there(), not_fetched(), scripted()], ..ProviderSettings::default() };
    let providers = providers(settings);
    let list = providers.list().await;
    let ids: Vec<_> = list.models.iter().map(|model| model.id.as_str()).collect();
    assert_eq!(ids, ["scripted/echo"]);
    let troubles = [
        ProviderStatus { kind: "openai".to_owned(), fault: ProviderFault::Unreachable },
        ProviderStatus { kind: "local".to_owned(), fault: ProviderFault::NotInstalled },
    ];
    assert_eq!(list.troubles, troubles);
    assert_eq!(list.default, Some("scripted/echo".parse().unwrap()));
    assert!(ask(&providers, "scripted/echo").await.is_ok());
    assert_eq!(ask(&providers, "scripted/other").await.err().unwrap().fault, ProviderFault::UnknownModel);
}

#[tokio::test]
async fn a_configured_default_can_be_chosen_while_its_service_is_away() {
    let settings = |name: &str| ProviderSettings {
        enabled: vec![nobody_there()],
        default_model: Some(name.to_owned()),
        ..ProviderSettings::default()
    };
    for (name, id) in [("meta-llama/llama-3", "openai/meta-llama/llama-3"), ("openai/x", "openai/x")] {
        let list = providers(settings(name)).list().await;
        assert_eq!(list.default.as_ref().map(ModelId::as_str), Some(id));
        assert_eq!(list.models.iter().map(|model| model.id.as_str()).collect::<Vec<_>>(), [id]);
    }
    let settings = ProviderSettings { enabled: vec![scripted()], default_model: Some("x".to_owned()), ..settings("x") };
    assert_eq!(Providers::new(settings).err().unwrap().fault, ProviderFault::NotConfigured);
}

#[tokio::test]
async fn a_model_that_is_not_fetched_is_the_default_only_when_there_is_no_other() {
    let providers = providers(ProviderSettings { enabled: vec![not_fetched()], ..ProviderSettings::default() });
    let list = providers.list().await;
    let default = list.default.unwrap();
    assert_eq!((default.as_str(), list.models.len()), ("local/qwen2.5-coder-1.5b-instruct", 0));
    assert!(providers.supports(&default));
    assert_eq!(ask(&providers, default.as_str()).await.err().unwrap().fault, ProviderFault::NotInstalled);
}

/// A provider that no other line of Supbot knows.
struct Parrot;

impl BuildProvider for Parrot {
    fn name(&self) -> &'static str {
        "parrot"
    }

    fn build(self: Box<Self>) -> Result<Arc<dyn Provider>, ProviderError> {
        Ok(Arc::new(Self))
    }
}

impl Provider for Parrot {
    fn name(&self) -> &'static str {
        "parrot"
    }

    fn models(&self) -> BoxFuture<'_, Result<Vec<String>, ProviderError>> {
        async { Ok(vec!["grey".to_owned()]) }.boxed()
    }

    fn has_model(&self, name: &str) -> bool {
        name == "grey"
    }

    fn prompt_budget(&self, _prompt: &Prompt) -> u32 {
        1000
    }

    fn reply(&self, prompt: Prompt) -> BoxFuture<'_, Result<Deltas, ProviderError>> {
        let words = Delta::Text(prompt.turns[0].content.clone());
        async { Ok(stream::iter([Ok(words)]).boxed()) }.boxed()
    }
}

#[tokio::test]
async fn a_new_provider_needs_nothing_but_itself() {
    let enabled: Vec<Box<dyn BuildProvider>> = vec![Box::new(Parrot), scripted()];
    let settings =
        |name: &str| ProviderSettings { default_model: Some(name.to_owned()), ..ProviderSettings::default() };
    let providers = providers(ProviderSettings { enabled, ..settings("grey") });
    let list = providers.list().await;
    let told = ModelInfo {
        id: "parrot/grey".parse().unwrap(),
        name: "grey".to_owned(),
        kind: "parrot".to_owned(),
        hosting: Hosting::Service,
        sees_images: false,
    };
    assert_eq!(list.models[0], told);
    assert_eq!(list.default.as_ref(), Some(&told.id));
    let answer: Vec<_> = ask(&providers, "parrot/grey").await.unwrap().collect().await;
    assert_eq!(answer.last(), Some(&Ok(Delta::Text("Hello".to_owned()))));
}

#[tokio::test]
async fn a_model_is_found_by_its_name_with_and_without_its_provider() {
    let enabled: Vec<Box<dyn BuildProvider>> = vec![scripted(), Box::new(Parrot), nobody_there()];
    let providers = providers(ProviderSettings { enabled, ..ProviderSettings::default() });
    for (name, id) in [
        ("grey", "parrot/grey"),
        ("parrot/grey", "parrot/grey"),
        ("echo", "scripted/echo"),
        ("gpt-5", "openai/gpt-5"),
        ("openai/gpt-5", "openai/gpt-5"),
        ("meta-llama/llama-3", "openai/meta-llama/llama-3"),
    ] {
        assert_eq!(providers.model_named(name), id.parse().ok(), "{name}");
    }
    for name in ["parrot/green", "", " ", "a\nb"] {
        assert_eq!(providers.model_named(name), None, "{name:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_is_dropped_is_no_longer_open() {
    let providers = providers(ProviderSettings { enabled: vec![scripted()], ..ProviderSettings::default() });
    let mut open = providers.open_streams();
    let mut deltas = say(&providers, "scripted/echo", "/hang").await.unwrap();
    let first = [deltas.next().await, deltas.next().await, deltas.next().await];
    assert!(matches!(first[0], Some(Ok(Delta::Usage(_)))));
    assert!(first[1..].iter().all(|delta| matches!(delta, Some(Ok(Delta::Text(_))))));
    assert_eq!(*open.borrow(), 1);
    drop(deltas);
    assert_eq!(*open.wait_for(|open| *open == 0).await.unwrap(), 0);
}

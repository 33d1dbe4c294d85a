//! All providers that are set up here: which models there are, and who answers for one.

use super::{
    Delta, Deltas, LocalSettings, OpenaiSettings, Provider, ProviderError, Scripted, VisionModels,
    local::Local,
    model::{ModelId, ModelInfo, ModelList, ProviderFault, ProviderKind, ProviderStatus, Usage},
    model_cache::ModelCache,
    openai::Openai,
    prompt::{self, Prompt},
};
use futures::{StreamExt, stream};
use std::sync::Arc;

/// What is set up here. Nothing at all is allowed: then every question fails with `NotConfigured`.
#[derive(Debug, Default)]
pub struct ProviderSettings {
    /// A service that speaks OpenAI's protocol.
    pub openai: Option<OpenaiSettings>,
    /// The embedded model.
    pub local: Option<LocalSettings>,
    /// The scripted provider, for tests and demonstrations: how many tokens it reads.
    pub scripted: Option<u32>,
    /// The model for those who choose none: a [`ModelId`], or a bare name at the OpenAI-compatible service.
    pub default_model: Option<String>,
    /// Which models of the service see pictures.
    pub vision_models: VisionModels,
}

/// The providers of this server. Cheap to clone.
#[derive(Clone)]
pub struct Providers(Arc<Inner>);

struct Inner {
    openai: Option<(Arc<Openai>, ModelCache)>,
    local: Option<Local>,
    scripted: Option<Scripted>,
    default: Option<ModelId>,
    vision_models: VisionModels,
}

impl Providers {
    /// Sets the providers up; connects to nothing and starts nothing yet.
    ///
    /// # Errors
    /// `NotConfigured` with the reason when a setting cannot be used: an address that is none, a key that cannot be sent,
    /// a default model that no provider here has.
    pub fn new(settings: ProviderSettings) -> Result<Self, ProviderError> {
        let openai = settings.openai.map(Openai::new).transpose()?.map(Arc::new);
        let openai = openai.map(|openai| (Arc::clone(&openai), ModelCache::new(openai)));
        let local = settings.local.map(Local::new);
        let scripted = settings.scripted.map(Scripted::new);
        let vision_models = settings.vision_models;
        let mut inner = Inner { openai, local, scripted, default: None, vision_models };
        inner.default = settings.default_model.map(|name| inner.configured_default(&name)).transpose()?;
        Ok(Self(Arc::new(inner)))
    }

    /// Every model that can be chosen, with what is wrong with the providers that do not answer. Never takes longer than
    /// 3 s: a service that is slow is asked in the background.
    pub async fn list(&self) -> ModelList {
        let mut list = ModelList::default();
        if let Some((_, listing)) = &self.0.openai {
            let (names, fault) = listing.get().await;
            add_models(&mut list, ProviderKind::Openai, names.iter().map(String::as_str), fault);
        }
        if let Some(local) = &self.0.local {
            let fault = local.trouble();
            let names = fault.is_none().then(|| local.name());
            add_models(&mut list, ProviderKind::Local, names.into_iter(), fault);
        }
        if self.0.scripted.is_some() {
            add_models(&mut list, ProviderKind::Scripted, ["echo"].into_iter(), None);
        }
        list.default = self.default_model();
        let is_installed = list.troubles.iter().all(|trouble| trouble.fault != ProviderFault::NotInstalled);
        if let Some(id) = &list.default
            && (is_installed || id.kind() != ProviderKind::Local)
            && list.models.iter().all(|model| &model.id != id)
        {
            list.models.insert(0, info(id.clone()));
        }
        for model in &mut list.models {
            model.sees_images = self.sees_images(&model.id);
        }
        list
    }

    /// Whether a question may be put to this model: its provider is set up here and, as far as that is known, has it.
    /// The embedded model may be asked before it is fetched; the answer then says what to do.
    pub fn supports(&self, model: &ModelId) -> bool {
        if self.0.default.as_ref() == Some(model) {
            return true;
        }
        match model.kind() {
            ProviderKind::Openai => {
                self.0.openai.as_ref().is_some_and(|(_, listing)| listing.knows(model.name()).unwrap_or(true))
            }
            ProviderKind::Local => self.0.local.as_ref().is_some_and(|local| local.name() == model.name()),
            ProviderKind::Scripted => self.0.scripted.is_some() && model.name() == "echo",
        }
    }

    /// Whether a model may be shown pictures. The embedded one sees none.
    pub fn sees_images(&self, model: &ModelId) -> bool {
        model.kind() != ProviderKind::Local && self.0.vision_models.have(model.name())
    }

    /// The model for those who choose none: the configured one, else the service's, else the embedded one when it is
    /// fetched, else the scripted one. None when nothing is set up.
    pub fn default_model(&self) -> Option<ModelId> {
        let inner = &self.0;
        let openai = || {
            let (openai, listing) = inner.openai.as_ref()?;
            ModelId::new(ProviderKind::Openai, &openai.suggested_model(listing.known().as_deref())?).ok()
        };
        let local = || ModelId::new(ProviderKind::Local, inner.local.as_ref()?.name()).ok();
        let is_fetched = inner.local.as_ref().is_some_and(|local| local.trouble().is_none());
        let scripted = || inner.scripted.as_ref().and_then(|_| ModelId::new(ProviderKind::Scripted, "echo").ok());
        inner
            .default
            .clone()
            .or_else(openai)
            .or_else(|| local().filter(|_| is_fetched))
            .or_else(scripted)
            .or_else(local)
    }

    /// Starts an answer by `model`, to as much of `prompt` as the model can read; the name inside it does not matter. What
    /// it costs is estimated at first, for the case that the provider does not tell.
    ///
    /// # Errors
    /// `NotConfigured` when there is no such provider here, `ContextExceeded` when the newest turns alone are too long,
    /// else what the provider says.
    pub async fn reply(&self, model: &ModelId, mut prompt: Prompt) -> Result<Deltas, ProviderError> {
        let not_configured = || ProviderError::new(ProviderFault::NotConfigured, model.as_str());
        model.name().clone_into(&mut prompt.model);
        let inner = &self.0;
        let provider: Option<&dyn Provider> = match model.kind() {
            ProviderKind::Openai => inner.openai.as_ref().map(|(openai, _)| openai.as_ref() as &dyn Provider),
            ProviderKind::Local => inner.local.as_ref().map(|local| local as &dyn Provider),
            ProviderKind::Scripted => inner.scripted.as_ref().map(|scripted| scripted as &dyn Provider),
        };
        let provider = provider.ok_or_else(not_configured)?;
        let budget = provider.prompt_budget(&prompt);
        let fitted = prompt::fit(std::mem::take(&mut prompt.turns), prompt.newest, budget).ok_or_else(|| {
            ProviderError::new(
                ProviderFault::ContextExceeded,
                format!("the newest turns have more than {budget} tokens"),
            )
        })?;
        let estimate = Usage {
            prompt_tokens: prompt::estimate_tokens(&fitted.turns).into(),
            completion_tokens: 0,
            is_estimated: true,
        };
        let omitted = (fitted.dropped > 0).then_some(Delta::Omitted(fitted.dropped));
        prompt.turns = fitted.turns;
        let first = std::iter::once(Delta::Usage(estimate)).chain(omitted).map(Ok);
        Ok(stream::iter(first).chain(provider.reply(prompt).await?).boxed())
    }

    /// The scripted provider, for tests that watch its open streams.
    pub fn scripted(&self) -> Option<&Scripted> {
        self.0.scripted.as_ref()
    }

    /// Ends the embedded model's process, if there is one, and starts no other. To be called before the server exits.
    pub async fn shutdown(&self) {
        if let Some(local) = &self.0.local {
            local.shutdown().await;
        }
    }
}

impl Inner {
    /// The configured default; a name without a kind is the service's.
    fn configured_default(&self, name: &str) -> Result<ModelId, ProviderError> {
        let id = name.parse().or_else(|_| ModelId::new(ProviderKind::Openai, name));
        let is_set_up = |id: &ModelId| match id.kind() {
            ProviderKind::Openai => self.openai.is_some(),
            ProviderKind::Local => self.local.as_ref().is_some_and(|local| local.name() == id.name()),
            ProviderKind::Scripted => self.scripted.is_some() && id.name() == "echo",
        };
        id.ok().filter(is_set_up).ok_or_else(|| {
            ProviderError::new(ProviderFault::NotConfigured, format!("the default model {name:?} is not set up"))
        })
    }
}

fn add_models<'a>(
    list: &mut ModelList,
    kind: ProviderKind,
    names: impl Iterator<Item = &'a str>,
    fault: Option<ProviderFault>,
) {
    list.models.extend(names.filter_map(|name| ModelId::new(kind, name).ok()).map(info));
    list.troubles.extend(fault.map(|fault| ProviderStatus { kind, fault }));
}

fn info(id: ModelId) -> ModelInfo {
    ModelInfo { name: id.name().to_owned(), kind: id.kind(), id, sees_images: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::prompt::{PromptRole, Turn};
    use std::path::PathBuf;

    fn providers(settings: ProviderSettings) -> Providers {
        Providers::new(settings).unwrap()
    }

    fn not_fetched() -> Option<LocalSettings> {
        Some(LocalSettings::new(PathBuf::from("/nonexistent")))
    }

    fn nobody_there() -> Option<OpenaiSettings> {
        Some(OpenaiSettings {
            api_key: None,
            base_url: "http://127.0.0.1:1/v1".to_owned(),
            patience: crate::provider::Timeouts::default(),
            context_tokens: 1000,
        })
    }

    async fn ask(providers: &Providers, model: &str) -> Result<Deltas, ProviderError> {
        let turns = vec![Turn::new(PromptRole::User, "Hello")];
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
        let settings = ProviderSettings {
            openai: nobody_there(),
            local: not_fetched(),
            scripted: Some(1000),
            ..ProviderSettings::default()
        };
        let providers = providers(settings);
        let list = providers.list().await;
        let ids: Vec<_> = list.models.iter().map(|model| model.id.as_str()).collect();
        assert_eq!(ids, ["scripted/echo"]);
        let troubles = [
            ProviderStatus { kind: ProviderKind::Openai, fault: ProviderFault::Unreachable },
            ProviderStatus { kind: ProviderKind::Local, fault: ProviderFault::NotInstalled },
        ];
        assert_eq!(list.troubles, troubles);
        assert_eq!(list.default, Some("scripted/echo".parse().unwrap()));
        assert!(ask(&providers, "scripted/echo").await.is_ok());
        assert_eq!(ask(&providers, "scripted/other").await.err().unwrap().fault, ProviderFault::UnknownModel);
    }

    #[tokio::test]
    async fn a_configured_default_can_be_chosen_while_its_service_is_away() {
        let settings = |name: &str| ProviderSettings {
            openai: nobody_there(),
            default_model: Some(name.to_owned()),
            ..ProviderSettings::default()
        };
        for (name, id) in [("meta-llama/llama-3", "openai/meta-llama/llama-3"), ("openai/x", "openai/x")] {
            let list = providers(settings(name)).list().await;
            assert_eq!(list.default.as_ref().map(ModelId::as_str), Some(id));
            assert_eq!(list.models.iter().map(|model| model.id.as_str()).collect::<Vec<_>>(), [id]);
        }
        assert_eq!(Providers::new(settings("local/x")).err().unwrap().fault, ProviderFault::NotConfigured);
    }

    #[tokio::test]
    async fn a_model_that_is_not_fetched_is_the_default_only_when_there_is_no_other() {
        let providers = providers(ProviderSettings { local: not_fetched(), ..ProviderSettings::default() });
        let list = providers.list().await;
        let default = list.default.unwrap();
        assert_eq!((default.as_str(), list.models.len()), ("local/qwen2.5-coder-1.5b-instruct", 0));
        assert!(providers.supports(&default));
        assert_eq!(ask(&providers, default.as_str()).await.err().unwrap().fault, ProviderFault::NotInstalled);
    }
}

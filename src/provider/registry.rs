//! All providers that are set up here: which models there are, and who answers for one. It knows none of them by kind.

#[cfg(test)]
mod tests;

use super::{
    BuildProvider, Delta, Deltas, Provider, ProviderError, VisionModels,
    model::{Hosting, ModelId, ModelInfo, ModelList, ProviderFault, ProviderStatus, Usage},
    prompt::{self, Prompt},
};
use futures::{StreamExt, future::join_all, stream};
use std::sync::Arc;
use tokio::sync::watch;

/// What is set up here. Nothing at all is allowed: then every question fails with `NotConfigured`.
#[derive(Default)]
pub struct ProviderSettings {
    /// The providers, in the order in which their models are listed and preferred.
    pub enabled: Vec<Box<dyn BuildProvider>>,
    /// The model for those who choose none: a name as [`Providers::model_named`] takes it.
    pub default_model: Option<String>,
    /// Which models see pictures where their provider does not tell.
    pub vision_models: VisionModels,
}

/// The providers of this server. Cheap to clone.
#[derive(Clone)]
pub struct Providers(Arc<Inner>);

struct Inner {
    /// No two have the same name.
    providers: Vec<Arc<dyn Provider>>,
    default: Option<ModelId>,
    vision_models: VisionModels,
    open_streams: watch::Sender<u32>,
}

impl Providers {
    /// Sets the providers up; connects to nothing and starts nothing yet.
    ///
    /// # Errors
    /// `NotConfigured` with the reason when a setting cannot be used: an address that is none, a key that cannot be sent,
    /// a default model that no provider here has.
    pub fn new(settings: ProviderSettings) -> Result<Self, ProviderError> {
        let ProviderSettings { enabled, default_model, vision_models } = settings;
        let providers = enabled.into_iter().map(BuildProvider::build).collect::<Result<_, _>>()?;
        let mut inner = Inner { providers, default: None, vision_models, open_streams: watch::Sender::default() };
        let not_set_up = |name: &str| {
            ProviderError::new(ProviderFault::NotConfigured, format!("the default model {name:?} is not set up"))
        };
        inner.default = match default_model {
            Some(name) => Some(inner.model_named(&name).ok_or_else(|| not_set_up(&name))?),
            None => None,
        };
        Ok(Self(Arc::new(inner)))
    }

    /// Every model that can be chosen, with what is wrong with the providers that do not answer. Never takes longer than
    /// 3 s: a service that is slow is asked in the background.
    pub async fn list(&self) -> ModelList {
        let mut list = ModelList::default();
        let providers = &self.0.providers;
        let listings = join_all(providers.iter().map(|provider| provider.listing())).await;
        for (provider, (names, fault)) in providers.iter().zip(listings) {
            let ids = names.iter().filter_map(|name| model_id(provider.as_ref(), name));
            list.models.extend(ids.map(|id| self.info(id, provider.as_ref())));
            list.troubles.extend(fault.map(|fault| ProviderStatus { kind: provider.name().to_owned(), fault }));
        }
        list.default = self.default_model();
        if let Some(id) = &list.default
            && let Some(provider) = self.0.provider(id).filter(|provider| provider.is_installed())
            && list.models.iter().all(|model| &model.id != id)
        {
            list.models.insert(0, self.info(id.clone(), provider));
        }
        list
    }

    /// Whether a question may be put to this model: its provider is set up here and, as far as that is known, has it.
    pub fn supports(&self, model: &ModelId) -> bool {
        self.0.supports(model)
    }

    /// The model of that name, with or without its provider before it: of two that answer to it, that of the provider which
    /// is named, else of the first one. None when no provider here has it, as far as that is known.
    pub fn model_named(&self, name: &str) -> Option<ModelId> {
        self.0.model_named(name)
    }

    /// Where a model runs; none when its provider is not set up here.
    pub fn hosting(&self, model: &ModelId) -> Option<Hosting> {
        self.0.provider(model).map(Provider::hosting)
    }

    /// Whether a model may be shown pictures.
    pub fn sees_images(&self, model: &ModelId) -> bool {
        let is_listed = || self.0.vision_models.have(model.name());
        self.0.provider(model).is_some_and(|provider| provider.sees_images(model.name()).unwrap_or_else(is_listed))
    }

    /// The model for those who choose none: the configured one, else that of the first provider which is installed, else
    /// of the first that has any. None when nothing is set up.
    pub fn default_model(&self) -> Option<ModelId> {
        let inner = &self.0;
        let suggested = |provider: &dyn Provider| model_id(provider, &provider.suggested_model()?);
        let installed = || inner.all().filter(|provider| provider.is_installed()).find_map(suggested);
        inner.default.clone().or_else(installed).or_else(|| inner.all().find_map(suggested))
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
        let provider = self.0.provider(model).ok_or_else(not_configured)?;
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
        let deltas = stream::iter(first).chain(provider.reply(prompt).await?);
        let open = OpenStream::new(&self.0.open_streams);
        let counted = deltas.inspect(move |_| {
            let _held_while_read = &open;
        });
        Ok(counted.boxed())
    }

    /// How many answers are being read at the moment.
    pub fn open_streams(&self) -> watch::Receiver<u32> {
        self.0.open_streams.subscribe()
    }

    /// Ends what providers run on this machine and starts no other. To be called before the server exits.
    pub async fn shutdown(&self) {
        join_all(self.0.all().map(Provider::shutdown)).await;
    }

    fn info(&self, id: ModelId, provider: &dyn Provider) -> ModelInfo {
        ModelInfo {
            name: id.name().to_owned(),
            kind: provider.name().to_owned(),
            hosting: provider.hosting(),
            sees_images: self.sees_images(&id),
            id,
        }
    }
}

impl Inner {
    fn all(&self) -> impl Iterator<Item = &dyn Provider> {
        self.providers.iter().map(AsRef::as_ref)
    }

    /// Who answers for a model.
    fn provider(&self, model: &ModelId) -> Option<&dyn Provider> {
        self.all().find(|provider| provider.name() == model.provider())
    }

    fn supports(&self, model: &ModelId) -> bool {
        self.default.as_ref() == Some(model)
            || self.provider(model).is_some_and(|provider| provider.has_model(model.name()))
    }

    fn model_named(&self, name: &str) -> Option<ModelId> {
        let whole = name.parse::<ModelId>().ok();
        // Services that pass on to others have slashes in the names of their models, too.
        let named = whole.as_ref().and_then(|id| self.provider(id)).map(Provider::name);
        let asked = self.all().filter(|provider| named.is_none_or(|named| named == provider.name()));
        let bare = asked.filter_map(|provider| model_id(provider, name));
        whole.iter().cloned().chain(bare).find(|id| self.supports(id))
    }
}

/// The identifier of a provider's model; none for a name that nothing here can store.
fn model_id(provider: &dyn Provider, name: &str) -> Option<ModelId> {
    ModelId::new(provider.name(), name).ok()
}

/// Counts one open stream for as long as it lives.
struct OpenStream(watch::Sender<u32>);

impl OpenStream {
    fn new(open: &watch::Sender<u32>) -> Self {
        open.send_modify(|count| *count += 1);
        Self(open.clone())
    }
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count -= 1);
    }
}

//! How a conversation is to be answered, and what can be changed of one.

use super::{labels::LabelsPatch, model::ModelParamFields};
use crate::{
    domain::{
        error::{Result, ValidationError},
        title::{Title, clean_text},
    },
    provider::model::ModelId,
};

/// How a conversation is to be answered. The default leaves all of it to Supbot and to the model.
#[derive(Debug, Clone, Default, PartialEq, sqlx::FromRow)]
pub struct ModelParams {
    /// What the model is told before all else; empty: Supbot's own instructions. 16 KiB at most.
    pub system_prompt: String,
    /// How free the choice of words is, 0 to 2.
    pub temperature: Option<f32>,
    /// Most tokens of an answer, 1 to 1 000 000.
    pub max_tokens: Option<u32>,
}

impl ModelParams {
    /// Takes them as they were typed; an empty number is none.
    ///
    /// # Errors
    /// `SystemPromptLength`, `MessageControlCharacter`, `TemperatureRange`, `MaxTokensRange`.
    pub fn parse(fields: &ModelParamFields) -> Result<Self> {
        let ModelParamFields { system_prompt, temperature, max_tokens } = fields;
        let temperature = check_temperature(number(temperature, ValidationError::TemperatureRange)?)?;
        Self::new(system_prompt, temperature, number(max_tokens, ValidationError::MaxTokensRange)?)
    }

    /// Takes them as a program has them, the temperature by [`check_temperature`].
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn new(system_prompt: &str, temperature: Option<f32>, max_tokens: Option<u32>) -> Result<Self> {
        let system_prompt = parse_system_prompt(system_prompt)?;
        check_max_tokens(max_tokens)?;
        Ok(Self { system_prompt, temperature, max_tokens })
    }
}

/// Most bytes of a system prompt.
const SYSTEM_PROMPT_MAX_BYTES: usize = 16 * 1024;

fn parse_system_prompt(text: &str) -> Result<String> {
    if text.len() > SYSTEM_PROMPT_MAX_BYTES {
        return Err(ValidationError::SystemPromptLength.into());
    }
    Ok(clean_text(text)?.trim().to_owned())
}

/// Takes how free the choice of words is; none is left to the model.
///
/// # Errors
/// `TemperatureRange`.
pub fn check_temperature(temperature: Option<f64>) -> Result<Option<f32>> {
    let is_allowed = temperature.is_none_or(|temperature| (0.0..=2.0).contains(&temperature));
    #[expect(clippy::cast_possible_truncation, reason = "models do not tell such temperatures apart")]
    if is_allowed {
        Ok(temperature.map(|temperature| temperature as f32))
    } else {
        Err(ValidationError::TemperatureRange.into())
    }
}

/// Checks the most tokens of an answer; none is left to the model.
///
/// # Errors
/// `MaxTokensRange`.
pub fn check_max_tokens(max_tokens: Option<u32>) -> Result<()> {
    let is_allowed = max_tokens.is_none_or(|max_tokens| (1..=1_000_000).contains(&max_tokens));
    if is_allowed { Ok(()) } else { Err(ValidationError::MaxTokensRange.into()) }
}

/// What is to be changed of a conversation; what is none stays as it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModelParamsChange {
    /// Another title.
    pub title: Option<Title>,
    /// Who is to answer from now on.
    pub model: Option<ModelId>,
    /// What the model is told before all else; empty: Supbot's own instructions.
    pub system_prompt: Option<String>,
    /// How free the choice of words is; `Some(None)`: as the model has it.
    pub temperature: Option<Option<f32>>,
    /// Most tokens of an answer; `Some(None)`: as the model has it.
    pub max_tokens: Option<Option<u32>>,
    /// Where it is kept.
    pub labels: LabelsPatch,
}

impl ModelParamsChange {
    /// Checks what is to be changed.
    ///
    /// # Errors
    /// As [`ModelParams::parse`].
    pub fn checked(self) -> Result<Self> {
        check_max_tokens(self.max_tokens.flatten())?;
        let system_prompt = self.system_prompt.as_deref().map(parse_system_prompt).transpose()?;
        Ok(Self { system_prompt, ..self })
    }
}

impl From<ModelParams> for ModelParamsChange {
    fn from(ModelParams { system_prompt, temperature, max_tokens }: ModelParams) -> Self {
        let system_prompt = Some(system_prompt);
        Self { system_prompt, temperature: Some(temperature), max_tokens: Some(max_tokens), ..Self::default() }
    }
}

impl From<ModelParams> for ModelParamFields {
    fn from(model_params: ModelParams) -> Self {
        Self {
            system_prompt: model_params.system_prompt,
            temperature: model_params.temperature.map(|number| number.to_string()).unwrap_or_default(),
            max_tokens: model_params.max_tokens.map(|number| number.to_string()).unwrap_or_default(),
        }
    }
}

fn number<T: std::str::FromStr>(text: &str, fault: ValidationError) -> Result<Option<T>> {
    if text.trim().is_empty() { Ok(None) } else { text.trim().parse().map(Some).map_err(|_| fault.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_say_what_is_wrong_with_them() {
        let parse = |system_prompt: &str, temperature: &str, max_tokens: &str| {
            let [system_prompt, temperature, max_tokens] = [system_prompt, temperature, max_tokens].map(str::to_owned);
            ModelParams::parse(&ModelParamFields { system_prompt, temperature, max_tokens })
        };
        let given = ModelParams { system_prompt: "짧게".to_owned(), temperature: Some(0.5), max_tokens: Some(100) };
        assert_eq!(parse(" 짧게\r\n", "0.5", " 100 "), Ok(given));
        assert_eq!(parse("", "", ""), Ok(ModelParams::default()));
        assert_eq!(parse(&"x".repeat(20_000), "", ""), Err(ValidationError::SystemPromptLength.into()));
        assert_eq!(parse("\0", "", ""), Err(ValidationError::MessageControlCharacter.into()));
        for temperature in ["2.1", "-0.1", "NaN", "warm", "inf"] {
            assert_eq!(parse("", temperature, ""), Err(ValidationError::TemperatureRange.into()), "{temperature}");
        }
        for tokens in ["0", "-1", "1.5", "1000001", "99999999999999"] {
            assert_eq!(parse("", "", tokens), Err(ValidationError::MaxTokensRange.into()), "{tokens}");
        }
    }
}

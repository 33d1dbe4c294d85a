//! Fields of bodies that serde alone would read too strictly or too freely.

use serde::{
    Deserialize,
    de::{DeserializeOwned, Deserializer, Error},
};
use serde_json::{Map, Number, Value};

/// An integer; `1.0` is one as well (JSON Schema 2020-12 §6.1.1).
///
/// # Errors
/// For a number with a fraction, or one that `T` does not hold.
pub fn integer<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: TryFrom<i64>,
    D: Deserializer<'de>,
{
    Option::<Number>::deserialize(deserializer)?.map(|number| integer_from(&number)).transpose()
}

/// Integers, see [`integer`].
///
/// # Errors
/// As [`integer`].
pub fn integers<'de, T, D>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    T: TryFrom<i64>,
    D: Deserializer<'de>,
{
    Vec::<Number>::deserialize(deserializer)?.iter().map(integer_from).collect()
}

fn integer_from<T: TryFrom<i64>, E: Error>(number: &Number) -> Result<T, E> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "what does not fit is at the end of the range then, which nothing takes"
    )]
    let of_float = |number: f64| (number.fract() == 0.0).then_some(number as i64);
    let integer = number.as_i64().or_else(|| number.as_f64().and_then(of_float));
    let value = integer.and_then(|integer| T::try_from(integer).ok());
    value.ok_or_else(|| E::custom(format!("{number} is no whole number that is taken here")))
}

/// An integer that `null` takes away, see [`double_option`].
///
/// # Errors
/// As [`integer`].
pub fn double_option_integer<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: TryFrom<i64>,
    D: Deserializer<'de>,
{
    integer(deserializer).map(Some)
}

/// An object; serde itself would take its fields as a list too.
///
/// # Errors
/// For what is no object, and those of `T`.
pub fn object<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: DeserializeOwned,
    D: Deserializer<'de>,
{
    let fields = Option::<Map<String, Value>>::deserialize(deserializer)?;
    fields.map(|fields| T::deserialize(Value::Object(fields)).map_err(Error::custom)).transpose()
}

/// A list of objects, see [`object`].
///
/// # Errors
/// As [`object`].
pub fn objects<'de, T, D>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    T: DeserializeOwned,
    D: Deserializer<'de>,
{
    let all = Vec::<Map<String, Value>>::deserialize(deserializer)?;
    let read = |fields| T::deserialize(Value::Object(fields)).map_err(Error::custom);
    all.into_iter().map(read).collect()
}

/// Keeps apart "not given", which changes nothing, and `null`, which takes the value away.
///
/// # Errors
/// Those of `T`.
pub fn double_option<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::deserialize(deserializer).map(Some)
}

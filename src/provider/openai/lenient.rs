//! Fields as loose as the servers that send them.

use serde::{
    Deserialize, Deserializer,
    de::{
        self, IgnoredAny, IntoDeserializer, MapAccess, SeqAccess, Visitor,
        value::{MapAccessDeserializer, SeqAccessDeserializer},
    },
};
use std::{fmt, marker::PhantomData};

/// Whatever can be read as `T`, else its default.
pub(super) fn lenient<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_any(Lenient(PhantomData))
}

/// Takes every kind of value, and reads those that a `T` is made of. Nothing is kept in between: a word comes with some
/// twenty fields, and most of them are null.
struct Lenient<T>(PhantomData<T>);

impl<T> Lenient<T> {
    fn read<'de, V: IntoDeserializer<'de, E>, E: de::Error>(value: V) -> Result<T, E>
    where
        T: Deserialize<'de> + Default,
    {
        Ok(T::deserialize(value.into_deserializer()).unwrap_or_default())
    }
}

impl<'de, T: Deserialize<'de> + Default> Visitor<'de> for Lenient<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("anything")
    }

    fn visit_unit<E: de::Error>(self) -> Result<T, E> {
        Ok(T::default())
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<T, E> {
        Self::read(value)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<T, E> {
        Self::read(value)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<T, E> {
        Self::read(value)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<T, E> {
        Self::read(value)
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<T, E> {
        Self::read(value)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<T, A::Error> {
        let value = T::deserialize(SeqAccessDeserializer::new(&mut list)).unwrap_or_default();
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(value)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<T, A::Error> {
        let value = T::deserialize(MapAccessDeserializer::new(&mut object)).unwrap_or_default();
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(value)
    }
}

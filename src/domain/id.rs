//! Identifiers: one type for each thing that has one, all of them UUIDv7, written as hyphenated text everywhere.

/// Defines an identifier type over a UUID with parsing, display, serde and (on the server) SQL as text.
macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "ssr", derive(utoipa::ToSchema), schema(value_type = String, format = Uuid))]
        pub struct $name(uuid::Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::domain::error::AppError;

            /// # Errors
            /// `NotFound` for anything that is not a UUID: there can be nothing by that name.
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                uuid::Uuid::try_parse(text).map(Self).map_err(|_| crate::domain::error::AppError::NotFound)
            }
        }

        #[cfg(feature = "ssr")]
        const _: () = {
            use sqlx::{Database, Decode, Encode, Sqlite, Type, encode::IsNull, error::BoxDynError};

            impl $name {
                /// A new identifier, later than all that were made before it.
                #[expect(clippy::new_without_default, reason = "every call gives another value")]
                pub fn new() -> Self {
                    Self(uuid::Uuid::now_v7())
                }

                /// The bare UUID, for what does not know this feature.
                pub fn uuid(self) -> uuid::Uuid {
                    self.0
                }
            }

            impl Type<Sqlite> for $name {
                fn type_info() -> <Sqlite as Database>::TypeInfo {
                    <String as Type<Sqlite>>::type_info()
                }
            }

            impl Encode<'_, Sqlite> for $name {
                fn encode_by_ref(&self, buffer: &mut <Sqlite as Database>::ArgumentBuffer) -> Result<IsNull, BoxDynError> {
                    Encode::<Sqlite>::encode(self.to_string(), buffer)
                }
            }

            impl<'r> Decode<'r, Sqlite> for $name {
                fn decode(value: <Sqlite as Database>::ValueRef<'r>) -> Result<Self, BoxDynError> {
                    Ok(Self(uuid::Uuid::try_parse(<&str as Decode<Sqlite>>::decode(value)?)?))
                }
            }
        };
    };
}

pub(crate) use id_type;

id_type! {
    /// Names one account.
    UserId
}

//! What a process of its own may be told to do ([`crate::worker`]).

use crate::{
    attachments::{self, convert_image},
    documents::export::{Conversion, convert},
    worker::WorkError,
};
use std::str::FromStr;

/// One kind of work, with its name on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// A document from a file, or to one.
    Document(Conversion),
    /// A picture as it is kept.
    Image,
}

impl FromStr for Job {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        if name == attachments::IMAGE_JOB { Ok(Self::Image) } else { name.parse().map(Self::Document) }
    }
}

impl Job {
    /// Does it.
    ///
    /// # Errors
    /// What is wrong with the input.
    pub fn run(self, input: &[u8]) -> Result<Vec<u8>, WorkError> {
        match self {
            Self::Document(conversion) => convert(conversion, input),
            Self::Image => convert_image(input),
        }
    }
}

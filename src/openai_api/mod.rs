//! `/v1`, for programs that are written for OpenAI's service.

mod error;
pub mod rest;
mod wire;

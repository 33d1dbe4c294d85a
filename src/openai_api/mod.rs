//! `/v1`, for programs that are written for OpenAI's service.

mod problems;
pub mod rest;
mod wire;

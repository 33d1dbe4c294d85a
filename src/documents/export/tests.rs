//! Exported files, read by other programs and by ourselves.

mod hostile;
mod paper;
mod reading;
mod sentences;
mod spec;
mod text;

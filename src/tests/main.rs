//! The server through its public door: HTTP requests against a real temporary database and the scripted provider.
#![recursion_limit = "256"]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod accounts;
mod api;
mod artifacts;
mod attachments;
mod audit;
mod branches;
mod code;
mod completions;
mod connections;
mod context;
mod contract;
mod conversations;
mod document_pages;
mod documents;
mod faults;
mod forms;
mod headers;
mod keys;
mod labels;
mod languages;
mod layout;
mod migrations;
mod offline;
mod openapi;
mod pages;
mod process;
mod programs;
mod prompts;
mod providers;
mod quota;
mod reauthentication;
mod rendering;
mod replies;
mod rest;
mod search;
mod server;
mod sharing;
mod sidebar;
mod streams;
mod temporary;
mod transfer;
mod tries;

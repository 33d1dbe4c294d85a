//! The command line.
#![recursion_limit = "256"]

use clap::Command;
use std::process::ExitCode;
use supbot::server::{self, config::Config};

/// Gives memory back when a burst is over: the system's own keeps what a few password hashes took, 20 MB each.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // `serve` is the only command yet, and the one that is meant when none is named.
    command().get_matches();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error),
    };
    let config = match Config::load() {
        Ok(config) => config,
        Err(error) => return fail(&error),
    };
    config.start_logging();
    match runtime.block_on(server::serve(config)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

fn command() -> Command {
    let serve = Command::new("serve").about("Serves the pages and the API until it is stopped; the default");
    Command::new("supbot")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Supbot: a self-hosted AI workspace (chat, code and documents) in one small binary")
        .after_help(server::config::settings_help())
        .subcommand(serve.after_help(server::config::settings_help()))
}

fn fail(error: &dyn std::error::Error) -> ExitCode {
    tracing::error!("{error}");
    eprintln!("supbot: {error}");
    ExitCode::FAILURE
}

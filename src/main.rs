//! The command line.
#![recursion_limit = "256"]

use clap::{Arg, ArgAction, Command, value_parser};
use std::process::ExitCode;
use supbot::{
    audit::command::audit,
    auth::{jwt, username_key},
    server::{self, config::Config, job::Job},
    worker,
};

/// Gives memory back when a burst is over: the system's own keeps what a few password hashes took, 20 MB each.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Before anything is written: what the server keeps is everybody's conversations.
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    let matches = command().get_matches();
    if let Some((worker::SUBCOMMAND, arguments)) = matches.subcommand()
        && let Some(job) = arguments.get_one::<Job>("job")
    {
        return worker::work(|input| job.run(&input));
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error),
    };
    let config = match Config::load() {
        Ok(config) => config,
        Err(error) => return fail(&error),
    };
    config.start_logging();
    if let Some(("rotate-keys", _)) = matches.subcommand() {
        return match jwt::rotate(&config.data_dir) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&error),
        };
    }
    if let Some(("doctor", arguments)) = matches.subcommand() {
        return match runtime.block_on(server::doctor(&config, arguments.get_flag("rebuild-search"))) {
            Ok(true) => ExitCode::SUCCESS,
            Ok(false) => ExitCode::FAILURE,
            Err(error) => fail(&error),
        };
    }
    if let Some(("audit", arguments)) = matches.subcommand() {
        let user = arguments.get_one::<String>("user").map(|name| username_key(name));
        let days = arguments.get_one::<u32>("since").copied().unwrap_or(config.audit_days);
        return match runtime.block_on(audit(&server::database_path(&config.data_dir), user.as_deref(), days)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(sentence) => {
                eprintln!("supbot: {sentence}");
                ExitCode::FAILURE
            }
        };
    }
    match runtime.block_on(server::serve(config)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

fn command() -> Command {
    let serve = Command::new("serve").about("Serves the pages and the API until it is stopped; the default");
    // How the server calls itself.
    let convert = Command::new(worker::SUBCOMMAND)
        .hide(true)
        .arg(Arg::new("job").required(true).value_parser(value_parser!(Job)));
    let rotate = Command::new("rotate-keys")
        .about("Makes a new key for access tokens; those of the key before it stay good until they end");
    let doctor = Command::new("doctor")
        .about("Looks whether the database is whole and files are read in confinement; the server must not be running")
        .arg(
            Arg::new("rebuild-search")
                .long("rebuild-search")
                .action(ArgAction::SetTrue)
                .help("Makes the search index anew"),
        );
    let audit = Command::new("audit")
        .about("Lists the audit log: log-ins, refusals, keys, links and exports; may run beside a server")
        .arg(Arg::new("user").long("user").value_name("NAME").help("Of this account alone"))
        .arg(
            Arg::new("since")
                .long("since")
                .value_name("DAYS")
                .value_parser(value_parser!(u32).range(1..=3650))
                .help("Of so many days; not given: all"),
        );
    Command::new("supbot")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Supbot: a self-hosted AI workspace (chat, code and documents) in one small binary")
        .after_help(server::config::settings_help())
        .subcommand(serve.after_help(server::config::settings_help()))
        .subcommand(rotate.after_help(server::config::settings_help()))
        .subcommand(doctor.after_help(server::config::settings_help()))
        .subcommand(audit.after_help(server::config::settings_help()))
        .subcommand(convert)
}

fn fail(error: &dyn std::error::Error) -> ExitCode {
    tracing::error!("{error}");
    eprintln!("supbot: {error}");
    ExitCode::FAILURE
}

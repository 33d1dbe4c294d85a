//! Takes from this process what reading a file needs not, for the day that a parser is made to do what it should not.

use rlimit::{Resource, setrlimit};

/// Bytes of memory of one process; see the limits of PDF.
const MEMORY_BYTES: u64 = 2 * 1024 * 1024 * 1024;
/// Seconds of a core.
const CPU_SECONDS: u64 = 60;
/// Open files, three pipes among them.
const FILES_MAX: u64 = 16;

/// Limits what this process may take. Where the system cannot limit it, the limits of what is read remain.
pub(super) fn limit_resources() {
    for (resource, most) in [
        (Resource::DATA, MEMORY_BYTES),
        (Resource::CPU, CPU_SECONDS),
        (Resource::NOFILE, FILES_MAX),
        // It writes no files; nor what it held in memory, should it crash.
        (Resource::FSIZE, 0),
        (Resource::CORE, 0),
    ] {
        let _ = setrlimit(resource, most, most);
    }
}

/// Takes files and the network from this thread, and from those that it starts, for good. Where the system does not know how
/// (Linux before 5.13, or without the modules), less is taken, and the answer is a reason for each that is left: the limits
/// remain.
#[cfg(target_os = "linux")]
pub(super) fn confine() -> Vec<String> {
    use landlock::RulesetStatus;
    let files = match deny_files() {
        Ok(RulesetStatus::FullyEnforced) => None,
        Ok(RulesetStatus::PartiallyEnforced) => {
            Some("has files as far as Landlock of this kernel cannot take them; Linux 6.12 can".to_owned())
        }
        Ok(RulesetStatus::NotEnforced) => Some("has files: this kernel has no Landlock".to_owned()),
        Err(error) => Some(format!("has files: {error}")),
    };
    let sockets = deny_sockets().err().map(|error| format!("has the network: {error}"));
    files.into_iter().chain(sockets).collect()
}

#[cfg(target_os = "linux")]
fn deny_files() -> Result<landlock::RulesetStatus, landlock::RulesetError> {
    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, Scope};
    // What is allowed in the end is nothing, so no rule is added.
    let ruleset = Ruleset::default().handle_access(AccessFs::from_all(ABI::V6))?;
    let ruleset = ruleset.handle_access(AccessNet::from_all(ABI::V6))?.scope(Scope::from_all(ABI::V6))?;
    Ok(ruleset.create()?.restrict_self()?.ruleset)
}

/// Landlock knows of TCP alone.
#[cfg(target_os = "linux")]
fn deny_sockets() -> Result<(), Box<dyn std::error::Error>> {
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter};
    let denied = [
        libc::SYS_socket,
        // It makes sockets as well, unseen.
        libc::SYS_io_uring_setup,
        // The server belongs to the same user.
        libc::SYS_ptrace,
        libc::SYS_process_vm_readv,
        libc::SYS_process_vm_writev,
    ];
    let denied = denied.map(|call| (call, Vec::new())).into();
    let refusal = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    let filter = SeccompFilter::new(denied, SeccompAction::Allow, refusal, std::env::consts::ARCH.try_into()?)?;
    Ok(seccompiler::apply_filter(&BpfProgram::try_from(filter)?)?)
}

/// Only Linux has it this way.
#[cfg(not(target_os = "linux"))]
pub(super) fn confine() -> Vec<String> {
    vec!["has files and the network: only Linux takes them".to_owned()]
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::{
        fs, io,
        net::{TcpStream, UdpSocket},
        os::unix::net::UnixStream,
        process::Command,
        thread,
    };

    /// A thread may be confined by itself: the tests beside it go on with all that they had.
    #[test]
    fn a_process_that_reads_a_file_from_outside_has_no_files_and_no_network() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("inside");
        fs::write(&inside, "secret").unwrap();
        let attempts = move || -> Vec<(&'static str, io::Result<()>)> {
            vec![
                ("read a file", fs::read(&inside).map(drop)),
                ("write a file", fs::write(&inside, "x")),
                ("list a folder", fs::read_dir("/").map(drop)),
                ("start a program", Command::new("/bin/true").status().map(drop)),
                ("bind UDP", UdpSocket::bind("127.0.0.1:0").map(drop)),
                ("connect TCP", TcpStream::connect("127.0.0.1:9").map(drop)),
                ("connect to a socket of this machine", UnixStream::connect("/run/none").map(drop)),
            ]
        };
        let confined = move || {
            assert_eq!(confine(), [""; 0]);
            attempts()
        };
        for (what, outcome) in thread::spawn(confined).join().unwrap() {
            let kind = outcome.expect_err(what).kind();
            assert_eq!(kind, io::ErrorKind::PermissionDenied, "{what}");
        }
    }
}

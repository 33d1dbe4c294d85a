//! What `supbot doctor` says of the processes that read files from outside.

use super::supbot;
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter};
use std::thread;
use tempfile::TempDir;

/// What the doctor says of a data folder that is new.
fn said_of_worker() -> Vec<String> {
    let folder = TempDir::new().unwrap();
    let doctor = supbot(&folder).arg("doctor").output().unwrap();
    assert!(doctor.status.success(), "{doctor:?}");
    let said = String::from_utf8(doctor.stdout).unwrap();
    said.lines().filter_map(|line| line.strip_prefix("worker: ")).map(str::to_owned).collect()
}

/// Makes the kernel of this thread, and of what it starts, one that refuses these system calls.
fn refuse(calls: &[i64], errno: i32) {
    let calls = calls.iter().map(|call| (*call, Vec::new())).collect();
    let refusal = SeccompAction::Errno(errno.unsigned_abs());
    let architecture = std::env::consts::ARCH.try_into().unwrap();
    let filter = SeccompFilter::new(calls, SeccompAction::Allow, refusal, architecture).unwrap();
    seccompiler::apply_filter(&BpfProgram::try_from(filter).unwrap()).unwrap();
}

#[test]
fn the_doctor_says_what_a_process_that_reads_a_file_from_outside_is_left_with() {
    assert_eq!(said_of_worker(), ["has neither files nor the network"]);

    let without_landlock = || {
        refuse(&[libc::SYS_landlock_create_ruleset], libc::ENOSYS);
        said_of_worker()
    };
    let said = thread::spawn(without_landlock).join().unwrap();
    assert_eq!(said, ["has files: this kernel has no Landlock"]);

    let without_filters = || {
        refuse(&[libc::SYS_seccomp], libc::EPERM);
        said_of_worker()
    };
    let said = thread::spawn(without_filters).join().unwrap();
    assert!(matches!(&said[..], [network] if network.starts_with("has the network: ")), "{said:?}");
}

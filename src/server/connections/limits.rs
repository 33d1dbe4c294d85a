//! How many connections there may be, and how long each may do nothing.

use std::time::Duration;

/// Bounds of the connections of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectionLimits {
    /// Most connections at once.
    pub total: usize,
    /// Most connections of one address (of IPv6: of one /64). `None` where all come through a proxy.
    pub per_address: Option<usize>,
    /// How long the head of a request may take, from its first byte; of the first one, from the connection on.
    pub head: Duration,
    /// How long a connection may wait for its next request.
    pub idle: Duration,
    /// How long the reader of an answer may take none of it.
    pub unread: Duration,
    /// How long a body may stand still in all, beside what `body_bytes_per_s` allows.
    pub body: Duration,
    /// How fast a body must come in the long run.
    pub body_bytes_per_s: u32,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self {
            total: 8192,
            per_address: Some(2048),
            head: Duration::from_secs(15),
            idle: Duration::from_secs(75),
            unread: Duration::from_secs(75),
            body: Duration::from_secs(30),
            body_bytes_per_s: 1024,
        }
    }
}

impl ConnectionLimits {
    /// The same for a process that may open so many files: a quarter of them is left to the database, to models and to
    /// files. No address holds more than a quarter of the connections, so that one alone cannot keep others out.
    #[must_use]
    pub fn within(self, files: u64) -> Self {
        let total = usize::try_from(files / 4 * 3).map_or(self.total, |files| self.total.min(files));
        Self { total, per_address: self.per_address.map(|most| most.min((total / 4).max(1))), ..self }
    }

    /// The same behind a proxy: all connections come from its address.
    #[must_use]
    pub fn behind_proxy(self) -> Self {
        Self { per_address: None, ..self }
    }
}

/// Lets the process open as many files as the system allows it; gives how many that are.
pub(in crate::server) fn raise_file_limit() -> u64 {
    #[cfg(unix)]
    {
        rlimit::increase_nofile_limit(u64::MAX).unwrap_or_else(|error| {
            tracing::warn!(%error, "the limit of open files cannot be raised");
            rlimit::Resource::NOFILE.get_soft().unwrap_or(1024)
        })
    }
    #[cfg(not(unix))]
    u64::MAX
}

#[cfg(test)]
mod tests {
    use super::ConnectionLimits;

    #[test]
    fn a_quarter_of_the_files_is_left_and_no_address_has_more_than_a_quarter_of_the_rest() {
        let limits = ConnectionLimits::default().within(1024);
        assert_eq!((limits.total, limits.per_address), (768, Some(192)));
        let limits = ConnectionLimits::default().within(u64::MAX);
        assert_eq!((limits.total, limits.per_address), (8192, Some(2048)));
        assert_eq!(ConnectionLimits::default().behind_proxy().within(1024).per_address, None);
    }
}

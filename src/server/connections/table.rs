//! Every open connection and what it is doing, so that those which only hold a place can be found and closed.

use super::ConnectionLimits;
use crate::web::network::Network;
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
    },
    time::Duration,
};
use tokio::{sync::Notify, time::Instant};

/// What a connection is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// The head of a request is coming.
    Head = 0,
    /// Nothing: the last request was answered.
    Idle = 1,
    /// The body of a request is coming.
    Receiving = 2,
    /// A request is being answered.
    Answering = 3,
    /// The answer is whole, and some of it has not been written yet: it may be large, and its reader slow.
    Sending = 4,
}

const PHASES: [Phase; 5] = [Phase::Head, Phase::Idle, Phase::Receiving, Phase::Answering, Phase::Sending];
/// How many there are.
const COUNT: u64 = PHASES.len() as u64;

/// One open connection.
pub(super) struct Connection {
    began: Instant,
    /// Milliseconds since `began`, times [`COUNT`], plus the phase: both at once, so that nobody sees one without the other.
    state: AtomicU64,
    /// Since when the peer takes nothing, in milliseconds since `began` plus one; 0 while it does.
    unread: AtomicU64,
    is_too_slow: AtomicBool,
    close: Notify,
}

impl Connection {
    fn new() -> Arc<Self> {
        Arc::new(Self {
            began: Instant::now(),
            state: AtomicU64::new(Phase::Head as u64),
            unread: AtomicU64::new(0),
            is_too_slow: AtomicBool::new(false),
            close: Notify::new(),
        })
    }

    fn now(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX / 8)
    }

    /// Notes what it does from now on.
    pub(super) fn enter(&self, phase: Phase) {
        self.state.store(self.now() * COUNT + phase as u64, Relaxed);
    }

    /// Notes that it does `next` if it did `phase`.
    pub(super) fn leave(&self, phase: Phase, next: Phase) {
        let state = self.state.load(Relaxed);
        if state % COUNT == phase as u64 {
            // Another change at the same time is a later one.
            let _ = self.state.compare_exchange(state, self.now() * COUNT + next as u64, Relaxed, Relaxed);
        }
    }

    /// What it does, and since when.
    fn phase(&self) -> (Phase, Instant) {
        let state = self.state.load(Relaxed);
        let phase = PHASES[(state % COUNT) as usize];
        (phase, self.began + Duration::from_millis(state / COUNT))
    }

    /// Notes whether the peer takes what is written.
    pub(super) fn note_written(&self, is_taken: bool) {
        let unread = self.unread.load(Relaxed);
        if is_taken && unread != 0 {
            self.unread.store(0, Relaxed);
        } else if !is_taken && unread == 0 {
            self.unread.store(self.now() + 1, Relaxed);
        }
    }

    /// Notes that the body of the request came too slowly.
    pub(super) fn note_too_slow(&self) {
        self.is_too_slow.store(true, Relaxed);
    }

    /// Whether it did.
    pub(super) fn was_too_slow(&self) -> bool {
        self.is_too_slow.load(Relaxed)
    }

    fn is_overdue(&self, limits: &ConnectionLimits) -> bool {
        let (phase, since) = self.phase();
        let is_waiting_too_long = match phase {
            Phase::Head => since.elapsed() >= limits.head,
            Phase::Idle => since.elapsed() >= limits.idle,
            Phase::Receiving | Phase::Answering | Phase::Sending => false,
        };
        let unread = self.unread.load(Relaxed);
        let is_unread = unread != 0 && Duration::from_millis(self.now().saturating_sub(unread - 1)) >= limits.unread;
        is_waiting_too_long || is_unread
    }
}

/// The connections of a server. Cheap to clone.
#[derive(Clone)]
pub(super) struct Table(Arc<Shared>);

struct Shared {
    limits: ConnectionLimits,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    next: u64,
    open: HashMap<u64, (Network, Arc<Connection>)>,
    per_address: HashMap<Network, usize>,
}

impl Table {
    pub(super) fn new(limits: ConnectionLimits) -> Self {
        Self(Arc::new(Shared { limits, inner: Mutex::default() }))
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for a connection from `address`. Where there is none, the oldest ones that do nothing are closed;
    /// `None` when all are busy.
    pub(super) fn admit(&self, address: IpAddr) -> Option<Held> {
        let network = Network::from(address);
        let mut inner = self.inner();
        let of_address = inner.per_address.get(&network).copied().unwrap_or(0);
        let is_full = self.0.limits.per_address.is_some_and(|most| of_address >= most);
        if is_full && !inner.close_oldest(Some(network)) {
            return None;
        }
        if inner.open.len() >= self.0.limits.total && !inner.close_oldest(None) {
            return None;
        }
        let (id, connection) = (inner.next, Connection::new());
        inner.next += 1;
        inner.open.insert(id, (network, Arc::clone(&connection)));
        *inner.per_address.entry(network).or_default() += 1;
        Some(Held { table: self.clone(), id, connection })
    }

    /// Closes the oldest connections that do nothing.
    pub(super) fn make_room(&self) {
        self.inner().close_oldest(None);
    }

    /// Closes what has waited too long, again and again.
    pub(super) async fn sweep(self) {
        let limits = &self.0.limits;
        let tick = limits.head.min(limits.idle).min(limits.unread) / 10;
        let mut ticks = tokio::time::interval(tick.clamp(Duration::from_millis(10), Duration::from_secs(1)));
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            for (_, connection) in self.inner().open.values() {
                if connection.is_overdue(limits) {
                    connection.close.notify_one();
                }
            }
        }
    }
}

impl Inner {
    /// Closes some of the oldest connections that wait for a head, or where there are none, for a body: those of one
    /// address, or of all. A sixteenth at once, so that an attack is not answered by a search for each connection.
    /// Says whether there were any.
    fn close_oldest(&mut self, network: Option<Network>) -> bool {
        let waiting = |phases: [Phase; 2]| -> Vec<_> {
            let open = self.open.iter().filter(|(_, (from, _))| network.is_none_or(|network| *from == network));
            let states = open.map(|(id, (_, connection))| (connection.phase(), *id));
            states.filter(|((phase, _), _)| phases.contains(phase)).map(|((_, since), id)| (since, id)).collect()
        };
        let mut oldest = waiting([Phase::Head, Phase::Idle]);
        if oldest.is_empty() {
            oldest = waiting([Phase::Receiving; 2]);
        }
        oldest.sort_unstable();
        let count = oldest.len().div_ceil(16);
        for (_, id) in oldest.into_iter().take(count) {
            if let Some(connection) = self.remove(id) {
                connection.close.notify_one();
            }
        }
        count > 0
    }

    fn remove(&mut self, id: u64) -> Option<Arc<Connection>> {
        let (network, connection) = self.open.remove(&id)?;
        if let Some(count) = self.per_address.get_mut(&network) {
            *count -= 1;
            if *count == 0 {
                self.per_address.remove(&network);
            }
        }
        Some(connection)
    }
}

/// A place in the table, given back with this value.
pub(super) struct Held {
    table: Table,
    id: u64,
    connection: Arc<Connection>,
}

impl Held {
    pub(super) fn connection(&self) -> Arc<Connection> {
        Arc::clone(&self.connection)
    }

    pub(super) fn limits(&self) -> ConnectionLimits {
        self.table.0.limits
    }

    /// Returns when the connection is to be closed.
    pub(super) async fn closed(&self) {
        self.connection.close.notified().await;
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.table.inner().remove(self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv6Addr;

    fn limits() -> ConnectionLimits {
        ConnectionLimits { total: 4, per_address: Some(2), ..ConnectionLimits::default() }
    }

    fn is_closed(held: &Held) -> bool {
        futures::FutureExt::now_or_never(held.closed()).is_some()
    }

    #[tokio::test(start_paused = true)]
    async fn the_oldest_that_waits_makes_room_and_busy_ones_stay() {
        let table = Table::new(limits());
        let address = |last: u16| IpAddr::from(Ipv6Addr::new(0x2001, 0xdb8, 0, 1, 0, 0, 0, last));
        let busy = table.admit(address(1)).unwrap();
        busy.connection().enter(Phase::Answering);
        tokio::time::advance(Duration::from_millis(10)).await;
        let waiting = table.admit(address(2)).unwrap();
        tokio::time::advance(Duration::from_millis(10)).await;
        let next = table.admit(address(3)).expect("all of the /64 are one, and the one that waits makes room");
        assert!(is_closed(&waiting) && !is_closed(&busy) && !is_closed(&next));
        // Its answer is whole, but is still being written.
        next.connection().enter(Phase::Sending);
        assert!(table.admit(address(4)).is_none(), "all of that network are busy");
        let other = table.admit(IpAddr::from([192, 0, 2, 1])).expect("another network is not concerned");
        drop((waiting, next, busy));
        assert_eq!(table.inner().open.len(), 1);
        drop(other);
        assert!(table.inner().per_address.is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn a_head_has_15_seconds_and_an_idle_connection_75() {
        let table = Table::new(ConnectionLimits::default());
        let sweeping = tokio::spawn(table.clone().sweep());
        let address = IpAddr::from([192, 0, 2, 1]);
        let (head, idle, busy) = (table.admit(address), table.admit(address), table.admit(address));
        let (head, idle, busy) = (head.unwrap(), idle.unwrap(), busy.unwrap());
        idle.connection().enter(Phase::Idle);
        busy.connection().enter(Phase::Answering);
        tokio::time::sleep(Duration::from_millis(14_500)).await;
        assert!(!is_closed(&head));
        tokio::time::sleep(Duration::from_secs(2)).await;
        assert!(is_closed(&head) && !is_closed(&idle));
        tokio::time::sleep(Duration::from_secs(60)).await;
        assert!(is_closed(&idle) && !is_closed(&busy));
        busy.connection().note_written(false);
        tokio::time::sleep(Duration::from_secs(77)).await;
        assert!(is_closed(&busy), "nobody reads the answer");
        sweeping.abort();
    }
}

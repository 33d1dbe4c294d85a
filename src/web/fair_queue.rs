//! A queue before work that takes a core or much memory: few at once, and one key after the other, so that whoever asks for
//! much waits behind themselves and not in front of others.

use std::{
    collections::{HashMap, VecDeque},
    hash::Hash,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::sync::oneshot;

/// How much may run and wait.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Pieces of work that run at once.
    pub running: usize,
    /// Of these, those of one key.
    pub running_each: usize,
    /// Pieces of work that wait; those that wait patiently are not counted.
    pub waiting: usize,
    /// Of these, those of one key.
    pub waiting_each: usize,
    /// How long one waits at most.
    pub patience: Duration,
}

/// Why work does not get its turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The key has as many waiting as it may.
    OwnLimit,
    /// Too many wait, and no key has more of them than this one; or it has waited too long; or it made room for another key.
    Full,
}

/// A queue in which keys of type `K` take turns. Cheap to clone.
#[derive(Debug, Clone)]
pub struct FairQueue<K: Key> {
    limits: Limits,
    state: Arc<Mutex<State<K>>>,
}

/// Whose work it is.
pub trait Key: Copy + Eq + Hash + Send + 'static {}
impl<K: Copy + Eq + Hash + Send + 'static> Key for K {}

#[derive(Debug)]
struct State<K: Key> {
    running: usize,
    lanes: HashMap<K, Lane<K>>,
    /// The keys of which something waits, the next one first.
    order: VecDeque<K>,
}

#[derive(Debug)]
struct Lane<K: Key> {
    running: usize,
    waiting: VecDeque<Waiter<K>>,
}

/// One that waits in a lane.
#[derive(Debug)]
struct Waiter<K: Key> {
    sender: oneshot::Sender<Slot<K>>,
    /// It counts to no limit, and makes room for nobody.
    is_patient: bool,
}

/// A slot, or what it will come through.
enum Entry<K: Key> {
    Now(Slot<K>),
    Later(oneshot::Receiver<Slot<K>>),
}

/// The right to work, until it is dropped.
#[derive(Debug)]
pub struct Slot<K: Key> {
    queue: FairQueue<K>,
    key: K,
}

impl<K: Key> FairQueue<K> {
    /// An empty queue.
    pub fn new(limits: Limits) -> Self {
        let state = State { running: 0, lanes: HashMap::new(), order: VecDeque::new() };
        Self { limits, state: Arc::new(Mutex::new(state)) }
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// `OwnLimit` and `Full`, at once; `Full` also after the time that one waits at most, and when others come who have fewer
    /// waiting.
    pub async fn enter(&self, key: K) -> Result<Slot<K>, Refused> {
        let waiting = match self.join(key, true)? {
            Entry::Now(slot) => return Ok(slot),
            Entry::Later(waiting) => waiting,
        };
        match tokio::time::timeout(self.limits.patience, waiting).await {
            Ok(Ok(slot)) => Ok(slot),
            _ => Err(Refused::Full),
        }
    }

    /// Waits for a turn as long as it takes: for work that is limited elsewhere, and that nobody can ask for again.
    ///
    /// # Errors
    /// None in practice: the queue lives as long as whoever waits in it.
    pub async fn enter_patiently(&self, key: K) -> Result<Slot<K>, Refused> {
        match self.join(key, false)? {
            Entry::Now(slot) => Ok(slot),
            Entry::Later(waiting) => waiting.await.map_err(|_| Refused::Full),
        }
    }

    /// How many wait.
    pub fn waiting(&self) -> usize {
        let mut state = self.lock();
        state.forget_gone();
        state.lanes.values().map(|lane| lane.waiting.len()).sum()
    }

    fn join(&self, key: K, is_limited: bool) -> Result<Entry<K>, Refused> {
        let state = &mut *self.lock();
        state.forget_gone();
        let free = state.running < self.limits.running && state.order.iter().all(|key| !state.has_room(*key, self));
        let lane = state.lanes.entry(key).or_default();
        if free && lane.running < self.limits.running_each {
            lane.running += 1;
            state.running += 1;
            return Ok(Entry::Now(self.slot(key)));
        }
        if is_limited {
            let own = lane.limited();
            if own >= self.limits.waiting_each {
                return Err(Refused::OwnLimit);
            }
            let all: usize = state.lanes.values().map(Lane::limited).sum();
            if all >= self.limits.waiting && !state.push_out(own + 1) {
                state.forget_lane(key);
                return Err(Refused::Full);
            }
        }
        let (sender, receiver) = oneshot::channel();
        let lane = state.lanes.entry(key).or_default();
        lane.waiting.push_back(Waiter { sender, is_patient: !is_limited });
        if lane.waiting.len() == 1 {
            state.order.push_back(key);
        }
        Ok(Entry::Later(receiver))
    }

    fn slot(&self, key: K) -> Slot<K> {
        Slot { queue: self.clone(), key }
    }

    fn lock(&self) -> MutexGuard<'_, State<K>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives what is free to the next one, whose turn it is.
    fn pass_on(&self) {
        loop {
            let next = self.lock().next(self);
            let Some((key, waiter)) = next else { return };
            // Whoever waited may be gone; then the slot comes back by being dropped, and goes on from there.
            if waiter.sender.send(self.slot(key)).is_ok() {
                return;
            }
        }
    }
}

impl<K: Key> State<K> {
    fn has_room(&self, key: K, queue: &FairQueue<K>) -> bool {
        self.lanes.get(&key).is_none_or(|lane| lane.running < queue.limits.running_each)
    }

    /// The first one of the next key that may have one more, which is counted as running.
    fn next(&mut self, queue: &FairQueue<K>) -> Option<(K, Waiter<K>)> {
        if self.running >= queue.limits.running {
            return None;
        }
        let at = (0..self.order.len()).find(|at| self.has_room(self.order[*at], queue))?;
        let key = self.order.remove(at)?;
        let lane = self.lanes.get_mut(&key)?;
        let waiter = lane.waiting.pop_front()?;
        lane.running += 1;
        if !lane.waiting.is_empty() {
            self.order.push_back(key);
        }
        self.running += 1;
        Some((key, waiter))
    }

    /// Takes the newest one out of the longest lane, when that has more than `count`; says whether it did. Else a few keys
    /// that fill all the room would keep everybody else out.
    fn push_out(&mut self, count: usize) -> bool {
        let longest = self.lanes.values_mut().max_by_key(|lane| lane.limited());
        let Some(lane) = longest.filter(|lane| lane.limited() > count) else { return false };
        let newest = lane.waiting.iter().rposition(|waiter| !waiter.is_patient);
        newest.is_some_and(|at| lane.waiting.remove(at).is_some())
    }

    /// Forgets those that wait no more.
    fn forget_gone(&mut self) {
        for lane in self.lanes.values_mut() {
            lane.waiting.retain(|waiter| !waiter.sender.is_closed());
        }
        let lanes = &self.lanes;
        self.order.retain(|key| lanes.get(key).is_some_and(|lane| !lane.waiting.is_empty()));
        self.lanes.retain(|_, lane| lane.running > 0 || !lane.waiting.is_empty());
    }

    fn forget_lane(&mut self, key: K) {
        if self.lanes.get(&key).is_some_and(|lane| lane.running == 0 && lane.waiting.is_empty()) {
            self.lanes.remove(&key);
        }
    }
}

impl<K: Key> Lane<K> {
    /// How many wait that are counted.
    fn limited(&self) -> usize {
        self.waiting.iter().filter(|waiter| !waiter.is_patient).count()
    }
}

impl<K: Key> Default for Lane<K> {
    fn default() -> Self {
        Self { running: 0, waiting: VecDeque::new() }
    }
}

impl<K: Key> Drop for Slot<K> {
    fn drop(&mut self) {
        {
            let mut state = self.queue.lock();
            state.running -= 1;
            if let Some(lane) = state.lanes.get_mut(&self.key) {
                lane.running -= 1;
            }
            state.forget_lane(self.key);
        }
        self.queue.pass_on();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt;

    const LIMITS: Limits =
        Limits { running: 2, running_each: 1, waiting: 5, waiting_each: 3, patience: Duration::from_secs(60) };

    #[tokio::test]
    async fn keys_take_turns_however_much_one_of_them_asks_for() {
        let queue = FairQueue::new(LIMITS);
        let first = queue.enter('a').await.unwrap();
        let mut more: VecDeque<_> = (0..3).map(|_| Box::pin(queue.enter('a'))).collect();
        assert!(more.iter_mut().all(|wait| wait.as_mut().now_or_never().is_none()), "one of a runs");
        assert_eq!(queue.enter('a').await.unwrap_err(), Refused::OwnLimit);
        // The second slot is for somebody else, at once.
        let other = queue.enter('b').await.unwrap();
        let mut third = Box::pin(queue.enter('c'));
        assert!(third.as_mut().now_or_never().is_none());
        drop(first);
        let again = more[0].as_mut().now_or_never().expect("it was first").unwrap();
        drop(again);
        assert!(more[1].as_mut().now_or_never().is_none(), "c comes before the third of a");
        let third = third.as_mut().now_or_never().expect("c waited").unwrap();
        drop((third, other));
        assert!(more[1].as_mut().now_or_never().is_some());
    }

    #[tokio::test]
    async fn who_is_gone_takes_no_place() {
        let queue = FairQueue::new(LIMITS);
        let held = (queue.enter(0).await.unwrap(), queue.enter(1).await.unwrap());
        let mut waiting: Vec<_> = (2..7).map(|key| Box::pin(queue.enter(key))).collect();
        assert!(waiting.iter_mut().all(|wait| wait.as_mut().now_or_never().is_none()));
        assert_eq!(queue.enter(7).await.unwrap_err(), Refused::Full);
        waiting.truncate(1);
        let mut late = Box::pin(queue.enter(7));
        assert!(late.as_mut().now_or_never().is_none(), "there is room to wait");
        waiting.clear();
        drop(held);
        assert!(late.as_mut().now_or_never().is_some());
        drop(late);
        let state = queue.lock();
        assert_eq!((state.running, state.lanes.len(), state.order.len()), (0, 0, 0));
    }

    #[tokio::test]
    async fn keys_that_fill_all_the_room_make_room_for_those_that_have_less_waiting() {
        let queue = FairQueue::new(LIMITS);
        let held = (queue.enter(0).await.unwrap(), queue.enter(1).await.unwrap());
        let mut patient = Box::pin(queue.enter_patiently(0));
        assert!(patient.as_mut().now_or_never().is_none());
        let mut greedy: Vec<_> = [0, 0, 0, 1, 1].map(|key| Box::pin(queue.enter(key))).into();
        assert!(greedy.iter_mut().all(|wait| wait.as_mut().now_or_never().is_none()));
        // The newest of the three goes, then the newest of one of the twos; nobody loses the only one.
        let mut others: Vec<_> = (2..5).map(|key| Box::pin(queue.enter(key))).collect();
        assert!(others.iter_mut().all(|wait| wait.as_mut().now_or_never().is_none()));
        assert_eq!(greedy.remove(2).now_or_never().unwrap().unwrap_err(), Refused::Full);
        assert_eq!(queue.enter(5).await.unwrap_err(), Refused::Full);
        let (gone, left): (Vec<_>, Vec<_>) =
            greedy.into_iter().map(FutureExt::now_or_never).partition(|wait| matches!(wait, Some(Err(_))));
        assert_eq!((gone.len(), left.len()), (2, 2));
        drop(held);
        assert!(patient.now_or_never().is_some(), "who waits patiently makes room for nobody");
    }

    #[tokio::test(start_paused = true)]
    async fn who_waits_too_long_is_told_so_unless_they_are_patient() {
        let queue = FairQueue::new(LIMITS);
        let held = (queue.enter(0).await.unwrap(), queue.enter(1).await.unwrap());
        assert_eq!(queue.enter(2).await.unwrap_err(), Refused::Full);
        let mut patient = Box::pin(queue.enter_patiently(0));
        tokio::select! {
            _ = &mut patient => panic!("nothing is free"),
            () = tokio::time::sleep(Duration::from_secs(1000)) => {}
        }
        drop(held);
        patient.await.unwrap();
    }
}

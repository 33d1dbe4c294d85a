//! Who is next: the embedded model answers one question at a time, first come, first served.

use std::collections::VecDeque;
use tokio::sync::watch;

/// Everybody who waits or is being answered, in order.
#[derive(Clone)]
pub(super) struct Queue(watch::Sender<Line>);

#[derive(Default)]
pub(super) struct Line {
    tickets: VecDeque<u64>,
    last_ticket: u64,
}

impl Line {
    pub(super) fn is_empty(&self) -> bool {
        self.tickets.is_empty()
    }
}

/// A place in the queue; dropping it gives it up.
pub(super) struct Ticket {
    number: u64,
    queue: Queue,
    line: watch::Receiver<Line>,
}

impl Queue {
    pub(super) fn new() -> Self {
        Self(watch::Sender::default())
    }

    /// The last place.
    pub(super) fn join(&self) -> Ticket {
        let mut number = 0;
        self.0.send_modify(|line| {
            line.last_ticket += 1;
            number = line.last_ticket;
            line.tickets.push_back(number);
        });
        Ticket { number, queue: self.clone(), line: self.0.subscribe() }
    }

    /// Tells of every change.
    pub(super) fn watch(&self) -> watch::Receiver<Line> {
        self.0.subscribe()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }
}

impl Ticket {
    /// How many are before this one; 0 when it is its turn.
    pub(super) fn ahead(&mut self) -> u32 {
        let line = self.line.borrow_and_update();
        let place = line.tickets.iter().position(|&number| number == self.number);
        u32::try_from(place.unwrap_or_default()).unwrap_or(u32::MAX)
    }

    /// Returns when somebody has come or gone since [`Self::ahead`] was asked.
    pub(super) async fn moved(&mut self) {
        // It cannot fail: `queue` holds a sender.
        let _ = self.line.changed().await;
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.queue.0.send_modify(|line| line.tickets.retain(|&number| number != self.number));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn places_move_up_when_somebody_before_leaves() {
        let queue = Queue::new();
        let (first, mut second, mut third) = (queue.join(), queue.join(), queue.join());
        assert_eq!((second.ahead(), third.ahead()), (1, 2));
        drop(first);
        third.moved().await;
        assert_eq!((second.ahead(), third.ahead()), (0, 1));
        drop(second);
        third.moved().await;
        assert_eq!(third.ahead(), 0);
        drop(third);
        assert!(queue.is_empty());
    }
}

//! Something that others wait for.

use std::{
    cell::{Cell, RefCell},
    future::poll_fn,
    rc::Rc,
    task::{Poll, Waker},
};

/// Closed at first; whoever waits goes on when it is opened. Cheap to clone.
#[derive(Clone, Default)]
pub(super) struct Latch(Rc<Inner>);

#[derive(Default)]
struct Inner {
    is_open: Cell<bool>,
    waiting: RefCell<Vec<Waker>>,
}

impl Latch {
    /// Lets everybody go on.
    pub(super) fn open(&self) {
        self.0.is_open.set(true);
        let waiting = self.0.waiting.take();
        waiting.into_iter().for_each(Waker::wake);
    }

    /// Whether it is the very same.
    pub(super) fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// Waits until it is opened.
    pub(super) async fn opened(&self) {
        poll_fn(|context| {
            if self.0.is_open.get() {
                return Poll::Ready(());
            }
            self.0.waiting.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}

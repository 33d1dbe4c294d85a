//! Server-sent events as services send them (WHATWG HTML §9.2.6), however their bytes are cut. What is no stream of events
//! but one JSON document, whatever it is labelled as, is taken as a single event: a service that does not stream, or that
//! reports an error with status 200.

use super::transport::TooLong;

/// Bytes of one event: what a whole answer may have, in JSON that escapes every character.
const EVENT_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Some services begin with it.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Finds the events in bytes that come piece by piece.
#[derive(Default)]
pub(super) struct Events {
    kind: Kind,
    /// What came and is not read yet, from `read` on.
    bytes: Vec<u8>,
    read: usize,
    /// No line ends before it.
    searched: usize,
    /// The line before ended with a carriage return: a line feed right behind it belongs to it.
    is_after_return: bool,
    event: Event,
}

#[derive(Default)]
enum Kind {
    #[default]
    Unknown,
    Events,
    Document,
}

/// The event whose lines are being read.
#[derive(Default)]
struct Event {
    data: Vec<u8>,
    has_data: bool,
    /// It only keeps the connection open.
    is_keep_alive: bool,
}

impl Events {
    /// Takes more bytes.
    ///
    /// # Errors
    /// [`TooLong`] when one event has more than [`EVENT_BYTES_MAX`].
    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<(), TooLong> {
        self.bytes.drain(..self.read);
        self.searched -= self.read;
        self.read = 0;
        if self.bytes.len() + self.event.data.len() + bytes.len() > EVENT_BYTES_MAX {
            return Err(TooLong);
        }
        self.bytes.extend_from_slice(bytes);
        if matches!(self.kind, Kind::Unknown) {
            self.recognise();
        }
        Ok(())
    }

    /// The data of the next event that is whole.
    pub(super) fn next(&mut self) -> Option<Vec<u8>> {
        if !matches!(self.kind, Kind::Events) {
            return None;
        }
        while let Some(line) = self.line() {
            if let Some(data) = self.event.take(&self.bytes[line]) {
                return Some(data);
            }
        }
        None
    }

    /// The data of what has begun when nothing more comes: it may be whole, when a service ends without an empty line.
    pub(super) fn rest(&mut self) -> Option<Vec<u8>> {
        let rest = self.bytes.split_off(self.read);
        match self.kind {
            Kind::Document => Some(rest),
            Kind::Events | Kind::Unknown => {
                self.event.take(&rest);
                self.event.take(b"")
            }
        }
    }

    /// A document begins with a brace, and no line of an event does.
    fn recognise(&mut self) {
        let bytes = self.bytes.as_slice();
        if BYTE_ORDER_MARK.starts_with(bytes) {
            return;
        }
        let start = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
        self.read = bytes.len() - start.len();
        self.searched = self.read;
        match start.iter().find(|byte| !byte.is_ascii_whitespace()) {
            None => {}
            Some(b'{') => self.kind = Kind::Document,
            Some(_) => self.kind = Kind::Events,
        }
    }

    /// Where the next whole line is, without its end.
    fn line(&mut self) -> Option<std::ops::Range<usize>> {
        if let Some(first) = self.bytes.get(self.read) {
            self.read += usize::from(std::mem::take(&mut self.is_after_return) && *first == b'\n');
        }
        self.searched = self.searched.max(self.read);
        let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let Some(length) = self.bytes[self.searched..].iter().position(is_end) else {
            self.searched = self.bytes.len();
            return None;
        };
        let end = self.searched + length;
        let line = self.read..end;
        self.is_after_return = self.bytes[end] == b'\r';
        self.read = end + 1;
        self.searched = self.read;
        Some(line)
    }
}

impl Event {
    /// Reads a line; gives the data of an event that ends with it.
    fn take(&mut self, line: &[u8]) -> Option<Vec<u8>> {
        if line.is_empty() {
            let Self { data, has_data, is_keep_alive } = std::mem::take(self);
            return (has_data && !is_keep_alive).then_some(data);
        }
        let colon = line.iter().position(|byte| *byte == b':').unwrap_or(line.len());
        let value = line.get(colon + 1..).unwrap_or_default();
        let value = value.strip_prefix(b" ").unwrap_or(value);
        match &line[..colon] {
            b"data" => {
                if self.has_data {
                    self.data.push(b'\n');
                }
                self.has_data = true;
                self.data.extend_from_slice(value);
            }
            b"event" => self.is_keep_alive = matches!(value, b"keepalive" | b"keep-alive" | b"ping"),
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The events in `bytes`, when they come in pieces of a size.
    fn events(bytes: &[u8], size: usize) -> Vec<String> {
        let (mut events, mut found) = (Events::default(), Vec::new());
        for piece in bytes.chunks(size) {
            events.push(piece).unwrap();
            found.extend(std::iter::from_fn(|| events.next()));
        }
        found.extend(events.rest());
        found.into_iter().map(|data| String::from_utf8(data).unwrap()).collect()
    }

    #[test]
    fn events_are_found_however_their_bytes_are_cut() {
        for (bytes, expected) in [
            ("data: one\n\ndata: two\n\n", vec!["one", "two"]),
            ("data:one\r\n\r\ndata:two\r\n\r\n", vec!["one", "two"]),
            ("data: one\r\rdata: two\r\r", vec!["one", "two"]),
            ("data: one\r\n\ndata: two\n\r\n", vec!["one", "two"]),
            ("\u{feff}data: 하나\n\n: a comment\nid: 7\nretry: 1\n\ndata: 둘", vec!["하나", "둘"]),
            ("data: a\ndata: b\n\n\n\ndata:  c\n\n", vec!["a\nb", " c"]),
            ("event: ping\ndata: {}\n\nevent: message\ndata\n\n", vec![""]),
            (" \n{\"one\":\n\"document\"}\n\n", vec![" \n{\"one\":\n\"document\"}\n\n"]),
            ("<html>\n\n", vec![]),
            ("", vec![]),
        ] {
            for size in 1..=bytes.len().max(1) {
                assert_eq!(events(bytes.as_bytes(), size), expected, "{bytes:?} in pieces of {size}");
            }
        }
    }

    #[test]
    fn an_event_has_so_many_bytes_and_no_more() {
        let mut events = Events::default();
        events.push(b"data: ").unwrap();
        let megabyte = vec![b'x'; 1 << 20];
        let pushed = (0..16).take_while(|_| events.push(&megabyte).is_ok() && events.next().is_none()).count();
        assert_eq!(pushed, 15);
    }
}

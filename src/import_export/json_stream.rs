//! JSON one element at a time. The elements of a list are told apart by their brackets alone, so that one that is broken or
//! too large ends nothing, and no more than one of them is in memory, however many there are.

use super::{
    large::{LARGE_BYTES, Turn},
    model::ImportFault,
};
use std::io::{self, BufRead, BufReader, Read};

/// Most bytes of one element: a conversation of some ten thousand long messages.
const ELEMENT_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Most values of one element: each takes a hundred bytes once it is read, however few it has in the file.
const ELEMENT_VALUES_MAX: u64 = 2_000_000;

/// An element of a list, or the one thing that is no list.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// Its bytes.
    Whole(Vec<u8>),
    /// It has more than we take.
    TooLarge,
}

impl Element {
    /// Its bytes.
    pub(super) fn length(&self) -> usize {
        match self {
            Self::Whole(bytes) => bytes.len(),
            Self::TooLarge => 0,
        }
    }
}

/// The elements of a file.
pub(super) struct Elements<R> {
    reader: BufReader<R>,
    place: Place,
    /// Of the last element, when it is large.
    turn: Option<Turn>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    /// Before an element of the list.
    Inside,
    /// After one.
    Between,
    End,
}

impl<R: Read> Elements<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader: BufReader::with_capacity(64 * 1024, reader), place: Place::Start, turn: None }
    }

    /// The next one; none after the last one.
    ///
    /// # Errors
    /// `Unreadable` when it is no JSON, `Damaged` when it ends too early; what the reader fails with.
    pub(super) fn next(&mut self) -> Result<Option<Element>, ImportFault> {
        loop {
            let byte = self.peek()?;
            match (self.place, byte) {
                (Place::End, None) => return Ok(None),
                // To its very end: a package tells only there whether a file is what it was.
                (Place::End, Some(_)) => self.reader.consume(1),
                (Place::Start, Some(b'[')) => {
                    self.reader.consume(1);
                    self.place = Place::Inside;
                }
                (Place::Start, Some(b'{')) => {
                    let element = self.element()?;
                    self.place = Place::End;
                    return Ok(Some(element));
                }
                (Place::Start, _) => return Err(ImportFault::Unreadable),
                (_, None) => return Err(ImportFault::Damaged),
                (_, Some(b']')) => self.place = Place::End,
                (_, Some(b',')) => {
                    self.reader.consume(1);
                    self.place = Place::Inside;
                }
                (Place::Between, Some(_)) => return Err(ImportFault::Damaged),
                (Place::Inside, Some(_)) => {
                    let element = self.element()?;
                    self.place = Place::Between;
                    return Ok(Some(element));
                }
            }
        }
    }

    /// The turn of the last element, for as long as it or what it became is in memory; none: it is not large.
    pub(super) fn take_turn(&mut self) -> Option<Turn> {
        self.turn.take()
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Result<Option<u8>, ImportFault> {
        // A byte order mark is no white space, but some programs begin with one.
        let is_mark = |byte: u8| self.place == Place::Start && b"\xEF\xBB\xBF".contains(&byte);
        loop {
            let buffer = self.reader.fill_buf().map_err(|error| trouble(&error))?;
            let Some(first) = buffer.first() else { return Ok(None) };
            match buffer.iter().position(|byte| !byte.is_ascii_whitespace() && !is_mark(*byte)) {
                Some(0) => return Ok(Some(*first)),
                at => {
                    let blank = at.unwrap_or(buffer.len());
                    self.reader.consume(blank);
                }
            }
        }
    }

    fn element(&mut self) -> Result<Element, ImportFault> {
        let (mut bytes, mut is_large, mut scan) = (Vec::new(), false, Scan::default());
        self.turn = None;
        loop {
            let buffer = self.reader.fill_buf().map_err(|error| trouble(&error))?;
            if buffer.is_empty() {
                return Err(ImportFault::Damaged);
            }
            let (used, is_end) = scan.take(buffer);
            is_large |= bytes.len() + used > ELEMENT_BYTES_MAX || scan.values > ELEMENT_VALUES_MAX;
            if is_large {
                bytes = Vec::new();
                self.turn = None;
            } else {
                if bytes.len() + used > LARGE_BYTES && self.turn.is_none() {
                    self.turn = Some(Turn::wait());
                }
                bytes.extend_from_slice(buffer.get(..used).unwrap_or_default());
            }
            self.reader.consume(used);
            if is_end {
                return Ok(if is_large { Element::TooLarge } else { Element::Whole(bytes) });
            }
        }
    }
}

/// Where one is within an element.
#[derive(Debug, Default)]
struct Scan {
    depth: u64,
    /// Values so far.
    values: u64,
    is_in_text: bool,
    is_escaped: bool,
}

impl Scan {
    /// How many bytes belong to the element, and whether it ends with them.
    fn take(&mut self, buffer: &[u8]) -> (usize, bool) {
        for (at, byte) in buffer.iter().enumerate() {
            if self.is_in_text {
                match byte {
                    _ if self.is_escaped => self.is_escaped = false,
                    b'\\' => self.is_escaped = true,
                    b'"' => {
                        self.is_in_text = false;
                        if self.depth == 0 {
                            return (at + 1, true);
                        }
                    }
                    _ => {}
                }
                continue;
            }
            self.values += u64::from(matches!(byte, b',' | b'{' | b'['));
            match byte {
                b'"' => self.is_in_text = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth > 1 => self.depth -= 1,
                b'}' | b']' if self.depth == 1 => return (at + 1, true),
                b'}' | b']' | b',' if self.depth == 0 => return (at, true),
                _ => {}
            }
        }
        (buffer.len(), false)
    }
}

/// What an error of a reader means; our own are carried through it.
pub(super) fn trouble(error: &io::Error) -> ImportFault {
    error.get_ref().and_then(|inner| inner.downcast_ref::<ImportFault>()).copied().unwrap_or(ImportFault::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Result<Vec<String>, ImportFault> {
        let (mut elements, mut all) = (Elements::new(text.as_bytes()), Vec::new());
        while let Some(element) = elements.next()? {
            let Element::Whole(bytes) = element else { panic!("too large") };
            all.push(String::from_utf8(bytes).unwrap());
        }
        Ok(all)
    }

    #[test]
    fn a_list_is_taken_apart_whatever_its_elements_are() {
        let text = "\u{feff} [ {\"a\":\"}]\\\"\"} , [1,[2]],\"x,]\",12 ,{\"b\":{}}]";
        assert_eq!(all(text).unwrap(), ["{\"a\":\"}]\\\"\"}", "[1,[2]]", "\"x,]\"", "12 ", "{\"b\":{}}"]);
        assert_eq!(all("{\"a\":[1]}").unwrap(), ["{\"a\":[1]}"]);
        assert_eq!(all("[]").unwrap(), [""; 0]);
        let deep = format!("[{}{}]", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(all(&deep).unwrap().len(), 1);
    }

    #[test]
    fn what_is_no_json_and_what_ends_too_early_is_told_apart() {
        for text in ["", "hello", "<html>", "12"] {
            assert_eq!(all(text), Err(ImportFault::Unreadable), "{text}");
        }
        for text in ["[", "[{\"a\":1}", "[{\"a\":1},", "{\"a\":", "[\"a", "[{} {}]"] {
            assert_eq!(all(text), Err(ImportFault::Damaged), "{text}");
        }
    }

    #[test]
    fn an_element_that_is_too_large_is_passed_over() {
        for large in [format!("\"{}\"", "x".repeat(ELEMENT_BYTES_MAX)), format!("[{}0]", "0,".repeat(2_000_000))] {
            let text = format!("[{large},1]");
            let mut elements = Elements::new(text.as_bytes());
            assert_eq!(elements.next(), Ok(Some(Element::TooLarge)));
            assert_eq!(elements.next(), Ok(Some(Element::Whole(b"1".to_vec()))));
            assert_eq!(elements.next(), Ok(None));
        }
    }
}

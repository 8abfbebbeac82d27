//! Places in a text.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A range of bytes in the text that was read: `start` is the first byte, `end` the byte after the last.
///
/// Spans always point into the text as the author wrote it, on character boundaries, so `&text[span.start..span.end]`
/// is what is meant. An empty span is a place between two characters.
///
/// ```
/// use rumusan::Span;
///
/// let text = "A dibagi B";
/// let span = Span::new(2, 8);
/// assert_eq!(span.of(text), "dibagi");
/// assert_eq!(span.hull(Span::new(9, 10)), Span::new(2, 10));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// A span from the first byte to the byte after the last.
    ///
    /// ```
    /// assert_eq!(rumusan::Span::new(0, 1).end, 1);
    /// ```
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The empty span at a place.
    ///
    /// ```
    /// assert!(rumusan::Span::at(4).is_empty());
    /// ```
    pub const fn at(place: usize) -> Self {
        Self { start: place, end: place }
    }

    /// Whether no character lies in it.
    ///
    /// ```
    /// assert!(!rumusan::Span::new(1, 2).is_empty());
    /// ```
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The smallest span that holds both.
    ///
    /// ```
    /// use rumusan::Span;
    /// assert_eq!(Span::new(4, 6).hull(Span::new(0, 2)), Span::new(0, 6));
    /// ```
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// What stands there in `text`; empty where the span does not fit the text.
    ///
    /// ```
    /// assert_eq!(rumusan::Span::new(0, 9).of("short"), "");
    /// ```
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// The same place counted in characters, as Python counts. Ends inside a character or behind the text are moved back.
    ///
    /// ```
    /// use rumusan::Span;
    ///
    /// let text = "Σ A dibagi B";
    /// assert_eq!(Span::new(5, 11).of(text), "dibagi");
    /// assert_eq!(Span::new(5, 11).in_chars(text), 4..10);
    /// ```
    pub fn in_chars(self, text: &str) -> Range<usize> {
        self.counted(text, |_| 1)
    }

    /// The same place counted in UTF-16 units, as browsers, Java and editors count.
    ///
    /// ```
    /// use rumusan::Span;
    ///
    /// let text = "𝑅𝑎 dibagi B";
    /// assert_eq!(Span::new(9, 15).of(text), "dibagi");
    /// assert_eq!(Span::new(9, 15).in_utf16(text), 5..11);
    /// ```
    pub fn in_utf16(self, text: &str) -> Range<usize> {
        self.counted(text, char::len_utf16)
    }

    fn counted(self, text: &str, size: impl Fn(char) -> usize) -> Range<usize> {
        let place = |byte: usize| {
            let whole = text.char_indices().take_while(|(at, c)| at + c.len_utf8() <= byte);
            whole.map(|(_, c)| size(c)).sum()
        };
        let start = place(self.start);
        start..place(self.end.max(self.start))
    }
}

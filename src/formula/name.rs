//! Names of quantities.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// The name of a quantity: as the author wrote it, runs of white space made one space.
///
/// Two names are equal when they are written alike but for white space and letter case; the spelling is kept for people.
/// Symbols keep their case: in a formula `m` and `M` are two quantities, `Jumlah desa` and `jumlah Desa` are one.
///
/// ```
/// use rumusan::formula::Name;
///
/// let name = Name::from("Jumlah  desa\n yang melapor");
/// assert_eq!(name.as_str(), "Jumlah desa yang melapor");
/// assert_eq!(name, Name::from("JUMLAH DESA YANG MELAPOR"));
/// assert_ne!(Name::from("m"), Name::from("M"));
/// ```
#[derive(Clone, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Name {
    written: Arc<str>,
    key: Arc<str>,
}

impl Name {
    /// As written.
    ///
    /// ```
    /// assert_eq!(rumusan::formula::Name::from(" Jumlah  Desa").as_str(), "Jumlah Desa");
    /// ```
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// What names are compared by: lower case, save in symbols.
    ///
    /// ```
    /// use rumusan::formula::Name;
    ///
    /// assert_eq!(Name::from("Jumlah Desa").key(), "jumlah desa");
    /// assert_eq!(Name::from("M").key(), "M");
    /// ```
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The key that a text would have as a name.
    ///
    /// ```
    /// assert_eq!(rumusan::formula::Name::key_of(" Jumlah\tDesa "), "jumlah desa");
    /// ```
    pub fn key_of(text: &str) -> String {
        key(&one_space(text)).into_owned()
    }
}

/// Lower case, unless no word is longer than two characters: then it is a symbol, and its case matters.
fn key(written: &str) -> Cow<'_, str> {
    let lower = written.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if lower || written.split(' ').all(|word| word.chars().nth(2).is_none()) {
        Cow::Borrowed(written)
    } else {
        Cow::Owned(written.to_lowercase())
    }
}

/// `text` trimmed, with runs of white space and control characters made one space.
pub(crate) fn one_space(text: &str) -> Cow<'_, str> {
    // Most texts are plain. A look at all of their bytes at once is cheaper than one that ends at the first that is not.
    let odd = text.bytes().fold(0, |odd, byte| odd | u8::from(!matches!(byte, b' '..=b'~')));
    let next = text.as_bytes().get(1..).unwrap_or(&[]);
    let doubled = text.bytes().zip(next).fold(0, |doubled, (a, b)| doubled | u8::from(a == b' ' && *b == b' '));
    if odd | doubled == 0 && !text.starts_with(' ') && !text.ends_with(' ') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    for word in words.filter(|word| word.chars().any(|c| !is_unseen(c))) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().filter(|c| !is_unseen(*c)));
    }
    Cow::Owned(out)
}

/// A character that shows nothing: zero-width spaces and joiners, marks of the direction of writing, the byte-order mark.
pub(crate) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        let written: Arc<str> = one_space(text).into();
        let key = match key(&written) {
            Cow::Borrowed(_) => Arc::clone(&written),
            Cow::Owned(folded) => folded.into(),
        };
        Self { written, key }
    }
}

impl From<String> for Name {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.written.as_ref().to_owned()
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.written, f)
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Name {}

impl std::hash::Hash for Name {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key.cmp(&other.key)
    }
}

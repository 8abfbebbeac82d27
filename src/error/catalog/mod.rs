//! What each code says: message, help and reason in Indonesian and English, one file a family of codes.
//!
//! `{word}` in a text stands for an argument of the error or note. Where an argument itself is language, there are two:
//! `{kenapa}` in Indonesian and `{why}` in English. The pages in `docs/kesalahan/` are made from here.

pub(super) mod figures;
pub(super) mod limits;
pub(super) mod reading;
pub(super) mod registry;
pub(super) mod repairs;
pub(super) mod units;

use super::Args;
use serde::{Deserialize, Serialize};

/// A language for messages.
///
/// ```
/// use rumusan::{Formula, Language};
///
/// let error = Formula::parse("").unwrap_err();
/// assert_eq!(error.message(Language::Indonesian), "Selnya kosong: belum ada rumus untuk dibaca.");
/// assert_eq!(error.message(Language::English), "The text is empty: there is no formula to read.");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Bahasa Indonesia, the default.
    #[default]
    #[serde(rename = "id")]
    Indonesian,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// What a code says in one language.
pub(super) struct Text {
    /// What is wrong, naming the words at fault.
    pub message: &'static str,
    /// What to do about it.
    pub help: &'static str,
    /// Why it is an error or worth a note.
    pub why: &'static str,
}

/// What a code says.
pub(super) struct Entry {
    pub name: &'static str,
    pub indonesian: Text,
    pub english: Text,
}

impl Entry {
    pub(super) fn text(&self, language: Language) -> &Text {
        match language {
            Language::Indonesian => &self.indonesian,
            Language::English => &self.english,
        }
    }
}

/// The longest name or number that a message shows whole, in characters.
const SHOWN_WHOLE: usize = 120;

/// The same for an argument that is language itself.
const SENTENCES_SHOWN_WHOLE: usize = 400;

/// An argument as a message shows it: on one line, the middle of a long one left out between two words.
fn shown(argument: &str, most: usize) -> String {
    let words: Vec<&str> = argument.split_whitespace().collect();
    let line = words.join(" ");
    let length = line.chars().count();
    if length <= most {
        return line;
    }
    let head: String = line.chars().take(most / 2).collect();
    let tail: String = line.chars().skip(length - most / 4).collect();
    let head = head.rsplit_once(' ').map_or(head.as_str(), |(whole, _)| whole);
    let tail = tail.split_once(' ').map_or(tail.as_str(), |(_, whole)| whole);
    format!("{head} … {tail}")
}

/// `template` with each `{word}` replaced by its argument; a word without an argument becomes an ellipsis.
pub(crate) fn fill(template: &str, args: &Args) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((key, tail)) = after.split_once('}') else {
            rest = after;
            continue;
        };
        match super::argument(args, key) {
            // The space that begins a second sentence belongs to the argument.
            Some(sentence) if sentence.starts_with(' ') => text.push_str(sentence),
            Some(sentence) if matches!(key, "kenapa" | "why") => text.push_str(&shown(sentence, SENTENCES_SHOWN_WHOLE)),
            Some(argument) => text.push_str(&shown(argument, SHOWN_WHOLE)),
            None => text.push('…'),
        }
        rest = tail;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::{Args, fill};

    #[test]
    fn arguments_are_filled_in_on_one_line_and_shortened() {
        let args: Args = vec![("nama".into(), "Jumlah\n desa".into()), ("panjang".into(), "desa ".repeat(100))];
        assert_eq!(fill("\"{nama}\" {tidak}", &args), "\"Jumlah desa\" …");
        let long = fill("{panjang}", &args);
        assert!(long.chars().count() < 110 && long.contains("desa … desa"), "{long}");
        let args: Args = vec![("kenapa".into(), "Rumusnya terpotong. ".repeat(10))];
        assert!(!fill("{kenapa}", &args).contains('…'));
        assert_eq!(fill("{ tanpa akhir", &args), " tanpa akhir");
    }
}

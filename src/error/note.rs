//! Notes: what the reader repaired or was not sure of.

use super::{Args, Code, Error, Language, filled};
use crate::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// How much a note weighs.
///
/// ```
/// use rumusan::{Formula, Severity};
///
/// let formula = Formula::parse("Jumlah desa maju dibgi Jumlah desa").unwrap();
/// assert!(formula.notes().iter().all(|note| note.severity() == Severity::Repair));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing; the reading does not depend on it.
    Info,
    /// The text has two possible readings; the other one is in the note.
    Doubt,
    /// The text was wrong and was mended; the note says how.
    Repair,
}

impl Severity {
    /// The name in data: `info`, `doubt`, `repair`.
    ///
    /// ```
    /// assert_eq!(rumusan::Severity::Doubt.as_str(), "doubt");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Doubt => "doubt",
            Self::Repair => "repair",
        }
    }
}

/// A change of the text: replace `span` by `text`.
///
/// ```
/// let text = "Jumlah desa maju dibgi Jumlah desa";
/// let formula = rumusan::Formula::parse(text).unwrap();
/// let suggestion = formula.notes()[0].suggestion().unwrap();
/// assert_eq!((suggestion.span.of(text), suggestion.text.as_str()), ("dibgi", "dibagi"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// What to replace; empty where something is to be put in.
    pub span: Span,
    /// The new text.
    pub text: String,
}

impl Suggestion {
    /// The text with the change made, or `None` where the span does not fit it.
    ///
    /// ```
    /// use rumusan::{Span, Suggestion};
    ///
    /// let change = Suggestion { span: Span::new(2, 7), text: "dibagi".into() };
    /// assert_eq!(change.apply("A dibgi B").unwrap(), "A dibagi B");
    /// ```
    pub fn apply(&self, text: &str) -> Option<String> {
        let (before, after) = (text.get(..self.span.start)?, text.get(self.span.end..)?);
        Some(format!("{before}{}{after}", self.text))
    }
}

/// Something the reader wants to say about a text that it has read.
///
/// ```
/// use rumusan::{Formula, Severity};
///
/// let formula = Formula::parse("Jumlah LPM binaan dibagi 100% jumlah LPM").unwrap();
/// let note = &formula.notes()[0];
/// assert_eq!((note.code().as_str(), note.severity()), ("percent-moved", Severity::Repair));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    code: Code,
    severity: Severity,
    span: Span,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    args: Args,
    /// The other reading, as canonical text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    other: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    suggestion: Option<Suggestion>,
}

impl Note {
    pub(crate) fn new(code: Code, severity: Severity, span: Span) -> Self {
        Self { code, severity, span, args: Vec::new(), other: None, suggestion: None }
    }

    pub(crate) fn with(mut self, key: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((Cow::Borrowed(key), value.to_string()));
        self
    }

    pub(crate) fn other(mut self, reading: impl Into<String>) -> Self {
        self.other = Some(reading.into());
        self
    }

    pub(crate) fn suggest(mut self, span: Span, text: impl Into<String>) -> Self {
        self.suggestion = Some(Suggestion { span, text: text.into() });
        self
    }

    /// The stable code.
    ///
    /// ```
    /// let formula = rumusan::Formula::parse("Jumlah desa maju dibgi Jumlah desa").unwrap();
    /// assert_eq!(formula.notes()[0].code().as_str(), "misspelt-word");
    /// ```
    pub fn code(&self) -> Code {
        self.code
    }

    /// How much it weighs.
    ///
    /// ```
    /// let formula = rumusan::Formula::parse("Jumlah desa maju dibgi Jumlah desa").unwrap();
    /// assert_eq!(formula.notes()[0].severity().as_str(), "repair");
    /// ```
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The sign or words it speaks of, or the empty place where something is missing.
    ///
    /// ```
    /// let text = "Jumlah desa maju dibgi Jumlah desa";
    /// assert_eq!(rumusan::Formula::parse(text).unwrap().notes()[0].span().of(text), "dibgi");
    /// ```
    pub fn span(&self) -> Span {
        self.span
    }

    /// The other reading as canonical text, where the text has two.
    ///
    /// ```
    /// let formula = rumusan::Formula::parse("(A + B / C").unwrap();
    /// assert_eq!(formula.to_string(), r#"("A" + "B") / "C""#);
    /// assert_eq!(formula.notes()[0].other_reading(), Some(r#""A" + "B" / "C""#));
    /// ```
    pub fn other_reading(&self) -> Option<&str> {
        self.other.as_deref()
    }

    /// A change of the text that would leave no doubt.
    ///
    /// ```
    /// let text = "Jumlah LPM binaan dibagi 100% jumlah LPM";
    /// let formula = rumusan::Formula::parse(text).unwrap();
    /// let change = formula.notes()[0].suggestion().unwrap();
    /// assert_eq!(change.apply(text).unwrap(), "Jumlah LPM binaan dibagi jumlah LPM x 100%");
    /// ```
    pub fn suggestion(&self) -> Option<&Suggestion> {
        self.suggestion.as_ref()
    }

    /// What is noted, as one or two sentences.
    ///
    /// ```
    /// use rumusan::{Formula, Language};
    ///
    /// let formula = Formula::parse("Jumlah desa maju dibgi Jumlah desa").unwrap();
    /// assert_eq!(formula.notes()[0].message(Language::English), "\"dibgi\" was read as \"dibagi\".");
    /// ```
    pub fn message(&self, language: Language) -> String {
        filled(self.code.entry().text(language).message, &self.args, self.suggestion())
    }

    /// What to do about it.
    ///
    /// ```
    /// use rumusan::{Formula, Language};
    ///
    /// let formula = Formula::parse("100%").unwrap();
    /// assert!(formula.notes()[0].help(Language::Indonesian).starts_with("Tulis rumusnya"));
    /// ```
    pub fn help(&self, language: Language) -> String {
        filled(self.code.entry().text(language).help, &self.args, self.suggestion())
    }

    /// The word that the message names under `key`.
    ///
    /// ```
    /// let formula = rumusan::Formula::parse("Jumlah desa maju dibgi Jumlah desa").unwrap();
    /// assert_eq!(formula.notes()[0].argument("mirip"), Some("dibagi"));
    /// ```
    pub fn argument(&self, key: &str) -> Option<&str> {
        super::argument(&self.args, key)
    }

    /// Moves every place by `to`.
    pub(crate) fn move_places(&mut self, to: &impl Fn(Span) -> Span) {
        self.span = to(self.span);
        if let Some(suggestion) = &mut self.suggestion {
            suggestion.span = to(suggestion.span);
        }
    }

    /// The error that this note becomes where doubts and repairs are refused.
    pub(crate) fn into_error(self) -> Error {
        let mut error = Error::new(self.code).at(self.span);
        error.inner.args = self.args;
        error.inner.suggestion = self.suggestion;
        error
    }
}

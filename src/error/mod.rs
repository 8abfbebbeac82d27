//! What goes wrong, and what is doubtful: one [`Error`], one [`Note`], each with a stable code.

mod catalog;
mod code;
mod note;
#[cfg(feature = "report")]
mod report;

pub use catalog::Language;
#[cfg(feature = "registry")]
pub(crate) use catalog::fill;
pub use code::Code;
pub use note::{Note, Severity, Suggestion};
#[cfg(feature = "report")]
pub use report::Report;

use crate::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// Named words that a message speaks of, such as the operator or the name at fault.
pub(crate) type Args = Vec<(Cow<'static, str>, String)>;

/// Why there is no answer: a code, a place, and a message in Indonesian and in English.
///
/// One type for the whole library. Look at [`Error::code`], which never changes its meaning, or at the predicates;
/// the texts may be reworded in any release. [`Display`](fmt::Display) writes the message in Indonesian.
///
/// ```
/// use rumusan::{Formula, Language};
///
/// let error = Formula::parse("Jumlah desa dibagi").unwrap_err();
/// assert_eq!(error.code().as_str(), "missing-operand");
/// assert_eq!(error.span().unwrap().of("Jumlah desa dibagi"), "dibagi");
/// assert!(error.message(Language::English).contains("dibagi"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{}", self.message(Language::Indonesian))]
pub struct Error {
    inner: Box<Inner>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Inner {
    code: Code,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    span: Option<Span>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    args: Args,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    suggestion: Option<Suggestion>,
    /// Further places that the message speaks of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    related: Vec<Span>,
    /// Further problems of the same text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    others: Vec<Error>,
}

impl Error {
    /// An error with a code, without a place or words yet.
    #[cold]
    pub(crate) fn new(code: Code) -> Self {
        Self {
            inner: Box::new(Inner {
                code,
                span: None,
                args: Vec::new(),
                suggestion: None,
                related: Vec::new(),
                others: Vec::new(),
            }),
        }
    }

    /// The same with a place.
    pub(crate) fn at(mut self, span: Span) -> Self {
        self.inner.span = Some(span);
        self
    }

    /// The same with a word for `{key}` in the message.
    pub(crate) fn with(mut self, key: &'static str, value: impl fmt::Display) -> Self {
        self.inner.args.push((Cow::Borrowed(key), value.to_string()));
        self
    }

    /// The same with a change of the text that would mend it.
    pub(crate) fn suggest(mut self, span: Span, text: impl Into<String>) -> Self {
        self.inner.suggestion = Some(Suggestion { span, text: text.into() });
        self
    }

    /// The same with further places that the message speaks of.
    pub(crate) fn pointing(mut self, places: impl IntoIterator<Item = Span>) -> Self {
        self.inner.related.extend(places);
        self
    }

    /// The same with further problems of the same text.
    pub(crate) fn and(mut self, others: impl IntoIterator<Item = Error>) -> Self {
        self.inner.others.extend(others);
        self
    }

    /// This problem and the others, each as an error of its own.
    pub(crate) fn apart(mut self) -> Vec<Error> {
        let others = std::mem::take(&mut self.inner.others);
        std::iter::once(self).chain(others).collect()
    }

    /// Whether both speak of the same place.
    pub(crate) fn touches(&self, other: &Error) -> bool {
        match (self.span(), other.span()) {
            (Some(a), Some(b)) => a.start <= b.end && b.start <= a.end,
            _ => false,
        }
    }

    /// The same with every place moved by `to`.
    pub(crate) fn moved(mut self, to: impl Fn(Span) -> Span + Copy) -> Self {
        self.inner.span = self.inner.span.map(to);
        self.inner.related.iter_mut().for_each(|span| *span = to(*span));
        if let Some(suggestion) = &mut self.inner.suggestion {
            suggestion.span = to(suggestion.span);
        }
        self.inner.others = std::mem::take(&mut self.inner.others).into_iter().map(|error| error.moved(to)).collect();
        self
    }

    /// The stable code.
    ///
    /// ```
    /// let error = rumusan::Formula::parse("").unwrap_err();
    /// assert_eq!(error.code().as_str(), "empty-text");
    /// ```
    pub fn code(&self) -> Code {
        self.inner.code
    }

    /// Where in the text that was read, if the error speaks of a text.
    ///
    /// ```
    /// let error = rumusan::Formula::parse("A + #DIV/0!").unwrap_err();
    /// assert_eq!(error.span().unwrap().start, 4);
    /// ```
    pub fn span(&self) -> Option<Span> {
        self.inner.span
    }

    /// Further places that the message speaks of: the two operands of a unit clash.
    ///
    /// ```
    /// use rumusan::{Formula, check::Declarations};
    ///
    /// let text = "Jumlah desa + Jumlah anggaran";
    /// let error = Formula::parse(text)?.check(&Declarations::new()).unwrap_err();
    /// let places: Vec<_> = error.related().iter().map(|span| span.of(text)).collect();
    /// assert_eq!(places, ["Jumlah desa", "Jumlah anggaran"]);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn related(&self) -> &[Span] {
        &self.inner.related
    }

    /// A change of the text that would mend it, where there is one.
    ///
    /// ```
    /// use rumusan::Formula;
    ///
    /// let text = "Jumlah desa maju // Jumlah desa";
    /// let error = Formula::parse(text).unwrap_err();
    /// assert_eq!(error.suggestion().unwrap().apply(text).unwrap(), "Jumlah desa maju / Jumlah desa");
    /// ```
    pub fn suggestion(&self) -> Option<&Suggestion> {
        self.inner.suggestion.as_ref()
    }

    /// Further problems of the same text, without this one.
    ///
    /// ```
    /// let error = rumusan::Formula::parse("(A // B x 1.2.3").unwrap_err();
    /// let codes: Vec<_> = error.others().iter().map(|other| other.code().as_str()).collect();
    /// assert_eq!((error.code().as_str(), codes), ("doubled-operator", vec!["bad-number", "unbalanced-bracket"]));
    /// ```
    pub fn others(&self) -> &[Error] {
        &self.inner.others
    }

    /// What is wrong, as one or two sentences.
    ///
    /// ```
    /// use rumusan::{Formula, Language};
    ///
    /// let error = Formula::parse("Jumlah desa dibagi").unwrap_err();
    /// assert_eq!(error.message(Language::Indonesian), "Di sebelah kanan \"dibagi\" tidak ada besaran.");
    /// assert_eq!(error.message(Language::English), "There is no quantity to the right of \"dibagi\".");
    /// ```
    pub fn message(&self, language: Language) -> String {
        filled(self.inner.code.entry().text(language).message, &self.inner.args, self.suggestion())
    }

    /// What to do about it.
    ///
    /// ```
    /// use rumusan::{Formula, Language};
    ///
    /// let error = Formula::parse("#DIV/0!").unwrap_err();
    /// assert!(error.help(Language::Indonesian).starts_with("Buka berkas asalnya"));
    /// ```
    pub fn help(&self, language: Language) -> String {
        filled(self.inner.code.entry().text(language).help, &self.inner.args, self.suggestion())
    }

    /// The word that the message names under `key`, for programs that write messages of their own.
    ///
    /// ```
    /// let error = rumusan::Formula::parse("Jumlah desa dibagi").unwrap_err();
    /// assert_eq!(error.argument("operator"), Some("dibagi"));
    /// ```
    pub fn argument(&self, key: &str) -> Option<&str> {
        argument(&self.inner.args, key)
    }

    /// All the words that the message can name, with their keys; a key can come several times.
    ///
    /// ```
    /// let error = rumusan::Formula::parse("Jumlah desa dibagi").unwrap_err();
    /// assert!(error.arguments().any(|word| word == ("operator", "dibagi")));
    /// ```
    pub fn arguments(&self) -> impl Iterator<Item = (&str, &str)> {
        self.inner.args.iter().map(|(key, value)| (key.as_ref(), value.as_str()))
    }

    /// Whether there is no figure because data are missing: an unknown name, an empty cell, a zero denominator.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// assert!(Formula::parse("A / B")?.evaluate(&Dataset::new()).unwrap_err().is_missing());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn is_missing(&self) -> bool {
        matches!(self.inner.code, Code::UnknownName | Code::EmptyCell | Code::ZeroDenominator | Code::NoData)
    }

    /// Whether the text could not be read as a formula.
    ///
    /// ```
    /// assert!(rumusan::Formula::parse("lihat lampiran").unwrap_err().is_reading());
    /// ```
    pub fn is_reading(&self) -> bool {
        self.inner.code.is_reading()
    }

    /// Whether a documented limit was passed.
    ///
    /// ```
    /// assert!(rumusan::Formula::parse(&"(".repeat(100_000)).unwrap_err().is_limit());
    /// ```
    pub fn is_limit(&self) -> bool {
        self.inner.code.is_limit()
    }

    /// Whether units contradict each other.
    ///
    /// ```
    /// use rumusan::{Formula, check::Declarations};
    ///
    /// assert!(Formula::parse("Jumlah desa + Jumlah anggaran")?.check(&Declarations::new()).unwrap_err().is_unit());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn is_unit(&self) -> bool {
        matches!(self.inner.code, Code::UnitClash | Code::DeclaredUnitClash | Code::PercentTwice)
    }
}

/// A text with its words filled in; `{saran}` is the text that is suggested.
fn filled(template: &str, args: &Args, suggestion: Option<&Suggestion>) -> String {
    match suggestion {
        Some(suggestion) if template.contains("{saran}") => {
            let mut args = args.clone();
            args.push((Cow::Borrowed("saran"), suggestion.text.clone()));
            catalog::fill(template, &args)
        }
        _ => catalog::fill(template, args),
    }
}

fn argument<'a>(args: &'a Args, key: &str) -> Option<&'a str> {
    args.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
}

/// `Result` with the library's [`Error`].
///
/// ```
/// fn share(text: &str) -> rumusan::Result<String> {
///     Ok(rumusan::Formula::parse(text)?.to_string())
/// }
/// assert!(share("Jumlah desa dibagi").is_err());
/// ```
pub type Result<T> = std::result::Result<T, Error>;

//! Errors and notes beside the text they speak of, for people.
//!
//! Drawn by annotate-snippets. On formulas of one long line it was the only one of three (miette 7.6 and ariadne 0.6 beside
//! it) that stays within a width, shows an empty place, takes Indonesian headings and adds three small crates; the other
//! two print a line of 400 letters whole, with blanks to match below it. It panics on a place outside the text, so places
//! are fitted to the text here.

use super::{Error, Language, Note, Severity, Suggestion};
use crate::Span;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet, normalize_untrusted_str};

/// How errors and notes are written out: language, width, colour.
///
/// The default is plain text in Indonesian, 100 columns wide. Nothing is asked of the environment: whether there is a
/// terminal that shows colours is for the caller to find out.
///
/// ```
/// use rumusan::{Formula, error::Report};
///
/// let text = "Jumlah desa yang melapor dibagi";
/// let error = Formula::parse(text).unwrap_err();
/// let report = Report::new().error(&error, text);
/// assert_eq!(report, "\
/// salah[missing-operand]: Di sebelah kanan \"dibagi\" tidak ada besaran.
///  ╭▸
///  │ Jumlah desa yang melapor dibagi
///  │                          ━━━━━━
///  │
///  ╰ saran: Tulis besaran yang hilang di sebelah kanan \"dibagi\", atau hapus \"dibagi\".");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    language: Language,
    coloured: bool,
    ascii: bool,
    width: usize,
}

impl Default for Report {
    fn default() -> Self {
        Self { language: Language::default(), coloured: false, ascii: false, width: 100 }
    }
}

impl Report {
    /// Plain text in Indonesian.
    ///
    /// ```
    /// use rumusan::{Formula, error::Report};
    ///
    /// let text = "Jumlah desa dibagi";
    /// let error = Formula::parse(text).unwrap_err();
    /// assert!(Report::new().error(&error, text).starts_with("salah[missing-operand]"));
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// In another language.
    ///
    /// ```
    /// use rumusan::{Formula, Language, error::Report};
    ///
    /// let error = Formula::parse("").unwrap_err();
    /// assert!(Report::new().language(Language::English).error(&error, "").starts_with("error[empty-text]"));
    /// ```
    #[must_use]
    pub fn language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// With the colours of a terminal.
    ///
    /// ```
    /// use rumusan::{Formula, error::Report};
    ///
    /// let error = Formula::parse("").unwrap_err();
    /// assert!(Report::new().coloured(true).error(&error, "").contains("\u{1b}["));
    /// ```
    #[must_use]
    pub fn coloured(mut self, coloured: bool) -> Self {
        self.coloured = coloured;
        self
    }

    /// With lines drawn in ASCII.
    ///
    /// ```
    /// use rumusan::{Formula, error::Report};
    ///
    /// let error = Formula::parse("A dibagi").unwrap_err();
    /// assert!(Report::new().ascii(true).error(&error, "A dibagi").is_ascii());
    /// ```
    #[must_use]
    pub fn ascii(mut self, ascii: bool) -> Self {
        self.ascii = ascii;
        self
    }

    /// With another width, between 40 and 200 columns.
    ///
    /// ```
    /// use rumusan::{Formula, error::Report};
    ///
    /// let text = "Jumlah desa yang menyampaikan laporan tepat waktu dibagi";
    /// let report = Report::new().width(40).error(&Formula::parse(text).unwrap_err(), text);
    /// assert!(report.lines().all(|line| line.chars().count() <= 64));
    /// ```
    #[must_use]
    pub fn width(mut self, columns: usize) -> Self {
        self.width = columns.clamp(40, 200);
        self
    }

    /// An error of `text`, with the further problems of the same text.
    ///
    /// ```
    /// use rumusan::{Formula, error::Report};
    ///
    /// let text = "#REF! / #DIV/0!";
    /// let report = Report::new().error(&Formula::parse(text).unwrap_err(), text);
    /// assert_eq!(report.matches("salah[spreadsheet-error]").count(), 2);
    /// ```
    pub fn error(&self, error: &Error, text: &str) -> String {
        let all = std::iter::once(error).chain(error.others());
        self.problems(all.map(|error| Problem::of_error(error, self.language)), text)
    }

    /// Notes of `text`; empty where there are none.
    ///
    /// ```
    /// use rumusan::{Formula, Language, error::Report};
    ///
    /// let text = "Jumlah LPM binaan dibagi 100% jumlah LPM";
    /// let formula = Formula::parse(text).unwrap();
    /// let report = Report::new().language(Language::English).notes(formula.notes(), text);
    /// assert!(report.starts_with("mended[percent-moved]: "));
    /// ```
    pub fn notes<'n>(&self, notes: impl IntoIterator<Item = &'n Note>, text: &str) -> String {
        self.problems(notes.into_iter().map(|note| Problem::of_note(note, self.language)), text)
    }

    fn problems<'p>(&self, problems: impl Iterator<Item = Problem<'p>>, text: &str) -> String {
        let problems: Vec<_> = problems.collect();
        // Each one shows the text with its own change, and with what is certainly wrong elsewhere mended too.
        let certain: Vec<&Suggestion> =
            problems.iter().filter(|problem| problem.certain).filter_map(|problem| problem.suggestion).collect();
        let parts: Vec<String> = problems.iter().map(|problem| self.problem(problem, &certain, text)).collect();
        parts.join("\n\n")
    }

    fn problem(&self, problem: &Problem<'_>, certain: &[&Suggestion], text: &str) -> String {
        let (help, write) = match self.language {
            Language::Indonesian => ("saran", "tulis"),
            Language::English => ("help", "write"),
        };
        let mut elements: Vec<Element<'_>> = Vec::new();
        if problem.span.is_some() && !text.trim().is_empty() {
            elements.push(self.source(problem, text));
        }
        let room = |heading: usize| self.width.saturating_sub(heading + 6).max(20);
        let line = |heading: &'static str, text: &str| {
            Level::HELP.with_name(heading).message(wrap(&clean(text), room(heading.len())))
        };
        elements.push(line(help, &problem.help).into());
        if let Some(changed) = problem.suggestion.and_then(|change| changed(change, certain, text)) {
            elements.push(line(write, &changed).into());
        }
        let message = wrap(&clean(&problem.message), room(problem.kind.len() + problem.code.len()));
        let title = problem.level.clone().with_name(problem.kind).primary_title(message);
        let renderer = if self.coloured { Renderer::styled() } else { Renderer::plain() };
        let decor = if self.ascii { DecorStyle::Ascii } else { DecorStyle::Unicode };
        let drawn =
            renderer.term_width(self.width).decor_style(decor).render(&[title.id(problem.code).elements(elements)]);
        let lines: Vec<&str> = drawn.lines().map(str::trim_end).collect();
        lines.join("\n")
    }

    /// The text with its places marked.
    fn source<'a>(&self, problem: &Problem<'_>, text: &str) -> Element<'a> {
        let wrapped = wrap(text, self.width - 10);
        let mut snippet = Snippet::source(wrapped.clone()).line_numbering(false);
        if wrapped.lines().count() <= WHOLE_LINES {
            snippet = snippet.fold(false);
        }
        // The parts say more than the whole that holds them.
        let main = problem.span.filter(|_| problem.related.is_empty()).map(|span| (span, None));
        for (span, mut label) in main.into_iter().chain(problem.related.iter().cloned()) {
            // A place that goes over a line is marked line by line, and named on the last.
            for line in by_line(fitted(span, &wrapped), &wrapped).into_iter().rev() {
                snippet = snippet.annotation(AnnotationKind::Primary.span(line.start..line.end).label(label.take()));
            }
        }
        snippet.into()
    }
}

/// Texts of so few lines are shown whole.
const WHOLE_LINES: usize = 8;
/// So many changes are made to a text at once.
const MANY_CHANGES: usize = 20;
/// The longest text that is shown with a change made.
const SHOWN_CHANGED: usize = 400;

/// What is drawn of an error or a note.
struct Problem<'p> {
    level: Level<'static>,
    kind: &'static str,
    code: &'static str,
    message: String,
    help: String,
    span: Option<Span>,
    related: Vec<(Span, Option<String>)>,
    suggestion: Option<&'p Suggestion>,
    /// Whether the suggestion mends a mistake, rather than settle a doubt.
    certain: bool,
}

impl<'p> Problem<'p> {
    fn of_error(error: &'p Error, language: Language) -> Self {
        let kind = match language {
            Language::Indonesian => "salah",
            Language::English => "error",
        };
        // The units of a clash stand at the operands that have them.
        let units = [error.argument("satuan_kiri"), error.argument("satuan_kanan")];
        let label = |at: usize| units.get(at).copied().flatten().map(str::to_owned);
        Self {
            level: Level::ERROR,
            kind,
            code: error.code().as_str(),
            message: error.message(language),
            help: error.help(language),
            span: error.span(),
            related: error.related().iter().enumerate().map(|(at, span)| (*span, label(at))).collect(),
            suggestion: error.suggestion(),
            certain: true,
        }
    }

    fn of_note(note: &'p Note, language: Language) -> Self {
        let (level, kind) = match (note.severity(), language) {
            (Severity::Repair, Language::Indonesian) => (Level::WARNING, "diperbaiki"),
            (Severity::Repair, Language::English) => (Level::WARNING, "mended"),
            (Severity::Doubt, Language::Indonesian) => (Level::WARNING, "ragu"),
            (Severity::Doubt, Language::English) => (Level::WARNING, "doubt"),
            (Severity::Info, Language::Indonesian) => (Level::NOTE, "catatan"),
            (Severity::Info, Language::English) => (Level::NOTE, "note"),
        };
        Self {
            level,
            kind,
            code: note.code().as_str(),
            message: note.message(language),
            help: note.help(language),
            span: Some(note.span()),
            related: Vec::new(),
            suggestion: note.suggestion(),
            certain: note.severity() == Severity::Repair,
        }
    }
}

/// One line without signs that a terminal would obey.
fn clean(text: &str) -> String {
    let one_line: Vec<&str> = text.split_whitespace().collect();
    normalize_untrusted_str(&one_line.join(" "))
}

/// The text with a change made, and the others that do not touch it, where that is short enough to be read.
fn changed(change: &Suggestion, others: &[&Suggestion], text: &str) -> Option<String> {
    let mut changes = vec![change];
    for other in others.iter().take(MANY_CHANGES) {
        let apart = |change: &&Suggestion| change.span.end < other.span.start || other.span.end < change.span.start;
        if changes.iter().all(apart) {
            changes.push(other);
        }
    }
    // From the end, so that the places before stay where they are.
    changes.sort_by_key(|change| std::cmp::Reverse(change.span.start));
    let mut changed = text.to_owned();
    for change in changes {
        changed = change.apply(&changed)?;
    }
    (changed.len() <= SHOWN_CHANGED && !changed.trim().is_empty()).then_some(changed)
}

/// The text with line ends in place of blanks, so that lines fit the width. It stays byte for byte as long.
fn wrap(text: &str, width: usize) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let (mut column, mut blank) = (0, None);
    for (at, c) in text.char_indices() {
        column += 1;
        match c {
            '\n' | '\r' => (column, blank) = (0, None),
            ' ' => blank = Some((at, column)),
            _ if column > width => {
                if let Some((place, to)) = blank.take() {
                    bytes[place] = b'\n';
                    column -= to;
                }
            }
            _ => {}
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The place within the text, its ends on characters.
fn fitted(span: Span, text: &str) -> Span {
    let fit = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = fit(span.start);
    Span::new(start, fit(span.end).max(start))
}

/// A place line by line, without the blanks and line ends at the edges.
fn by_line(span: Span, text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = span.start;
    for line in span.of(text).split_inclusive(['\n', '\r']) {
        let bare = line.trim();
        if !bare.is_empty() {
            let from = start + (line.len() - line.trim_start().len());
            lines.push(Span::new(from, from + bare.len()));
        }
        start += line.len();
    }
    if lines.is_empty() { vec![Span::at(span.start)] } else { lines }
}

//! Nothing is lost: what computes in a text and stands in no name, number, label, definition or note is itself noted.

use super::token::{Kind, Token};
use super::{Reading, words};
use crate::Span;
use crate::error::{Code, Note, Severity};
use crate::formula::NodeKind;

/// Texts of more notes than this are refused or doubted anyway.
const MANY: usize = 8;

/// The places of the names and numbers of a reading, and of its notes.
pub(super) fn of_reading(reading: &Reading) -> impl Iterator<Item = Span> {
    let nodes = reading.formulas().iter().flat_map(|formula| formula.expr().nodes());
    let leaves =
        nodes.filter(|node| matches!(node.kind, NodeKind::Number(_) | NodeKind::Percent(_) | NodeKind::Variable(_)));
    leaves.map(|node| node.span).chain(reading.notes().map(Note::span))
}

/// A doubt for every run of tokens that looks like arithmetic and that no span of `covered` touches. From the place
/// `explained` on, behind `Keterangan`, numbers alone only explain.
pub(super) fn lost(tokens: &[Token<'_>], mut covered: Vec<Span>, explained: usize) -> Vec<Note> {
    covered.retain(|span| !span.is_empty());
    covered.sort_unstable_by_key(|span| span.start);
    let (mut reach, mut next) = (0, 0);
    let mut notes = Vec::new();
    let mut from = 0;
    for at in 0..=tokens.len() {
        let open = tokens.get(at).is_some_and(|token| {
            while next < covered.len() && covered[next].start < token.span.end {
                reach = reach.max(covered[next].end);
                next += 1;
            }
            token.span.start >= reach
        });
        if open {
            continue;
        }
        let run = &tokens[from..at];
        let explains = run.first().is_some_and(|first| first.span.start >= explained);
        let found = if explains && !multiplies(run) {
            None
        } else {
            arithmetic(run, from.checked_sub(1).map(|before| &tokens[before]))
        };
        if let Some(place) = found.filter(|_| notes.len() < MANY) {
            notes.push(Note::new(Code::IgnoredText, Severity::Doubt, place));
        }
        from = at + 1;
    }
    notes
}

/// `Pasal 13 1 Harga dasar`: the paragraph of an article.
fn is_article(run: &[Token<'_>], at: usize) -> bool {
    at == 2 && run[0].is_key("pasal") && run[1].is_number()
}

/// Whether a run holds an operator with something on both sides.
fn multiplies(run: &[Token<'_>]) -> bool {
    super::frame::computes_apart(run) || run.windows(3).any(|three| three[0].is_number() && three[1].is_times())
}

/// The place of what computes in a run that was left out, or `None` where the run only frames or explains.
fn arithmetic(run: &[Token<'_>], before: Option<&Token<'_>>) -> Option<Span> {
    // What was put in has no place of its own.
    let content =
        |token: &&Token<'_>| !token.span.is_empty() && (token.is_word() || token.is_number() || token.is_percent());
    let framing = |token: &&Token<'_>| {
        token.is_word() && (words::operator(&token.key).is_some() || token.is_key("x") || words::frames(&token.key))
    };
    let first = run.iter().position(|token| content(&token) && !framing(&token))?;
    let last = run.iter().rposition(|token| content(&token) && !framing(&token))?;
    let rest = &run[first..=last];
    // `……………… 2.4`: the number of an equation.
    let numbered = rest.len() == 1 && run[..first].iter().map(Token::dots).sum::<usize>() > 5;
    if numbered || super::remarks::citation(rest).is_some() {
        return None;
    }
    let conditions = |key: &str| words::condition(key);
    let tells = rest.iter().any(|token| token.is_word() && words::tells(&token.key) && !conditions(&token.key));
    let explains = rest.iter().take(2).any(|token| token.is_word() && words::explains(&token.key))
        || rest.iter().any(|token| token.is_key("dinyatakan"))
        || tells;
    let list_number = before.is_none() && rest[0].is_number() && rest[0].text.len() <= 2;
    // `pada ayat (4)`, `Pasal 13`: the place of a rule.
    let cites =
        |token: &Token<'_>| matches!(&*token.key, "ayat" | "pasal" | "huruf" | "butir" | "angka" | "nomor" | "kolom");
    let cited =
        |at: usize| at > 0 && (cites(&rest[at - 1]) || at > 1 && rest[at - 1].is_open() && cites(&rest[at - 2]));
    let number = (usize::from(list_number)..rest.len())
        .any(|at| (rest[at].is_number() || rest[at].is_percent()) && !cited(at) && !is_article(rest, at));
    // `(TT/1.000 penduduk)`: the unit of a rate.
    let unit = rest.windows(2).any(|two| two[0].is_sign('/') && two[1].is_scale() && !two[1].spaced);
    let condition = rest.first().is_some_and(|token| token.is_word() && words::condition(&token.key));
    // `0,35 Layanan Akomodasi`: a name in capitals behind a number is more than its noun.
    let capital = |token: &Token<'_>| token.is_word() && token.text.starts_with(char::is_uppercase);
    let quantity =
        before.is_some_and(Token::is_number) && first == 0 && run.len() > 1 && capital(&run[0]) && run[1].is_word();
    let compares = rest.iter().any(|token| matches!(token.kind, Kind::Sign('<' | '>' | '≤' | '≥' | '≠')));
    // `jumlah A dibagi` before what was read: an operand and its operator.
    let noun = before.is_some_and(Token::is_number);
    let operated =
        !noun && run[last + 1..].iter().any(|token| token.is_word() && words::operator(&token.key).is_some());
    let found = condition && !tells
        || quantity
        || operated
        || !explains && (number && !unit || compares || super::frame::computes_apart(rest));
    found.then(|| rest[0].span.hull(rest[rest.len() - 1].span))
}

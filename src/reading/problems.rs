//! What stays impossible once everything has its role: operands and operators that are missing.

use super::compose::{Item, shown};
use super::token::{Kind, Token};
use super::words;
use crate::Span;
use crate::error::{Code, Error, Note, Result, Severity};
use crate::formula::Operator;

/// The sides of an operator, in both languages.
pub(super) const LEFT: (&str, &str) = ("sebelah kiri", "to the left of");
pub(super) const RIGHT: (&str, &str) = ("sebelah kanan", "to the right of");
/// The sides of a fraction bar.
pub(super) const ABOVE: (&str, &str) = ("atas", "above");
pub(super) const BELOW: (&str, &str) = ("bawah", "below");

/// The doubt that a sign has another role than the one that was read, each role in both languages: first what was read.
pub(super) fn ambiguous_sign(span: Span, sign: impl std::fmt::Display, id: (&str, &str), en: (&str, &str)) -> Note {
    Note::new(Code::AmbiguousSign, Severity::Doubt, span)
        .with("tanda", sign)
        .with("peran", id.0)
        .with("peran_lain", id.1)
        .with("role", en.0)
        .with("other_role", en.1)
}

/// The error for an operator with nothing on one side.
pub(super) fn missing_operand(operator: &str, span: Span, side: (&'static str, &'static str)) -> Error {
    Error::new(Code::MissingOperand)
        .at(span)
        .with("operator", operator)
        .with("sisi", side.0)
        .with("sign", operator)
        .with("side", side.1)
}

/// The error for a fraction bar with nothing above or below it.
pub(super) fn half_a_fraction(span: Span, side: (&'static str, &'static str)) -> Error {
    Error::new(Code::MissingOperand)
        .at(span)
        .with("operator", "garis pecahan")
        .with("sisi", side.0)
        .with("sign", "fraction bar")
        .with("side", side.1)
}

/// Refuses missing operands and missing operators, all of them at once.
pub(super) fn check(items: &[Item]) -> Result<()> {
    joined(all(items))
}

/// The missing operands, where something else is wrong already.
pub(super) fn missing_operands(items: &[Item]) -> impl Iterator<Item = Error> {
    all(items).into_iter().filter(|error| matches!(error.code(), Code::MissingOperand | Code::EmptyBrackets))
}

fn all(items: &[Item]) -> Vec<Error> {
    let mut found = Vec::new();
    for at in 0..items.len() {
        problems(items, at, &mut found);
    }
    found
}

/// A text with more problems than this is not one that a person would mend from their list.
const MANY: usize = 20;

/// The first problem with the others, or none.
pub(super) fn joined(found: Vec<Error>) -> Result<()> {
    let mut found = found.into_iter().take(MANY);
    match found.next() {
        Some(first) => Err(first.and(found)),
        None => Ok(()),
    }
}

/// What is wrong at one item.
fn problems(items: &[Item], at: usize, found: &mut Vec<Error>) {
    let (item, next) = (&items[at], items.get(at + 1));
    let before = at.checked_sub(1).map(|at| &items[at]);
    let minus = matches!(next, Some(Item::Op { operator: Operator::Subtract, .. }));
    match item {
        Item::Op { operator, written, span } => {
            let signed = *operator == Operator::Subtract
                && next.is_some_and(Item::begins_operand)
                && before.is_none_or(|before| !before.ends_operand());
            // What stands before has said already that nothing follows it.
            let said = matches!(before, Some(Item::Op { .. }));
            if !signed && !said && !before.is_some_and(Item::ends_operand) {
                found.push(match before {
                    Some(Item::Open(bar)) if bar.is_empty() => half_a_fraction(*span, BELOW),
                    _ => missing_operand(written, *span, LEFT),
                });
            }
            if !next.is_some_and(Item::begins_operand) && !minus {
                found.push(missing_operand(written, *span, RIGHT));
            }
        }
        Item::Call { written, span, .. }
            if !next.is_some_and(|next| next.is_operand() || matches!(next, Item::Open(_))) =>
        {
            found.push(missing_operand(written, *span, RIGHT));
        }
        Item::Open(span) if matches!(next, Some(Item::Close(_))) => {
            let place = span.hull(next.map_or(*span, Item::span));
            // A bracket that is not in the text is that of a drawn fraction.
            found.push(if span.is_empty() {
                half_a_fraction(place, if at == 0 { ABOVE } else { BELOW })
            } else {
                Error::new(Code::EmptyBrackets).at(place).with("kurung", "( )")
            });
        }
        Item::Separator(span) if !next.is_some_and(Item::begins_operand) && !minus => {
            found.push(missing_operand(";", *span, RIGHT));
        }
        Item::Open(span) if !next.is_some_and(Item::begins_operand) && !minus && next.is_none() => {
            found.push(missing_operand("(", *span, RIGHT));
        }
        // A function word that stands alone names nothing.
        Item::Name { text, span }
            if text.chars().nth(4).is_none() && matches!(&*words::lowered(text), "log" | "ln" | "akar") =>
        {
            found.push(missing_operand(text, *span, RIGHT));
        }
        _ => {}
    }
    if let Some(next) = next.filter(|next| item.ends_operand() && next.begins_operand()) {
        // Brackets are named by the quantity that they hold.
        let inside = |bracket: &Item, at: Option<usize>| match (bracket, at.and_then(|at| items.get(at))) {
            (Item::Open(_) | Item::Close(_), Some(name @ Item::Name { .. })) => shown(name),
            _ => shown(bracket),
        };
        let (left, right) = (inside(item, at.checked_sub(1)), inside(next, Some(at + 2)));
        let place = Span::new(item.span().end, next.span().start.max(item.span().end));
        found.push(match next {
            // `... x 100% dan C dibagi D`: a second formula.
            Item::Name { text, span } if begins_with_conjunction(text) => {
                Error::new(Code::SeveralFormulas).at(*span).with("banyak", 2)
            }
            _ => Error::new(Code::MissingOperator).at(place).with("kiri", left).with("kanan", right),
        });
    }
}

pub(super) fn begins_with_conjunction(name: &str) -> bool {
    matches!(&*words::lowered(name.split(' ').next().unwrap_or("")), "dan" | "atau" | "serta" | "sedangkan")
}

/// Digits that make no number: two numbers side by side, or marks that part nothing.
pub(super) fn unclear_number(run: &[Token<'_>], text: &str, span: Span) -> Error {
    let is_number = |token: &&Token<'_>| token.is_number() || token.is_percent();
    let only_numbers = run.iter().all(|token| is_number(&token) || token.is_sign('%'));
    let mut numbers = run.iter().filter(is_number);
    if let (true, Some(left), Some(right)) = (only_numbers, numbers.next(), numbers.next()) {
        let place = Span::new(left.span.end, right.span.start);
        return Error::new(Code::MissingOperator).at(place).with("kiri", left.text).with("kanan", right.text);
    }
    match run.iter().find(|token| matches!(token.kind, Kind::Sign('/' | ':' | '*'))) {
        Some(sign) => missing_operand(sign.text, sign.span, if run[0].span == sign.span { LEFT } else { RIGHT }),
        None => super::slips::bad_number(text, span),
    }
}

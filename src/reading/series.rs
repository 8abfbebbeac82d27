//! Dots that stand for terms: `U1 + U2 + ... + U9`, `(S1 x B1) + ... + (S5 x B5)`.

use super::compose::{Item, shown};
use crate::Span;
use crate::error::{Code, Note, Severity};
use crate::formula::Operator;

/// How many terms a series of dots is written out to at most.
const LONGEST: u32 = 1_000;

/// Writes a series out; dots that stand for anything else are a doubt.
pub(super) fn write_out(items: &mut Vec<Item>, notes: &mut Vec<Note>) {
    let dots = |item: &Item| matches!(item, Item::Name { text, .. } if text.chars().all(|c| matches!(c, '.' | '…')));
    if !items.iter().any(dots) {
        return;
    }
    let all = std::mem::take(items);
    for (at, item) in all.iter().enumerate() {
        if !dots(item) {
            items.push(item.clone());
            continue;
        }
        let span = item.span();
        let Some((term, numbers)) = missing(&all, at) else {
            notes.push(
                Note::new(Code::OddName, Severity::Doubt, span)
                    .with("nama", shown(item))
                    .with("kenapa", "titik-titiknya tidak menyebut besaran apa")
                    .with("why", "its dots do not say which quantities"),
            );
            items.push(item.clone());
            continue;
        };
        for number in numbers {
            items.extend(term.iter().map(|item| numbered(item, number, span)));
            items.push(Item::Op { operator: Operator::Add, span: Span::at(span.end), written: "+".to_owned() });
        }
        // The sign behind the dots follows the last of them already.
        items.pop();
    }
}

/// The term before the dots at `at`, and the numbers of those that they stand for.
fn missing(items: &[Item], at: usize) -> Option<(&[Item], std::ops::Range<u32>)> {
    let adds =
        |at: Option<usize>| matches!(at.and_then(|at| items.get(at)), Some(Item::Op { operator: Operator::Add, .. }));
    if !(adds(at.checked_sub(1)) && adds(Some(at + 1))) {
        return None;
    }
    let before = term_before(items, at - 1);
    let after = term_after(items, at + 2);
    let alike = before.len() == after.len() && before.iter().zip(after).all(|(a, b)| stem(a) == stem(b));
    let (first, last) = (number(before)?, number(after)?);
    let range = first.checked_add(1)?..last;
    (alike && !range.is_empty() && range.len() <= LONGEST as usize).then_some((before, range))
}

/// Whether a sign or bracket ends a term at depth zero; keeps the depth.
fn ends_term(item: &Item, depth: &mut i32, deepens: i32) -> bool {
    match item {
        Item::Open(_) => *depth += deepens,
        Item::Close(_) => *depth -= deepens,
        _ => {}
    }
    let joins = matches!(item, Item::Op { operator: Operator::Add | Operator::Subtract, .. } | Item::Separator(_));
    *depth < 0 || *depth == 0 && joins
}

fn term_before(items: &[Item], end: usize) -> &[Item] {
    let mut depth = 0;
    let start = (0..end).rev().find(|at| ends_term(&items[*at], &mut depth, -1)).map_or(0, |at| at + 1);
    &items[start..end]
}

fn term_after(items: &[Item], start: usize) -> &[Item] {
    let mut depth = 0;
    let end = (start..items.len()).find(|at| ends_term(&items[*at], &mut depth, 1)).unwrap_or(items.len());
    &items[start..end]
}

/// What an item is but for the number of its name.
fn stem(item: &Item) -> String {
    match item {
        Item::Name { text, .. } => text.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned(),
        Item::Op { operator, .. } => operator.sign().to_owned(),
        other => shown(other),
    }
}

/// The one number that all names of a term end with.
fn number(term: &[Item]) -> Option<u32> {
    let mut numbers = term.iter().filter_map(|item| match item {
        Item::Name { text, .. } => Some(text[stem(item).len()..].parse::<u32>().ok()),
        _ => None,
    });
    let first = numbers.next()??;
    numbers.all(|number| number == Some(first)).then_some(first)
}

/// The item of another term of the series.
fn numbered(item: &Item, number: u32, span: Span) -> Item {
    match item {
        Item::Name { .. } => Item::Name { text: format!("{}{number}", stem(item)), span },
        Item::Op { operator, written, .. } => Item::Op { operator: *operator, span, written: written.clone() },
        Item::Open(_) => Item::Open(span),
        Item::Close(_) => Item::Close(span),
        other => other.clone(),
    }
}

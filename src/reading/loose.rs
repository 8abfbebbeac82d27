//! Brackets without a partner: left out, or given the partner that the arithmetic asks for. Both readings are said.

use super::compose::{Item, shown};
use super::token::Token;
use crate::Span;
use crate::error::{Code, Error, Note, Severity};
use crate::formula::{Expr, Operator};

/// In longer expressions no partner is looked for.
const MANY_ITEMS: usize = 200;

/// Whether a partner is looked for.
pub(super) fn is_cheap(loose: &[&Token<'_>], items: &[Item]) -> bool {
    loose.len() == 1 && items.len() <= MANY_ITEMS
}

/// The note on a loose bracket. `expr` is the reading without it; where a partner puts a sum into brackets that is then
/// multiplied or divided, which is what brackets are written for, that becomes the reading.
pub(super) fn note(
    bracket: &Token<'_>,
    items: &[Item],
    expr: &mut Expr,
    read: impl Fn(Vec<Item>) -> Option<Expr>,
) -> Note {
    let note = Note::new(Code::UnbalancedBracket, Severity::Repair, bracket.span).with("kurung", bracket.text);
    let without = |note: Note| {
        note.with("cara", "dibaca tanpa kurung ini").with("way", "read without it").suggest(bracket.span, "")
    };
    let found = partners(items, bracket).into_iter().find_map(|partner| {
        let other = read(partner.apply(items, bracket.span)).filter(|other| other != expr)?;
        Some((partner, other))
    });
    let Some((partner, other)) = found else { return without(note) };
    if !partner.holds_sum(items) {
        return without(note).other(other.to_string());
    }
    let without = expr.to_string();
    *expr = other;
    partner.told(note, items, bracket).other(without)
}

/// Where nothing can be read without the partner: the reading with it, as far out as possible, and its note.
pub(super) fn only_reading(
    bracket: &Token<'_>,
    items: &[Item],
    read: impl Fn(Vec<Item>) -> Option<Expr>,
) -> Option<(Expr, Note)> {
    let note = Note::new(Code::UnbalancedBracket, Severity::Repair, bracket.span).with("kurung", bracket.text);
    partners(items, bracket).into_iter().rev().find_map(|partner| {
        let expr = read(partner.apply(items, bracket.span))?;
        Some((expr, partner.told(note.clone(), items, bracket)))
    })
}

/// The error for a loose bracket of a text that cannot be read.
pub(super) fn error(bracket: &Token<'_>) -> Error {
    Error::new(Code::UnbalancedBracket)
        .at(bracket.span)
        .with("kurung", bracket.text)
        .with("cara", "batas bagian yang dihitung lebih dulu tidak diketahui")
        .with("way", "where the part ends that is computed first is not known")
}

/// Where a pair of brackets would stand: before item `open`, and before item `close`.
#[derive(Clone, Copy)]
struct Partner {
    open: usize,
    close: usize,
}

impl Partner {
    fn apply(self, items: &[Item], span: Span) -> Vec<Item> {
        let mut with = items.to_vec();
        with.insert(self.close, Item::Close(Span::at(items[self.close - 1].span().end)));
        with.insert(self.open, Item::Open(span));
        with
    }

    /// Whether a sum or difference stands in the brackets themselves, not deeper.
    fn holds_sum(self, items: &[Item]) -> bool {
        let mut depth = 0_usize;
        items[self.open..self.close].iter().any(|item| {
            match item {
                Item::Open(_) => depth += 1,
                Item::Close(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && matches!(item, Item::Op { operator: Operator::Add | Operator::Subtract, .. })
        })
    }

    /// The note with where the partner was read, and the partner as what to write.
    fn told(self, note: Note, items: &[Item], bracket: &Token<'_>) -> Note {
        let (place, sign) = self.missing(items, bracket);
        let (cara, way) = if bracket.is_close() {
            let first = items.get(self.open).map(shown).unwrap_or_default();
            (format!("pasangannya dibaca di depan \"{first}\""), format!("its partner was read before \"{first}\""))
        } else {
            let last = items.get(self.close - 1).map(shown).unwrap_or_default();
            (format!("pasangannya dibaca di belakang \"{last}\""), format!("its partner was read after \"{last}\""))
        };
        note.with("cara", cara).with("way", way).suggest(place, sign)
    }

    /// The bracket that is missing, and where.
    fn missing(self, items: &[Item], bracket: &Token<'_>) -> (Span, &'static str) {
        if bracket.is_close() {
            (Span::at(items[self.open].span().start), "(")
        } else {
            (Span::at(items[self.close - 1].span().end), ")")
        }
    }
}

/// The places for a partner, the likeliest first, 16 at most.
fn partners(items: &[Item], bracket: &Token<'_>) -> Vec<Partner> {
    let place = items.partition_point(|item| item.span().start < bracket.span.start);
    let mut depth = 0_usize;
    if bracket.is_close() {
        // A closing one opened where the brackets around it opened, or at the start.
        let open = (0..place).rev().find(|at| match &items[*at] {
            Item::Close(_) => {
                depth += 1;
                false
            }
            Item::Open(_) if depth == 0 => true,
            Item::Open(_) => {
                depth -= 1;
                false
            }
            _ => false,
        });
        let open = open.map_or(0, |at| at + 1);
        return if open < place { vec![Partner { open, close: place }] } else { Vec::new() };
    }
    let mut found = Vec::new();
    for (at, item) in items.iter().enumerate().skip(place) {
        match item {
            Item::Open(_) => depth += 1,
            Item::Close(_) if depth == 0 => break,
            Item::Close(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 && item.ends_operand() && at > place && found.len() < 16 {
            found.push(Partner { open: place, close: at + 1 });
        }
    }
    found
}

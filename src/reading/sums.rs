//! How far a sum or a root reaches: over the factors with its running index, over all that is multiplied behind it.

use super::compose::Item;
use super::problems::ambiguous_sign;
use crate::Span;
use crate::error::Note;
use crate::formula::Operator;

/// `Σ(Yi - Y)² (fi/n)`: a sum takes what touches its bracket, powers and further brackets.
pub(super) fn widen_sums(items: &mut Vec<Item>, notes: &mut Vec<Note>) {
    let sums = items.iter().filter(|item| matches!(item, Item::Call { name: "jumlah", .. })).count();
    // More sums than a formula has are not looked at.
    if sums == 0 || sums > 16 {
        return;
    }
    let mut at = items.len();
    while at > 0 {
        at -= 1;
        if !matches!(items[at], Item::Call { name: "jumlah", .. }) {
            continue;
        }
        if let Some(end) = indexed_product(items, at + 1).or_else(|| raised(items, at + 1)) {
            let end = raised(items, end - 1).unwrap_or(end);
            let (start, stop) = (Span::at(items[at + 1].span().start), Span::at(items[end - 1].span().end));
            items.insert(end, Item::Close(stop));
            items.insert(at + 1, Item::Open(start));
            continue;
        }
        if !matches!(items.get(at + 1), Some(Item::Open(_))) {
            notes.extend(first_factor_alone(items, at));
            continue;
        }
        let first = closing(items, at + 1);
        let mut end = first;
        loop {
            match (items.get(end), items.get(end + 1)) {
                (Some(Item::Op { operator: Operator::Power, .. }), Some(next)) if next.is_operand() => end += 2,
                (Some(Item::Op { operator: Operator::Power, .. }), Some(Item::Open(_))) => {
                    end = closing(items, end + 1);
                }
                (Some(Item::Open(_)), _) => end = closing(items, end),
                // `Σ (Yi - Y)² . fi / n`: a factor with the running index, and what divides it.
                (Some(Item::Op { operator: Operator::Multiply, .. }), next)
                    if index(next).is_some_and(|own| indices(&items[at..first]).any(|index| index == own)) =>
                {
                    end += 2;
                    let below =
                        matches!(items.get(end + 1), Some(Item::Name { text, .. }) if text.chars().count() <= 2);
                    if below && matches!(items.get(end), Some(Item::Op { operator: Operator::Divide, .. })) {
                        end += 2;
                    }
                }
                // `Σ (yj/Y) x ln (yj/y)`, `Σ (xi - x) x (yi - y)`: a bracket with the running index.
                (Some(Item::Op { operator: Operator::Multiply, .. }), Some(Item::Open(_) | Item::Call { .. })) => {
                    let call = usize::from(matches!(items[end + 1], Item::Call { .. }));
                    let open = end + 1 + call;
                    let stop = if matches!(items.get(open), Some(Item::Open(_))) { closing(items, open) } else { open };
                    if !indices(&items[open..stop]).any(|own| indices(&items[at..first]).any(|index| index == own)) {
                        break;
                    }
                    end = stop;
                }
                // `Σ (yi/y) ln (yi/y)`
                // A sum of words is no factor of another one: the bar between them is lost.
                (Some(Item::Call { name: "jumlah", .. }), _) if items[at..first].iter().any(worded) => break,
                (Some(Item::Call { .. }), Some(Item::Open(_))) => end = closing(items, end + 1),
                (Some(Item::Call { .. }), Some(next)) if next.is_operand() => end += 2,
                _ => break,
            }
        }
        if end > first {
            let (start, stop) = (Span::at(items[at + 1].span().start), Span::at(items[end - 1].span().end));
            items.insert(end, Item::Close(stop));
            items.insert(at + 1, Item::Open(start));
        }
    }
}

/// `Σ nilai x bobot`: the sum of the first, or of the products.
fn first_factor_alone(items: &[Item], at: usize) -> Option<Note> {
    let [sum, Item::Name { .. }, Item::Op { operator: Operator::Multiply, .. }, Item::Name { .. } | Item::Open(_), ..] =
        items.get(at..)?
    else {
        return None;
    };
    let Item::Call { written, .. } = sum else { return None };
    Some(ambiguous_sign(
        sum.span(),
        written,
        ("jumlah dari besaran pertama saja", "jumlah dari seluruh hasil kalinya"),
        ("the sum of the first quantity alone", "the sum of the products"),
    ))
}

/// `akar kuadrat dari A x B`: in words, the root of the first factor or of the product.
pub(super) fn root_alone(items: &[Item]) -> Option<Note> {
    items.windows(3).find_map(|three| {
        let [
            Item::Call { name: "akar", span, written },
            Item::Name { .. } | Item::Number { .. },
            Item::Op { operator: Operator::Multiply | Operator::Divide, .. },
        ] = three
        else {
            return None;
        };
        written.starts_with(char::is_alphabetic).then(|| {
            ambiguous_sign(
                *span,
                written,
                ("akar dari besaran pertama saja", "akar dari seluruh hasilnya"),
                ("the root of the first quantity alone", "the root of the whole"),
            )
        })
    })
}

/// `√ Σ (x - y)² / (n - 1)`: a root before a sum takes all that is multiplied or divided behind it.
pub(super) fn widen_roots(items: &mut Vec<Item>) {
    let root = (0..items.len().saturating_sub(1))
        .find(|at| matches!(items[*at], Item::Call { name: "akar", .. }) && matches!(items[at + 1], Item::Call { .. }));
    let Some(at) = root else { return };
    let mut depth = 0_usize;
    let end = (at + 1..items.len()).find(|i| match items[*i] {
        Item::Open(_) => {
            depth += 1;
            false
        }
        Item::Close(_) if depth == 0 => true,
        Item::Close(_) => {
            depth -= 1;
            false
        }
        Item::Op { operator: Operator::Add | Operator::Subtract, .. } => depth == 0,
        _ => false,
    });
    let end = end.unwrap_or(items.len());
    let (start, stop) = (Span::at(items[at + 1].span().start), Span::at(items[end - 1].span().end));
    items.insert(end, Item::Close(stop));
    items.insert(at + 1, Item::Open(start));
}

/// The running index of a letter such as `Yi`.
fn index(item: Option<&Item>) -> Option<char> {
    match item {
        Some(Item::Name { text, .. }) if text.chars().count() > 1 && !text.contains(' ') => {
            text.chars().last().filter(|last| matches!(last, 'i' | 'j' | 'k'))
        }
        _ => None,
    }
}

/// The end of `pi²` behind a sum: the power belongs to the quantity.
fn raised(items: &[Item], at: usize) -> Option<usize> {
    match items.get(at..at + 3)? {
        [Item::Name { .. }, Item::Op { operator: Operator::Power, .. }, Item::Number { .. }] => Some(at + 3),
        _ => None,
    }
}

fn worded(item: &Item) -> bool {
    matches!(item, Item::Name { text, .. } if text.contains(' '))
}

/// The running indices among items.
fn indices(items: &[Item]) -> impl Iterator<Item = char> {
    items.iter().filter_map(|item| index(Some(item)))
}

/// The end of `Bi × Ni` or `p_i ln p_i` behind a sum: factors with the same running index belong under it.
fn indexed_product(items: &[Item], at: usize) -> Option<usize> {
    // `Pn.Qo` and `fi xi`: factors that touch, or stand side by side, belong under the sum as well.
    if let (Some(Item::Op { operator: Operator::Multiply, written, .. }), Some(Item::Name { .. })) =
        (items.get(at + 1), items.get(at + 2))
        && matches!(written.as_str(), "" | ".")
        && matches!(items.get(at), Some(Item::Name { .. }))
    {
        return Some(at + 3);
    }
    let first = index(items.get(at))?;
    // `fp_i × (Fc_i + Fc_j)`
    if let (Some(Item::Op { operator: Operator::Multiply, .. }), Some(Item::Open(_))) =
        (items.get(at + 1), items.get(at + 2))
    {
        let end = closing(items, at + 2);
        if indices(&items[at + 2..end]).any(|index| index == first) {
            return Some(end);
        }
    }
    match (items.get(at + 1), items.get(at + 2)) {
        (Some(Item::Op { operator: Operator::Multiply, .. }), next) if index(next) == Some(first) => Some(at + 3),
        (Some(Item::Call { name: "ln" | "log", .. }), next) if index(next) == Some(first) => Some(at + 3),
        _ => None,
    }
}

/// The place after the bracket that closes the one at `open`.
pub(super) fn closing(items: &[Item], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, item) in items.iter().enumerate().skip(open) {
        match item {
            Item::Open(_) => depth += 1,
            Item::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    items.len()
}

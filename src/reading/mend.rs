//! Mends what is often written wrong, each with a note: percentages before their quantity, lost signs, brackets left out.

use super::compose::{Item, build, shown};
use super::problems::{ambiguous_sign, begins_with_conjunction, check};
use super::roles::Context;
use super::series;
use super::sums::{self, closing};
use super::suspicious;
use crate::Span;
use crate::error::{Code, Note, Result, Severity};
use crate::formula::{Name, Operator};

/// Mends what is often written wrong, each with a note, and refuses what stays impossible.
pub(super) fn mend(items: &mut Vec<Item>, context: &Context, paired: bool, notes: &mut Vec<Note>) -> Result<()> {
    series::write_out(items, notes);
    percent_moved(items, notes);
    sums::widen_sums(items, notes);
    sums::widen_roots(items);
    notes.extend(sums::root_alone(items));
    lost_between_calls(items, notes);
    lost_between_groups(items, notes);
    implicit_times(items, notes);
    // Where a bracket is loose, it says where the missing one belongs.
    if paired {
        same_minimum(items, notes);
        grow(items, context, notes);
    }
    balance(items);
    check(items)
}

/// `A dibagi 100% B` and `A x 100% B` mean `A / B x 100%`.
fn percent_moved(items: &mut Vec<Item>, notes: &mut Vec<Note>) {
    let misplaced = |three: &[Item]| {
        matches!(three, [Item::Op { .. }, Item::Number { .. } | Item::Percent { .. }, Item::Name { .. }])
    };
    if !items.windows(3).any(misplaced) {
        return;
    }
    let mut out: Vec<Item> = Vec::with_capacity(items.len() + 2);
    // A scale that waits for the operand behind which it belongs.
    let mut moved: Option<Item> = None;
    // Behind a division already, a percentage belongs to it, and what follows is another quantity.
    let mut divided = false;
    let mut all = std::mem::take(items).into_iter().peekable();
    while let Some(item) = all.next() {
        divided = match item {
            Item::Op { operator: Operator::Divide, .. } => true,
            Item::Op { operator: Operator::Add, .. } | Item::Open(_) => false,
            _ => divided,
        };
        if let (
            Item::Percent { .. } | Item::Number { .. },
            Some(Item::Op { operator, span, written }),
            Some(Item::Name { text, span: follows }),
        ) = (&item, out.last(), all.peek())
        {
            let percent = matches!(item, Item::Percent { .. });
            let fits = *operator == Operator::Multiply && !divided || percent && *operator == Operator::Divide;
            if fits && out.len() >= 2 && out[out.len() - 2].ends_operand() && !begins_with_conjunction(text) {
                let place = span.hull(item.span());
                let scale = shown(&item);
                let plain = text.chars().all(|c| c.is_alphabetic() || c == ' ');
                let name = if plain { text.clone() } else { format!("\"{text}\"") };
                let apart = if out[out.len() - 2].span().end == span.start { " " } else { "" };
                notes.push(
                    Note::new(Code::PercentMoved, Severity::Repair, place)
                        .with("tertulis", format!("{written} {scale}"))
                        .with("persen", &scale)
                        .suggest(Span::new(place.start, follows.end), format!("{apart}dibagi {name} x {scale}")),
                );
                if let Some(Item::Op { operator, span, .. }) = out.last_mut() {
                    (*operator, *span) = (Operator::Divide, place);
                }
                moved = Some(item);
                divided = true;
                continue;
            }
        }
        let named = matches!(item, Item::Name { .. }).then(|| Span::at(item.span().end));
        out.push(item);
        if let (Some(span), Some(scale)) = (named, moved.take()) {
            out.push(Item::Op { operator: Operator::Multiply, span, written: "x".to_owned() });
            out.push(scale);
        }
    }
    *items = out;
}

/// `Σ A Σ B` lost its fraction bar, `log A log B` its minus.
fn lost_between_calls(items: &mut Vec<Item>, notes: &mut Vec<Note>) {
    let mut at = 1;
    let mut mended = 0;
    // More than a few lost signs are no slip of the print: what is left is refused as missing operators.
    while at < items.len() && mended < 4 {
        let Item::Call { name, span, .. } = &items[at] else {
            at += 1;
            continue;
        };
        let (name, place) = (*name, Span::at(span.start));
        let after_call = at >= 2 && matches!(items[at - 2], Item::Call { .. });
        // `Σ (A x B) Σ C`
        let summed = name == "jumlah"
            && matches!(items[at - 1], Item::Close(_))
            && opening(items, at - 1)
                .checked_sub(1)
                .is_some_and(|call| matches!(items[call], Item::Call { name: "jumlah", .. }));
        let operand = matches!(items[at - 1], Item::Name { .. }) || items[at - 1].is_operand() && after_call || summed;
        // `1/t ln(...)` and `1/n Σ ...` multiply, as a bracket would.
        let share = at >= 3
            && matches!(items[at - 3], Item::Number { .. })
            && matches!(items[at - 2], Item::Op { operator: Operator::Divide, .. })
            && shown(&items[at - 1]).chars().count() <= 3;
        let factor = !after_call && name != "jumlah" || share;
        if !operand || factor {
            at += 1;
            continue;
        }
        mended += 1;
        let (left, right) = (shown(&items[at - 1]), name.to_owned());
        if name == "log" || name == "ln" {
            notes.push(lost(place, &left, &right, Operator::Subtract).suggest(place, "- "));
            items.insert(at, Item::Op { operator: Operator::Subtract, span: place, written: String::new() });
        } else {
            // A sign alone says it where it joins one sum with another; more would need brackets as well.
            let note = lost(place, &left, &right, Operator::Divide);
            let alone = at == 2 && items.len() == 4;
            notes.push(if alone { note.suggest(place, "/ ") } else { note });
            at = divide_whole(items, at, place);
        }
        at += 1;
    }
}

/// `(A x 100%) (B x C)`: behind what is scaled already, a second bracket of quantities divides.
fn lost_between_groups(items: &mut Vec<Item>, notes: &mut Vec<Note>) {
    let worded = |item: &Item| matches!(item, Item::Name { text, .. } if text.contains(' '));
    // `(Jumlah desa yang melapor) (Jumlah desa) x 100%`: what is scaled by 100% is a quotient.
    let scaled = matches!(
        items.as_slice(),
        [Item::Open(_), left, Item::Close(_), Item::Open(_), right, Item::Close(_), Item::Op { operator: Operator::Multiply, .. }, Item::Percent { .. }]
            if worded(left) && worded(right)
    );
    let between = (2..items.len().saturating_sub(1)).find(|at| {
        matches!(items[at - 1], Item::Close(_))
            && matches!(items[*at], Item::Open(_))
            && (matches!(&items[at - 2], Item::Percent { .. }) || scaled)
            && worded(&items[at + 1])
    });
    if let Some(at) = between {
        let place = Span::at(items[at].span().start);
        let (left, right) = (shown(&items[at - 2]), shown(&items[at + 1]));
        notes.push(lost(place, &left, &right, Operator::Divide).suggest(place, "/ "));
        items.insert(at, Item::Op { operator: Operator::Divide, span: place, written: String::new() });
    }
}

/// Puts a division before item `at` that takes all of its bracket to the left, and all but a last scale to the right.
fn divide_whole(items: &mut Vec<Item>, at: usize, place: Span) -> usize {
    let mut depth = 0_i32;
    let from = (0..at).rev().find(|i| {
        depth += match items[*i] {
            Item::Close(_) => 1,
            Item::Open(_) => -1,
            _ => 0,
        };
        depth < 0
    });
    let from = from.map_or(0, |i| i + 1);
    let mut depth = 0_i32;
    let mut end = (at..items.len())
        .find(|i| {
            depth += match items[*i] {
                Item::Open(_) => 1,
                Item::Close(_) => -1,
                _ => 0,
            };
            depth < 0
        })
        .unwrap_or(items.len());
    let scale = end >= at + 2
        && matches!(&items[end - 1], Item::Percent { .. })
        && matches!(items[end - 2], Item::Op { operator: Operator::Multiply, .. });
    end -= if scale { 2 } else { 0 };
    items.insert(end, Item::Close(place));
    items.insert(at, Item::Open(place));
    items.insert(at, Item::Op { operator: Operator::Divide, span: place, written: String::new() });
    items.insert(at, Item::Close(place));
    items.insert(from, Item::Open(place));
    at + 3
}

/// A number or bracket directly before a bracket multiplies; under a sum so does a symbol, as in `Σ w (a + b)`.
fn implicit_times(items: &mut Vec<Item>, notes: &mut Vec<Note>) {
    if !items.iter().any(|item| matches!(item, Item::Open(_) | Item::Close(_) | Item::Call { .. })) {
        return;
    }
    let mut out: Vec<Item> = Vec::with_capacity(items.len() + 4);
    // Bracket depths at which a bracket put in here is to be closed again.
    let mut close_at: Vec<usize> = Vec::new();
    let mut depth = 0_usize;
    let letters = |word: &str| word.chars().filter(|c| *c != '_').count();
    let parted: Vec<bool> = (0..items.len()).map(|at| two_quantities(items, at)).collect();
    let missing: Vec<Option<(Operator, Note)>> = (0..items.len()).map(|at| lost_between(items, at)).collect();
    for ((item, parted), missing) in std::mem::take(items).into_iter().zip(parted).zip(missing) {
        let opens = matches!(item, Item::Open(_));
        let symbol = opens
            && matches!(out.last(), Some(Item::Name { text, .. }) if text.split(' ').all(|word| letters(word) <= 3));
        let scaled = matches!(out.last(), Some(Item::Number { .. } | Item::Percent { .. } | Item::Close(_)));
        let after = opens || matches!(item, Item::Call { .. });
        let number_after =
            matches!(out.last(), Some(Item::Close(_))) && matches!(item, Item::Number { .. } | Item::Percent { .. });
        let summed = symbol && out.len() >= 2 && matches!(out[out.len() - 2], Item::Call { .. });
        if summed {
            let start = Span::at(out[out.len() - 1].span().start);
            out.insert(out.len() - 1, Item::Open(start));
            close_at.push(depth);
        }
        let named = matches!(&item, Item::Call { .. })
            && matches!(out.last(), Some(Item::Name { text, .. }) if text.chars().count() <= 3);
        if ((scaled || symbol) && after || number_after || named) && !parted {
            let missing = missing.or_else(|| number_after.then(|| behind_sum(&out, &item)).flatten());
            let operator = missing.as_ref().map_or(Operator::Multiply, |(operator, _)| *operator);
            notes.extend(missing.map(|(_, note)| note));
            out.push(Item::Op { operator, span: Span::at(item.span().start), written: String::new() });
        }
        let closes = matches!(item, Item::Close(_));
        depth = if opens { depth + 1 } else { depth.saturating_sub(usize::from(closes)) };
        let end = Span::at(item.span().end);
        out.push(item);
        while closes && close_at.last() == Some(&depth) {
            close_at.pop();
            out.push(Item::Close(end));
        }
    }
    *items = out;
}

/// `(A + B) 2`: a number behind a sum of as many quantities divides it most likely; any other multiplies, and that is said.
fn behind_sum(before: &[Item], number: &Item) -> Option<(Operator, Note)> {
    let Item::Number { text, .. } = number else { return None };
    let group = &before[opening(before, before.len() - 1)..];
    let plus = group.iter().filter(|item| matches!(item, Item::Op { operator: Operator::Add, .. })).count();
    let operands = group.iter().filter(|item| item.is_operand()).count();
    let mean = plus > 0 && plus + 1 == operands && text.parse() == Ok(operands);
    let scale = text.starts_with("10") && text[1..].bytes().all(|b| b == b'0');
    if scale {
        return None;
    }
    let (operator, sign) = if mean { (Operator::Divide, "/ ") } else { (Operator::Multiply, "x ") };
    let place = Span::at(number.span().start);
    Some((operator, lost(place, &named(group), text, operator).suggest(place, sign)))
}

/// What joins two neighbours that are hardly a product: `1 (A / B)` and `100% (A / B x 100%)` lost a minus, since nobody
/// multiplies by one; `(30% x A) (70% x B)` lost the plus of its weights; between words in brackets a product is only read.
fn lost_between(items: &[Item], at: usize) -> Option<(Operator, Note)> {
    let before = items.get(at.checked_sub(1)?)?;
    let place = Span::at(items[at].span().start);
    let first = at == 1 || matches!(items[at - 2], Item::Open(_));
    let scaled = |item: &Item| matches!(item, Item::Percent { text, .. } if text == "100%");
    let one = matches!(before, Item::Number { text, .. } if text == "1");
    let groups = matches!((before, &items[at]), (Item::Close(_), Item::Open(_)));
    // `∑ A x 100% ∑ B`: the second sum is hardly a factor.
    if let (Item::Percent { .. } | Item::Number { .. }, Item::Call { name: "jumlah", .. }, false) =
        (before, &items[at], first)
        && matches!(&items[at - 2], Item::Op { operator: Operator::Multiply, .. })
    {
        return Some((Operator::Multiply, lost(place, &shown(before), "jumlah", Operator::Multiply)));
    }
    if !groups && !(first && (one || scaled(before))) {
        return None;
    }
    let right = match items[at] {
        Item::Open(_) => &items[at..closing(items, at)],
        Item::Call { .. } => &items[at..=at],
        _ => return None,
    };
    if first && (one || scaled(before) && right.iter().any(scaled)) {
        let note = lost(place, &shown(before), &named(right), Operator::Subtract).suggest(place, "- ");
        return Some((Operator::Subtract, note));
    }
    if !groups {
        return None;
    }
    let left = &items[opening(items, at - 1)..at];
    let name = |item: &Item| matches!(item, Item::Name { .. });
    let worded = |item: &Item| matches!(item, Item::Name { text, .. } if text.contains(' '));
    let (operator, sign) = match () {
        () if weighted(left) && weighted(right) => (Operator::Add, "+ "),
        // `(A x skor) (B x skor) + (C x skor)`
        () if product(left) && product(right) && summed(items) => (Operator::Add, "+ "),
        () if left.iter().any(name) && left.iter().chain(right).any(worded) => (Operator::Multiply, "x "),
        () => return None,
    };
    Some((operator, lost(place, &named(left), &named(right), operator).suggest(place, sign)))
}

/// `(30% x A)`, `(A x 0,3)`: a quantity with its weight.
fn weighted(group: &[Item]) -> bool {
    let weight = |item: &Item| match item {
        Item::Percent { text, .. } => text != "100%",
        Item::Number { text, .. } => text.starts_with("0,"),
        _ => false,
    };
    let [_, left, Item::Op { operator: Operator::Multiply, .. }, right, _] = group else { return false };
    let name = |item: &Item| matches!(item, Item::Name { .. });
    weight(left) && name(right) || name(left) && weight(right)
}

/// `(A x B)`
fn product(group: &[Item]) -> bool {
    matches!(group, [_, Item::Name { .. }, Item::Op { operator: Operator::Multiply, .. }, Item::Name { .. }, _])
}

/// Whether other brackets are added.
fn summed(items: &[Item]) -> bool {
    items
        .windows(3)
        .any(|three| matches!(three, [Item::Close(_), Item::Op { operator: Operator::Add, .. }, Item::Open(_)]))
}

/// The first name in a group, or what else begins it.
fn named(group: &[Item]) -> String {
    group.iter().find(|item| matches!(item, Item::Name { .. })).or(group.first()).map_or(String::new(), shown)
}

/// The place of the bracket that the one at `close` closes.
fn opening(items: &[Item], close: usize) -> usize {
    let mut depth = 0_usize;
    (0..=close)
        .rev()
        .find(|at| {
            match items[*at] {
                Item::Close(_) => depth += 1,
                Item::Open(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        })
        .unwrap_or(0)
}

/// `(Jumlah desa yang melapor) (Jumlah desa)`: between quantities in words a lost sign is as likely to have divided.
fn two_quantities(items: &[Item], at: usize) -> bool {
    let worded = |item: Option<&Item>| matches!(item, Some(Item::Name { text, .. }) if text.contains(' '));
    let alone = |open: usize, close: usize| {
        matches!(items.get(open), Some(Item::Open(_)))
            && worded(items.get(open + 1))
            && matches!(items.get(close), Some(Item::Close(_)))
    };
    at >= 3 && alone(at - 3, at - 1) && alone(at, at + 2)
}

/// `(x - 20) / 85 - 20`, `ln(a) - ln(m) / ln(b) - ln(m)`: an index measures from its minimum, above the bar and below it.
fn same_minimum(items: &mut Vec<Item>, notes: &mut Vec<Note>) {
    if items.len() > 40 {
        return;
    }
    let mut depth = 0_usize;
    let mut signs: Vec<(usize, Operator)> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        match item {
            Item::Open(_) => depth += 1,
            Item::Close(_) => depth = depth.saturating_sub(1),
            Item::Op { operator, .. } if depth == 0 && at > 0 => signs.push((at, *operator)),
            _ => {}
        }
    }
    let text = |range: std::ops::Range<usize>| items[range].iter().map(shown).collect::<Vec<_>>();
    // What is subtracted above, and whether the upper difference has its brackets.
    let (divided, minus, minimum, bracketed) = match signs.as_slice() {
        [(first, Operator::Subtract), (divided, Operator::Divide), (minus, Operator::Subtract)] => {
            (*divided, *minus, text(first + 1..*divided), false)
        }
        [(divided, Operator::Divide), (minus, Operator::Subtract)] => match &items[..*divided] {
            [Item::Open(_), .., Item::Op { operator: Operator::Subtract, .. }, minimum, Item::Close(_)] => {
                (*divided, *minus, vec![shown(minimum)], true)
            }
            _ => return,
        },
        _ => return,
    };
    if text(minus + 1..items.len()) != minimum || text(divided + 1..minus) == minimum {
        return;
    }
    let literal = build(items).map(|expr| expr.to_string()).unwrap_or_default();
    let (start, end) = (items[divided + 1].span().start, items[items.len() - 1].span().end);
    let place = Span::new(start, end);
    let (first, upper) = (items[0].span().start, items[divided - 1].span().end);
    items.push(Item::Close(Span::at(end)));
    items.insert(divided + 1, Item::Open(Span::at(start)));
    if !bracketed {
        items.insert(divided, Item::Close(Span::at(upper)));
        items.insert(0, Item::Open(Span::at(first)));
    }
    notes.push(Note::new(Code::MissingBracket, Severity::Doubt, place).other(literal));
}

/// `A - B / B x 100%` under a name that speaks of growth lacks its brackets.
fn grow(items: &mut Vec<Item>, context: &Context, notes: &mut Vec<Note>) {
    let shape = matches!(
        items.as_slice(),
        [
            Item::Name { .. },
            Item::Op { operator: Operator::Subtract, .. },
            Item::Name { .. },
            Item::Op { operator: Operator::Divide, .. },
            Item::Name { .. },
            ..
        ]
    );
    let named = |at: usize| match items.get(at) {
        Some(Item::Name { text, .. }) => Name::key_of(text),
        _ => String::new(),
    };
    // A quantity that is subtracted and divided by itself would be 1 less: the difference is what is divided.
    let base = || named(2) == named(4) || named(0) == named(4);
    if !shape || !context.wants_growth() && !base() {
        divide_by_one_kind(items, notes);
        return group_sum(items, notes);
    }
    notes.push(bracket(items, 0..3));
}

/// Puts brackets round a part that lacks them, and says so.
fn bracket(items: &mut Vec<Item>, part: std::ops::Range<usize>) -> Note {
    let literal = build(items).map(|expr| expr.to_string()).unwrap_or_default();
    let (start, end) = (items[part.start].span(), items[part.end - 1].span());
    let bracketed = format!("({})", items[part.clone()].iter().map(shown).collect::<Vec<_>>().join(" "));
    items.insert(part.end, Item::Close(Span::at(end.end)));
    items.insert(part.start, Item::Open(Span::at(start.start)));
    let place = start.hull(end);
    Note::new(Code::MissingBracket, Severity::Doubt, place).suggest(place, bracketed).other(literal)
}

/// `biaya dibagi volume gas dikurangi volume susut`: nothing of the kind of the divisor can be taken from the quotient, so
/// that it belongs to the divisor.
fn divide_by_one_kind(items: &mut Vec<Item>, notes: &mut Vec<Note>) {
    let [
        Item::Name { text: above, .. },
        Item::Op { operator: Operator::Divide, .. },
        Item::Name { text: below, .. },
        Item::Op { operator: Operator::Add | Operator::Subtract, .. },
        Item::Name { text: last, .. },
    ] = items.as_slice()
    else {
        return;
    };
    if of_one_kind(below, last) <= of_one_kind(above, last) {
        return;
    }
    notes.push(bracket(items, 2..5));
}

/// How many words two names begin with in common; one word alone is too common to say anything.
pub(super) fn of_one_kind(name: &str, other: &str) -> usize {
    if !(name.contains(' ') && other.contains(' ')) {
        return 0;
    }
    name.split(' ').zip(other.split(' ')).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count()
}

/// `(A + B / C) x 100`: where the first two name the same kind of count, the divisor was most likely meant for their sum.
fn sum_in_bracket(items: &[Item]) -> Option<Note> {
    let [
        Item::Open(_),
        Item::Name { text: first, .. },
        Item::Op { operator: Operator::Add | Operator::Subtract, .. },
        Item::Name { text: second, .. },
        Item::Op { operator: Operator::Divide, .. },
        Item::Name { .. },
        Item::Close(_),
        Item::Op { operator: Operator::Multiply, .. },
        Item::Percent { text, .. } | Item::Number { text, .. },
    ] = items
    else {
        return None;
    };
    let head = |name: &str| name.split(' ').take(2).map(str::to_lowercase).collect::<Vec<_>>();
    let alike = first.contains(' ') && head(first) == head(second);
    let place = items[1].span().hull(items[5].span());
    (alike && text.trim_end_matches('%') == "100").then(|| suspicious::last_alone(place))
}

/// `A + B dibagi C x 100%` lacks its brackets as well, a count and a percentage make no sum; and so does the mean
/// `A + B + C / 3`.
fn group_sum(items: &mut Vec<Item>, notes: &mut Vec<Note>) {
    let plain = items.len() <= 32
        && !items.iter().any(|item| matches!(item, Item::Open(_) | Item::Call { .. } | Item::Separator(_)));
    notes.extend(added_behind(items));
    notes.extend(sum_in_bracket(items));
    if let Some(note) = word_behind_groups(items) {
        notes.push(note);
        return;
    }
    let divides = items.iter().position(|item| matches!(item, Item::Op { operator: Operator::Divide, .. }));
    let Some(at) = divides.filter(|at| plain && *at >= 3) else { return };
    let joined = |item: &Item| matches!(item, Item::Op { operator: Operator::Add | Operator::Subtract, .. });
    let sum = items[..at]
        .iter()
        .enumerate()
        .all(|(at, item)| if at % 2 == 1 { joined(item) } else { matches!(item, Item::Name { .. }) });
    let tail = matches!(
        &items[at + 1..],
        [Item::Name { .. }, Item::Op { operator: Operator::Multiply, .. }, Item::Percent { .. } | Item::Number { .. }]
    );
    let hundred = items.last().is_some_and(|last| matches!(last, Item::Percent { text, .. } | Item::Number { text, .. } if text.trim_end_matches('%') == "100"));
    let added = items[..at].iter().skip(1).step_by(2);
    let counted = |item: &Item| matches!(item, Item::Number { text, .. } if text.parse() == Ok(at.div_ceil(2)));
    let mean = added.clone().all(|item| matches!(item, Item::Op { operator: Operator::Add, .. }))
        && match &items[at + 1..] {
            [count] => counted(count),
            [count, Item::Op { operator: Operator::Multiply, .. }, Item::Percent { .. } | Item::Number { .. }] => {
                counted(count)
            }
            _ => false,
        };
    // `Panjang jalan baik + sedang dibagi panjang jalan`: a word divides all that signs add up before it.
    let sign = |item: &Item| matches!(item, Item::Op { written, .. } if !written.starts_with(char::is_alphabetic));
    let worded = matches!(
        &items[at + 1..],
        [Item::Name { .. }] | [Item::Name { .. }, Item::Op { .. }, Item::Number { .. } | Item::Percent { .. }]
    ) && !sign(&items[at])
        && added.clone().all(sign);
    if !(sum && (tail && hundred || mean || worded)) {
        return;
    }
    notes.push(bracket(items, 0..at));
}

/// `(A x B) - C DIBAGI D`: a word divides all that signs join before it, brackets among it.
fn word_behind_groups(items: &mut Vec<Item>) -> Option<Note> {
    let [.., last] = items.as_slice() else { return None };
    let (mut depth, mut joined, mut divided) = (0_usize, 0, None);
    for (at, item) in items.iter().enumerate() {
        match item {
            Item::Open(_) => depth += 1,
            Item::Close(_) => depth = depth.saturating_sub(1),
            Item::Op { operator, written, .. } if depth == 0 => {
                let word = written.starts_with(char::is_alphabetic) && written.len() > 1;
                match operator {
                    Operator::Add | Operator::Subtract if !word && divided.is_none() => joined += 1,
                    Operator::Divide if word && divided.is_none() => divided = Some(at),
                    _ => return None,
                }
            }
            _ => {}
        }
    }
    let at = divided.filter(|at| joined > 0 && *at + 2 == items.len() && matches!(last, Item::Name { .. }))?;
    let grouped = items[..at].iter().any(|item| matches!(item, Item::Open(_)));
    grouped.then(|| bracket(items, 0..at))
}

/// `A : B + C x 100%`: what is added behind a quotient and scaled alone most likely belongs to the divisor.
fn added_behind(items: &[Item]) -> Option<Note> {
    let [
        Item::Name { .. },
        Item::Op { operator: Operator::Divide, .. },
        Item::Name { .. },
        sign @ Item::Op { operator: Operator::Add | Operator::Subtract, .. },
        Item::Name { .. },
        Item::Op { operator: Operator::Multiply, .. },
        Item::Percent { text, .. } | Item::Number { text, .. },
    ] = items
    else {
        return None;
    };
    (text.trim_end_matches('%') == "100").then(|| {
        ambiguous_sign(
            sign.span(),
            shown(sign),
            ("penjumlahan atau pengurangan sesudah pembagian", "bagian dari pembagi"),
            ("an addition or subtraction after the division", "a part of the divisor"),
        )
    })
}

/// Gives every bracket its partner; what was left open is closed at the end.
fn balance(items: &mut Vec<Item>) {
    let mut depth = 0_usize;
    items.retain(|item| match item {
        Item::Open(_) => {
            depth += 1;
            true
        }
        Item::Close(_) if depth == 0 => false,
        Item::Close(_) => {
            depth -= 1;
            true
        }
        _ => true,
    });
    let end = items.last().map_or(0, |item| item.span().end);
    items.extend(std::iter::repeat_n(Item::Close(Span::at(end)), depth));
}

/// The note of an operator that the print lost.
pub(super) fn lost(place: Span, left: &str, right: &str, operator: Operator) -> Note {
    let read = match operator {
        Operator::Divide => "dibagi",
        Operator::Multiply => "dikali",
        Operator::Add => "ditambah",
        _ => "dikurangi",
    };
    Note::new(Code::LostOperator, Severity::Repair, place).with("kiri", left).with("kanan", right).with("dibaca", read)
}

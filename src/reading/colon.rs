//! Whether a colon ends a label or divides.

use super::frame::{computes, deepen, only_heads};
use super::token::{Kind, Token};
use super::words;

/// The colon that ends a label, or `None` where the first colon divides or there is none.
pub(super) fn label_colon(tokens: &[Token<'_>]) -> Option<usize> {
    let mut depth = 0;
    let colon = tokens.iter().position(|token| {
        depth = deepen(depth, token);
        depth == 0 && token.is_sign(':')
    })?;
    let (left, right) = (&tokens[..colon], &tokens[colon + 1..]);
    (colon_divides(left, right, &tokens[colon]) <= 0.0 && !lists(left, right)).then_some(colon)
}

/// `Jumlah angkutan meliputi : truk, pikap dan gerobak`: a list within the name of a count.
fn lists(left: &[Token<'_>], right: &[Token<'_>]) -> bool {
    left.last().is_some_and(|last| matches!(&*last.key, "meliputi" | "antaranya"))
        && left.first().is_some_and(|first| words::count_head(&first.key))
        && !computes(left)
        && !computes(right)
}

/// How much speaks for a colon to divide (above zero) or to end a label (below).
pub(super) fn colon_divides(left: &[Token<'_>], right: &[Token<'_>], colon: &Token<'_>) -> f32 {
    let (Some(first), Some(next)) = (left.iter().find(|t| t.is_word() || t.is_number()), right.first()) else {
        return -5.0;
    };
    if lists(left, right) {
        return -5.0;
    }
    // A bracket that computes, or a number alone, names nothing.
    let alone = left.len() == 1 && (first.is_number() || left[0].is_percent());
    let list_number = alone && first.text.len() <= 2 && !first.text.contains(',') && !colon.spaced && next.is_word();
    if left.last().is_some_and(Token::is_close) && left[0].is_open() && computes(left) || alone && !list_number {
        return 6.0;
    }
    // `Skor A + Skor B + Skor C : 3`
    if next.is_number() && right.len() == 1 && left.iter().any(|token| token.is_sign('+') && token.spaced) {
        return 6.0;
    }
    // `∑ A : ∑ B`
    if left[0].kind == Kind::Sigma && right[0].kind == Kind::Sigma {
        return 6.0;
    }
    let heads = |token: &Token<'_>| token.is_word() && words::quantity_head(&token.key);
    // `Jumlah desa maju : 154 x 100%`: a share of a number.
    let share = matches!(right, [number, times, scale] if number.is_number() && times.is_times() && scale.is_scale());
    let mut score = if share && heads(first) { 6.0 } else { -0.5 };
    if only_heads(left) && !first.is_number() {
        score -= 6.0;
    }
    if first.is_word() && words::indicator_head(&first.key) {
        score -= if words::ratio_head(&first.key) && left.len() > 1 && !computes(right) { 0.5 } else { 3.0 };
    }
    score += if heads(first) { 2.5 } else { -2.0 };
    score += if heads(next) { 1.5 } else { 0.0 };
    // `tahun 2022: 1.284 arsip ...` ends a label.
    let year = left.len() > 1 && left[left.len() - 1].text.len() == 4 && left[left.len() - 2].is_word();
    score += if left.last().is_some_and(Token::is_number) && next.is_number() && !year { 4.0 } else { 0.0 };
    score += if left.last().is_some_and(Token::is_close) && computes(left) { 3.0 } else { 0.0 };
    score += if colon.spaced && next.spaced { 1.0 } else { -1.0 };
    let divided = right.iter().any(|token| {
        matches!(token.kind, Kind::Sign('/' | '÷' | ':'))
            || token.is_word() && words::operator(&token.key) == Some(crate::formula::Operator::Divide)
    });
    score -= if divided { 3.0 } else { 0.0 };
    score -= if next.is_number() && !first.is_number() { 3.0 } else { 0.0 };
    score -= if next.is_open() && !heads(first) { 2.0 } else { 0.0 };
    // `PAD : jumlah penduduk x 1.000`: what is scaled is most likely a quotient.
    let scaled = matches!(right, [.., times, scale] if scale.is_scale()
        && (times.is_times() || times.is_word() && words::operator(&times.key) == Some(crate::formula::Operator::Multiply)));
    let named = first.is_word() && (words::indicator_head(&first.key) || words::heading(&first.key));
    score += if scaled && !divided && !named && left.len() > 1 { 3.5 } else { 0.0 };
    // The same word on both sides speaks of a part and its whole.
    let shared = left
        .iter()
        .filter(|t| t.is_word() && t.key.len() > 4)
        .any(|a| right.iter().any(|b| b.is_word() && a.key == b.key));
    score += if shared { 1.0 } else { 0.0 };
    // Symbols before and after: `c:d` divides.
    let alone = right.get(1).is_none_or(|after| after.is_times() || after.is_close());
    if left.len() == 1 && first.is_symbol() && alone && next.is_symbol() {
        score += 6.0;
    } else if left.len() == 1 && first.is_symbol() {
        score -= 2.5;
    }
    score
}

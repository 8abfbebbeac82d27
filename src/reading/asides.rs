//! What stands beside a formula and is no part of it: the brackets of `(x 100%)`, a number said again in words as in
//! `75% (tujuh puluh lima persen)`, the marks of footnotes.

use super::frame::deepen;
use super::token::{Kind, Token};
use super::{number_words, words};
use crate::Span;

/// Takes `(%)`, `(dalam persen)` or a bare `%` off the end of a formula; gives whether there was one.
pub(super) fn take_percent(tokens: &mut Vec<Token<'_>>) -> bool {
    if !super::frame::computes(tokens) {
        return false;
    }
    let says = |token: &Token<'_>| token.is_sign('%') || token.is_word() && matches!(&*token.key, "persen" | "prosen");
    let behind = match tokens.as_slice() {
        // A percent sign behind a percentage is written twice.
        [.., before, last] if last.is_sign('%') && before.is_close() => 1,
        [.., open, said, close] if open.is_open() && says(said) && close.is_close() => 3,
        [.., open, within, said, close]
            if open.is_open() && within.is_key("dalam") && says(said) && close.is_close() =>
        {
            4
        }
        _ => return false,
    };
    tokens.truncate(tokens.len() - behind);
    true
}

/// `A/B x 100% *data BPS`: a footnote behind the formula, and where it begins.
pub(super) fn take_footnote(tokens: &mut Vec<Token<'_>>) -> Option<Span> {
    let at = (2..tokens.len().saturating_sub(1)).find(|at| {
        let (before, star, next) = (&tokens[at - 1], &tokens[*at], &tokens[at + 1]);
        star.is_sign('*') && star.spaced && !next.spaced && next.is_word() && before.is_percent()
    })?;
    let note = tokens[at].span.hull(tokens[tokens.len() - 1].span);
    tokens.truncate(at);
    Some(note)
}

/// The tokens without it.
pub(super) fn drop_asides(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let mut drop = vec![false; tokens.len()];
    for open in 1..tokens.len() {
        if tokens[open].text.is_empty() || !tokens[open].is_open() {
            continue;
        }
        let Some(close) = (open + 1..tokens.len().min(open + 12)).find(|at| tokens[*at].is_close()) else { continue };
        let inside = &tokens[open + 1..close];
        if is_factor(inside) {
            (drop[open], drop[close]) = (true, true);
        } else if is_number(&tokens[open - 1]) && says_number(inside) {
            drop[open..=close].fill(true);
        }
    }
    let mut depth = 0;
    for at in 0..tokens.len() {
        for mark in footnote(&tokens, at, depth) {
            drop[mark] = true;
        }
        depth = deepen(depth, &tokens[at]);
    }
    if !drop.contains(&true) {
        return tokens;
    }
    tokens.into_iter().zip(drop).filter(|(_, drop)| !drop).map(|(token, _)| token).collect()
}

/// The stars of `Jumlah desa* / ...` or `Jumlah desa *) / ...`, with the bracket that closes them.
fn footnote(tokens: &[Token<'_>], at: usize, depth: usize) -> std::ops::Range<usize> {
    let star = |at: usize| tokens.get(at).is_some_and(|token| token.is_sign('*') && !token.text.is_empty());
    if at == 0 || !star(at) || star(at - 1) || !(tokens[at - 1].is_word() || tokens[at - 1].is_close()) {
        return at..at;
    }
    let stars = (at..tokens.len().min(at + 4)).take_while(|at| star(*at)).count();
    let closed = depth == 0 && tokens.get(at + stars).is_some_and(|next| next.is_close() && !next.spaced);
    let end = at + stars + usize::from(closed);
    let ends = tokens.get(end).is_none_or(|next| {
        matches!(next.kind, Kind::Sign('/' | '+' | '×' | '÷' | ':' | '-' | '−' | '–')) && next.spaced
            || next.is_key("x")
            || next.is_word() && words::operator(&next.key).is_some()
    });
    let behind = !tokens[at].spaced && (stars > 1 || closed || tokens.get(end).is_none_or(|next| next.spaced));
    if ends && (closed || behind) { at..end } else { at..at }
}

fn is_number(token: &Token<'_>) -> bool {
    token.is_number() || token.is_percent()
}

/// `x 100%`: a factor alone, which belongs behind what stands before the bracket.
fn is_factor(inside: &[Token<'_>]) -> bool {
    matches!(inside, [times, factor] if is_number(factor)
        && (times.is_key("x") || times.is_key("dikali") || times.is_key("kali") || matches!(times.kind, Kind::Sign('×' | '*'))))
}

/// The number before, said again in words.
fn says_number(inside: &[Token<'_>]) -> bool {
    let words = match inside {
        [words @ .., last] if matches!(&*last.key, "persen" | "prosen" | "rupiah") => words,
        words => words,
    };
    words.iter().all(Token::is_word) && number_words::value(words.iter().map(|token| &*token.key)).is_some()
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_stands_beside_a_formula_is_no_part_of_it() {
        let read = |text: &str| crate::Reader::new().read(text).unwrap().to_sexpr();
        for (text, reading) in [
            ("A dibagi B (x 100%)", "(* (/ \"A\" \"B\") 100%)"),
            ("50% (lima puluh persen) x A", "(* 50% \"A\")"),
            ("Rp 500.000 (lima ratus ribu rupiah) x A", "(* 500000 \"A\")"),
            ("Jumlah desa* / Jumlah kecamatan *) x 100%", "(* (/ \"Jumlah desa\" \"Jumlah kecamatan\") 100%)"),
            ("A*(B + C)", "(* \"A\" (+ \"B\" \"C\"))"),
            ("Jumlah A dibagi jumlah B (dalam persen)", "(* (/ \"Jumlah A\" \"jumlah B\") 100%)"),
            ("(Jumlah A dibagi jumlah B) %", "(* (/ \"Jumlah A\" \"jumlah B\") 100%)"),
            ("A/B x 100% *data BPS", "(* (/ \"A\" \"B\") 100%)"),
            ("A/B x 100% = 75% (target 80%)", "(= (* (/ \"A\" \"B\") 100%) 75%)"),
            ("(1) A/B x 100%", "(* (/ \"A\" \"B\") 100%)"),
            ("((A)/(B))x(100%)", "(* (/ \"A\" \"B\") 100%)"),
            ("0,25A + 0,75B", "(+ (* 0.25 \"A\") (* 0.75 \"B\"))"),
            ("Jumlah PPKS (dua jenis) / A", "(/ \"Jumlah PPKS (dua jenis)\" \"A\")"),
        ] {
            assert_eq!(read(text), reading, "{text}");
        }
    }
}

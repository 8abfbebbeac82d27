//! What stands beside a formula and is no part of it: the brackets of `(x 100%)`, a number said again in words as in
//! `75% (tujuh puluh lima persen)`, the marks of footnotes.

use super::compose::Scale;
use super::frame::deepen;
use super::token::{Kind, Token, Tokens, drop_marked};
use super::{number_words, words};
use crate::Span;
use crate::error::{Code, Note, Severity};

/// How many tokens are worked out behind a comma at most.
const MOST_WORKED_OUT: usize = 40;

/// `A dibagi B, Rp. 7.812.500 : 25 = Rp. 312.500`: behind the comma the values are worked out; it equals.
pub(super) fn equate_values(tokens: &mut [Token<'_>]) {
    let money = |token: &Token<'_>| token.is_key("rp") || token.is_sign('.');
    let value = |token: &Token<'_>| is_number(token) || token.is_percent();
    let operator = |token: &Token<'_>| {
        token.is_times() || matches!(token.kind, Kind::Sign('/' | ':' | '÷' | '+' | '-' | '−' | '–'))
    };
    let works_out = |rest: &[Token<'_>]| {
        let from = rest.iter().take(2).take_while(|token| money(token)).count();
        let rest = &rest[..rest.len().min(MOST_WORKED_OUT)];
        let end = rest.iter().position(|token| token.is_sign('='));
        let Some(end) = end.filter(|end| *end > from + 2) else { return false };
        let result = rest[end + 1..].iter().find(|token| !money(token));
        value(&rest[from])
            && result.is_some_and(value)
            && rest[from..end].iter().all(|token| value(token) || operator(token) || money(token))
            && rest[from..end].iter().any(operator)
    };
    let comma = (3..tokens.len()).find(|at| {
        tokens[*at].is_sign(',') && (tokens[at - 1].is_word() || value(&tokens[at - 1])) && works_out(&tokens[at + 1..])
    });
    if let Some(comma) = comma.filter(|comma| super::frame::computes(&tokens[..*comma])) {
        tokens[comma].kind = Kind::Sign('=');
    }
}

/// Takes `(%)`, `(dalam persen)`, a bare `%` or `‰` off the end of a formula, and gives what it is shown in.
pub(super) fn take_scale(tokens: &mut Tokens<'_, '_>) -> Option<Scale> {
    let closed = tokens.last()?.is_close();
    let (scale, said) = scale_behind(&tokens[..tokens.len() - usize::from(closed)])?;
    let before = &tokens[..tokens.len() - usize::from(closed) - said];
    let within = match before {
        [.., within, unit] if within.is_key("dalam") && unit.is_key("satuan") => 2,
        [.., within] if within.is_key("dalam") => 1,
        _ => 0,
    };
    let opened = closed && before[..before.len() - within].last().is_some_and(Token::is_open);
    let sign = &tokens[tokens.len() - 1];
    // A percent sign behind a percentage is written twice.
    let bare = matches!(sign.kind, Kind::Sign(_))
        && before.last().is_some_and(|last| last.is_close() || last.is_word() && sign.spaced && !last.is_times());
    let told = if closed { opened && within < 2 } else { within > 0 || bare };
    if !told || !super::frame::computes(tokens) {
        return None;
    }
    let rest = before.len() - within - usize::from(opened);
    let comma = rest.checked_sub(1).is_some_and(|last| tokens[last].is_sign(','));
    tokens.to_mut().truncate(rest - usize::from(comma));
    Some(scale)
}

/// The scale that the last words or the last sign say, and how many tokens say it.
fn scale_behind(tokens: &[Token<'_>]) -> Option<(Scale, usize)> {
    let last = tokens.last()?;
    match (&last.kind, &*last.key) {
        (Kind::Sign('%'), _) | (Kind::Word, "persen" | "prosen" | "persentase" | "prosentase") => {
            Some((Scale::Percent, 1))
        }
        (Kind::Sign('‰'), _) | (Kind::Word, "permil" | "promil") => Some((Scale::PerMille, 1)),
        (Kind::Word, "mil" | "mille") if tokens.iter().rev().nth(1)?.is_key("per") => Some((Scale::PerMille, 2)),
        _ => None,
    }
}

/// Takes a remark off the end of a formula: the footnote of `A/B x 100% *data BPS`, the period of `A/B x 100% per tahun`.
pub(super) fn take_remark(tokens: &mut Tokens<'_, '_>) -> Option<Span> {
    let at = (3..tokens.len()).find(|at| {
        let (before, first) = (&tokens[at - 1], &tokens[*at]);
        let footnote =
            first.is_sign('*') && first.spaced && tokens.get(at + 1).is_some_and(|next| !next.spaced && next.is_word());
        let period = first.is_word()
            && matches!(&*first.key, "per" | "pada" | "selama" | "dalam" | "setiap" | "tiap")
            && multiplies(&tokens[at - 2])
            && tokens[*at..].iter().all(|token| token.is_word() && words::operator(&token.key).is_none())
            && !tokens[*at..].iter().any(|token| token.is_key("x") || words::quantity_head(&token.key));
        (before.is_percent() || period && before.is_number()) && (footnote || period)
    })?;
    let remark = tokens[at].span.hull(tokens[tokens.len() - 1].span);
    tokens.to_mut().truncate(at);
    Some(remark)
}

/// A sign or word of multiplication.
pub(super) fn multiplies(token: &Token<'_>) -> bool {
    token.is_times() || token.is_word() && matches!(&*token.key, "dikali" | "dikalikan" | "kali")
}

/// `A1 + ... + An`: three points or more between two signs stand for the terms between.
pub(super) fn join_points(tokens: &mut Tokens<'_, '_>) {
    let mut at = 1;
    while at + 3 < tokens.len() {
        let points = tokens[at..].iter().take_while(|token| token.is_sign('.')).count();
        let signs = matches!(tokens[at - 1].kind, Kind::Sign('+' | '×' | '*'));
        if points >= 3 && signs && tokens.get(at + points).is_some_and(|next| next.kind == tokens[at - 1].kind) {
            let span = tokens[at].span.hull(tokens[at + points - 1].span);
            let tokens = tokens.to_mut();
            tokens.drain(at + 1..at + points);
            tokens[at] = Token { kind: Kind::Sign('…'), text: "...", span, ..tokens[at].clone() };
        }
        at += points.max(1);
    }
}

/// `akar kuadrat dari (A x B)`, `ln dari (A)`: the words between a function and its bracket.
pub(super) fn drop_of(tokens: &mut Tokens<'_, '_>) {
    let function = |token: &Token<'_>| token.is_word() && matches!(&*token.key, "akar" | "ln" | "log");
    let between = |token: &Token<'_>| token.is_key("dari") || token.is_key("kuadrat");
    if !tokens.iter().any(between) {
        return;
    }
    let mut drop = vec![false; tokens.len()];
    for at in 1..tokens.len() {
        let count = tokens[at..].iter().take(2).take_while(|token| between(token)).count();
        // `50% dari (A + B)`: a share of a bracket.
        let leads = function(&tokens[at - 1]) || tokens[at - 1].is_percent();
        if count > 0 && leads && tokens.get(at + count).is_some_and(Token::is_open) {
            drop[at..at + count].fill(true);
        }
    }
    if drop.contains(&true) {
        drop_marked(tokens.to_mut(), drop);
    }
}

/// Takes the number of an equation, `(1)` alone on a line behind it, and says so.
pub(super) fn take_equation_number(tokens: &mut Vec<Token<'_>>) -> Option<Note> {
    let ends = |at: usize| tokens.get(at).is_none_or(|token| token.kind == Kind::Break);
    let at = (2..tokens.len()).find(|at| {
        let Some([open, number, close]) = tokens.get(*at..at + 3) else { return false };
        let before = || tokens[..*at].iter().rev().find(|token| token.kind != Kind::Break);
        tokens[at - 1].kind == Kind::Break
            && open.is_sign('(')
            && number.is_number()
            && number.text.len() <= 2
            && close.is_sign(')')
            && ends(at + 3)
            && before().is_some_and(|before| {
                before.is_word() || before.is_percent() || before.is_number() || before.is_close()
            })
    })?;
    let place = tokens[at].span.hull(tokens[at + 2].span);
    tokens.drain(at..at + 3);
    Some(Note::new(Code::Remark, Severity::Info, place))
}

/// `membagi A dengan B dengan konstanta (100)`: the constant behind a quotient multiplies it.
pub(super) fn multiply_by_constant(tokens: &mut Tokens<'_, '_>) {
    let (behind, bracket) = match &**tokens {
        [.., constant, open, number, close]
            if constant.is_key("konstanta") && open.is_open() && is_number(number) && close.is_close() =>
        {
            (4, 1)
        }
        [.., constant, number] if constant.is_key("konstanta") && is_number(number) => (2, 0),
        _ => return,
    };
    let at = tokens.len() - behind;
    let joined = at.checked_sub(1).filter(|before| tokens[*before].is_key("dengan"));
    let Some(with) = joined.filter(|with| {
        *with > 0 && words::operator(&tokens[with - 1].key).is_none() && super::frame::computes(&tokens[..*with])
    }) else {
        return;
    };
    let number = tokens[at + 1 + bracket].clone();
    let times = Token::made('×', tokens[at].span, tokens[at].line);
    tokens.to_mut().truncate(with);
    tokens.to_mut().extend([times, number]);
}

/// `konstanta k (100)`, `k (1.000)`: a letter for the constant, and its value.
fn named_constant(tokens: &[Token<'_>], open: usize, inside: &[Token<'_>]) -> bool {
    let joins = |token: &Token<'_>| {
        token.is_times() || token.is_key("konstanta") || token.is_word() && words::operator(&token.key).is_some()
    };
    open > 1
        && (matches!(tokens[open - 1].text, "k" | "K") || tokens[open - 1].is_key("konstanta"))
        && joins(&tokens[open - 2])
        && matches!(inside, [value] if is_number(value) || value.is_percent())
}

/// Drops it.
pub(super) fn drop_asides(tokens: &mut Tokens<'_, '_>) {
    if !tokens.iter().any(|token| token.is_open() || token.is_sign('*')) {
        return;
    }
    let mut drop = vec![false; tokens.len()];
    for open in 1..tokens.len() {
        if tokens[open].text.is_empty() || !tokens[open].is_open() {
            continue;
        }
        let Some(close) = (open + 1..tokens.len().min(open + 32)).find(|at| tokens[*at].is_close()) else { continue };
        let inside = &tokens[open + 1..close];
        // `Σ ASFR i (i = 1, …, 7)`: over what is summed.
        let bounds = matches!(inside, [letter, equals, first, ..] if letter.text.chars().count() == 1
            && letter.is_word()
            && equals.is_sign('=')
            && first.is_number())
            && tokens[..open].iter().any(|token| token.kind == Kind::Sigma);
        if bounds {
            drop[open..=close].fill(true);
        } else if named_constant(tokens, open, inside) {
            let named = usize::from(tokens[open - 2].is_key("konstanta"));
            drop[open - 1 - named..=open].fill(true);
            drop[close] = true;
        } else if is_factor(inside) {
            (drop[open], drop[close]) = (true, true);
        } else if is_number(&tokens[open - 1]) && says_number(inside) {
            drop[open..=close].fill(true);
        }
    }
    let mut depth = 0;
    for at in 0..tokens.len() {
        for mark in footnote(tokens, at, depth) {
            drop[mark] = true;
        }
        // Brackets that the layout put in close no footnote.
        if !tokens[at].text.is_empty() {
            depth = deepen(depth, &tokens[at]);
        }
    }
    if drop.contains(&true) {
        drop_marked(tokens.to_mut(), drop);
    }
}

/// The stars of `Jumlah desa* / ...` or `Jumlah desa *) / ...`, with the bracket that closes them.
fn footnote(tokens: &[Token<'_>], at: usize, depth: usize) -> std::ops::Range<usize> {
    let star = |at: usize| tokens.get(at).is_some_and(|token| token.is_sign('*') && !token.text.is_empty());
    let behind_scale = at > 0
        && star(at)
        && tokens[at - 1].is_scale()
        && tokens.get(at + 1).is_some_and(|next| next.is_sign(')') && !next.spaced)
        && depth == 0
        && tokens.get(at + 2).is_none_or(|next| next.line > tokens[at].line);
    if behind_scale {
        return at..at + 2;
    }
    if at == 0 || !star(at) || star(at - 1) || !(tokens[at - 1].is_word() || tokens[at - 1].is_close()) {
        return at..at;
    }
    let stars = (at..tokens.len().min(at + 4)).take_while(|at| star(*at)).count();
    let closed = depth == 0 && tokens.get(at + stars).is_some_and(|next| next.is_close() && !next.spaced);
    let end = at + stars + usize::from(closed);
    let ends = tokens.get(end).is_none_or(|next| {
        matches!(next.kind, Kind::Sign('/' | '+' | '×' | '÷' | ':' | '-' | '−' | '–')) && next.spaced
            || next.is_key("x")
            || next.is_close() && next.text.is_empty()
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
    matches!(inside, [times, factor] if is_number(factor) && multiplies(times))
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
            ("A/B x 100% per tahun", "(* (/ \"A\" \"B\") 100%)"),
            ("Jumlah A per tahun / jumlah B", "(/ \"Jumlah A per tahun\" \"jumlah B\")"),
            ("(A1+A2+...+An)/n", "(/ (+ (+ (+ \"A1\" \"A2\") \"...\") \"An\") \"n\")"),
            ("Jumlah PPKS (dua jenis) / A", "(/ \"Jumlah PPKS (dua jenis)\" \"A\")"),
        ] {
            assert_eq!(read(text), reading, "{text}");
        }
    }
}

//! Signs that stand for several: roots, superscripts, fractions of one character, numbers with blanks in them.

use super::token::{Kind, SURE_CLOSE, SURE_DIVIDE, SURE_OPEN, Token};
use super::words;
use crate::Number;
use std::borrow::Cow;
use std::rc::Rc;

/// The tokens with all such signs written out.
pub(super) fn plain<'t>(text: &'t str, tokens: Vec<Token<'t>>) -> Vec<Token<'t>> {
    let mut tokens = join_broken_operators(join_pieces(text, tokens));
    settle_middle_dots(&mut tokens);
    keep_units(&mut tokens);
    roots(vulgar_fractions(join_spaced_groups(text, tokens)))
}

/// Pieces that are one word or one number in truth, each joined.
fn join_pieces<'t>(text: &'t str, tokens: Vec<Token<'t>>) -> Vec<Token<'t>> {
    let width = |at: usize| {
        let rest = &tokens[at..];
        // Only what touches is joined.
        if rest.get(1).is_none_or(|next| next.spaced) {
            1
        } else if is_until(rest) {
            3
        } else if is_prime(rest) || is_bare_decimal(&tokens, at) || is_exponent(rest) {
            2
        } else {
            1
        }
    };
    if (0..tokens.len()).all(|at| width(at) == 1) {
        return tokens;
    }
    let mut out: Vec<Token<'t>> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let end = at + width(at);
        let first = tokens[at].clone();
        out.push(if end == at + 1 {
            first
        } else {
            let span = first.span.hull(tokens[end - 1].span);
            let joined = span.of(text);
            Token { kind: Kind::Word, text: joined, key: Cow::Owned(joined.to_lowercase()), span, ..first }
        });
        at = end;
    }
    out
}

/// `s/d` and `s.d.` say "up to": one word, in which nothing is divided.
fn is_until(rest: &[Token<'_>]) -> bool {
    let [s, mark, d, ..] = rest else { return false };
    s.is_key("s") && (mark.is_sign('/') || mark.is_sign('.')) && d.is_key("d") && !mark.spaced && !d.spaced
}

/// `H'` is one name.
fn is_prime(rest: &[Token<'_>]) -> bool {
    let [letter, prime, ..] = rest else { return false };
    let apart = || rest.get(2).is_none_or(|next| next.spaced || !next.is_word() && next.kind != Kind::Quoted);
    prime.is_sign('\'') && !prime.spaced && letter.is_word() && letter.text.chars().count() == 1 && apart()
}

/// `.5` is no number of the language: it is kept as one piece, which is refused with what to write.
fn is_bare_decimal(tokens: &[Token<'_>], at: usize) -> bool {
    let [mark, number, ..] = &tokens[at..] else { return false };
    let apart = at.checked_sub(1).map(|before| &tokens[before]).is_none_or(|before| {
        let sign = matches!(before.kind, Kind::Sign(sign) if !matches!(sign, '.' | '…' | ','));
        mark.spaced && (before.is_times() || sign)
    });
    matches!(mark.kind, Kind::Sign('.' | ','))
        && number.is_number()
        && !number.spaced
        && apart
        && !number.text.contains(['.', ','])
}

/// `1e5` is none either.
fn is_exponent(rest: &[Token<'_>]) -> bool {
    let [number, exponent, ..] = rest else { return false };
    let digits = exponent.text.strip_prefix(['e', 'E']);
    number.is_number()
        && exponent.is_word()
        && !exponent.spaced
        && digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// `di-` at the end of a line and `bagi` on the next are one word.
fn join_broken_operators(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let broken = |four: &[Token<'_>]| {
        four[0].is_key("di")
            && four[1].is_sign('-')
            && !four[1].spaced
            && four[2].kind == Kind::Break
            && words::operator_stem(&four[3].key).is_some()
    };
    if !tokens.windows(4).any(broken) {
        return tokens;
    }
    let mut drop = vec![false; tokens.len()];
    let mut same_line = vec![None; tokens.len()];
    for (at, four) in tokens.windows(4).enumerate().filter(|(_, four)| broken(four)) {
        drop[at + 1..at + 3].fill(true);
        same_line[at + 3] = Some(four[0].line);
    }
    let kept = tokens.into_iter().zip(same_line).zip(drop).filter(|(_, drop)| !drop);
    kept.map(|((token, line), _)| Token { line: line.unwrap_or(token.line), ..token }).collect()
}

/// A middle dot multiplies between two operands; at the start of a line it lists.
fn settle_middle_dots(tokens: &mut [Token<'_>]) {
    for at in 0..tokens.len() {
        if tokens[at].text == "·" && (at == 0 || tokens[at - 1].kind == Kind::Break) {
            tokens[at].kind = Kind::Sign('•');
        }
    }
}

/// The `²` of `km²` and `m²` belongs to the unit: behind a measure it is a letter of its name.
fn keep_units(tokens: &mut [Token<'_>]) {
    for at in 1..tokens.len() {
        let (unit, power) = (&tokens[at - 1], &tokens[at]);
        let metre = matches!(&*unit.key, "km" | "hm" | "dam" | "dm" | "cm" | "mm")
            // `m²` alone can be the square of a variable: a number, a bracket or `per` before it says that it measures.
            || unit.text == "m"
                && at >= 2
                && (tokens[at - 2].is_number() || tokens[at - 2].is_open() || tokens[at - 2].is_key("per"));
        if metre && unit.is_word() && matches!(power.kind, Kind::Sign('²' | '³')) && !power.spaced {
            tokens[at].kind = Kind::Word;
            tokens[at].key = Cow::Owned(tokens[at].text.to_owned());
        }
    }
}

/// `10 000` and `1 250 000`: groups of three digits with one blank between them are one number, and a doubtful one.
fn join_spaced_groups<'t>(text: &'t str, tokens: Vec<Token<'t>>) -> Vec<Token<'t>> {
    let digits = |token: &Token<'_>| token.text.bytes().all(|b| b.is_ascii_digit());
    let group = |token: &Token<'_>| token.is_number() && token.text.len() == 3 && digits(token);
    let begins = |token: &Token<'_>| token.is_number() && token.text.len() <= 3 && digits(token);
    let one_blank = |a: &Token<'_>, b: &Token<'_>| {
        a.line == b.line && text[a.span.end..b.span.start].chars().count() == 1 && b.spaced
    };
    let beside = |token: Option<&Token<'_>>| {
        token.is_none_or(|token| {
            !token.is_number() && !token.is_word() || token.is_key("x") || words::operator(&token.key).is_some()
        })
    };
    if !tokens.iter().any(|token| token.text == "000") {
        return tokens;
    }
    let mut out: Vec<Token<'t>> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let mut end = at + 1;
        if begins(&tokens[at]) && beside(out.last()) && !tokens[at].text.starts_with('0') {
            while end < tokens.len() && group(&tokens[end]) && one_blank(&tokens[end - 1], &tokens[end]) {
                end += 1;
            }
        }
        // Other groups can be cells that stand side by side.
        if end > at + 1 && tokens[end - 1].text == "000" && beside(tokens.get(end)) {
            let plain: String = tokens[at..end].iter().map(|token| token.text).collect();
            let span = tokens[at].span.hull(tokens[end - 1].span);
            let value = Rc::new(plain.parse().unwrap_or_else(|_| Number::from(0)));
            out.push(Token {
                kind: Kind::Number { value, unsure: true },
                text: span.of(text),
                span,
                ..tokens[at].clone()
            });
        } else {
            out.extend_from_slice(&tokens[at..end]);
        }
        at = end;
    }
    out
}

/// `½` becomes a fraction in brackets that are certain, and multiplies what follows.
fn vulgar_fractions(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let parts = |token: &Token<'_>| match token.kind {
        Kind::Sign('½') => Some(("1", "2")),
        Kind::Sign('⅓') => Some(("1", "3")),
        Kind::Sign('⅔') => Some(("2", "3")),
        Kind::Sign('¼') => Some(("1", "4")),
        Kind::Sign('¾') => Some(("3", "4")),
        Kind::Sign('⅕') => Some(("1", "5")),
        Kind::Sign('⅖') => Some(("2", "5")),
        Kind::Sign('⅗') => Some(("3", "5")),
        Kind::Sign('⅘') => Some(("4", "5")),
        Kind::Sign('⅙') => Some(("1", "6")),
        Kind::Sign('⅛') => Some(("1", "8")),
        Kind::Sign('⅜') => Some(("3", "8")),
        Kind::Sign('⅝') => Some(("5", "8")),
        Kind::Sign('⅞') => Some(("7", "8")),
        _ => None,
    };
    if !tokens.iter().any(|token| parts(token).is_some()) {
        return tokens;
    }
    let mut out = Vec::with_capacity(tokens.len() + 8);
    for (at, token) in tokens.iter().enumerate() {
        let Some((above, below)) = parts(token) else {
            out.push(token.clone());
            continue;
        };
        // `1½` is one and a half: the whole number belongs into the bracket.
        let mixed = at > 0 && tokens[at - 1].is_number() && !token.spaced;
        let whole = if mixed { out.pop() } else { None };
        let first = whole.as_ref().unwrap_or(token).clone();
        out.push(Token { kind: Kind::Sign(SURE_OPEN), spaced: first.spaced, ..first.clone_start() });
        if let Some(whole) = whole {
            out.extend([whole, made(token, Kind::Sign('+'))]);
        }
        out.push(Token { text: token.text, span: token.span, ..number(token, above) });
        out.extend([made(token, Kind::Sign(SURE_DIVIDE)), number(token, below), made(token, Kind::Sign(SURE_CLOSE))]);
        if tokens
            .get(at + 1)
            .is_some_and(|next| next.is_word() && !next.is_key("x") && words::operator(&next.key).is_none())
        {
            out.push(made(token, Kind::Sign('×')));
        }
    }
    out
}

fn made(after: &Token<'_>, kind: Kind) -> Token<'static> {
    Token { kind, ..after.clone_end() }
}

fn number(after: &Token<'_>, text: &'static str) -> Token<'static> {
    let value = Rc::new(text.parse().unwrap_or_else(|_| Number::from(1)));
    Token { text, ..made(after, Kind::Number { value, unsure: false }) }
}

/// Roots and superscripts as signs of the language: `√(A)` becomes `akar (A)`, `³√(A)` and `∛(A)` become `(A) ^ (1/3)`,
/// `A²` becomes `A ^ 2`.
fn roots(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let superscript = |token: &Token<'_>| match token.kind {
        Kind::Sign('²') => Some("2"),
        Kind::Sign('³') => Some("3"),
        Kind::Sign('⁴') => Some("4"),
        _ => None,
    };
    let degree_of = |token: &Token<'_>| match token.kind {
        Kind::Sign('∛') => Some("3"),
        Kind::Sign('∜') => Some("4"),
        _ => None,
    };
    let needed = |token: &Token<'_>| token.is_sign('√') || superscript(token).is_some() || degree_of(token).is_some();
    if !tokens.iter().any(needed) {
        return tokens;
    }
    let mut out = Vec::with_capacity(tokens.len() + 8);
    // Brackets that are open, each with the degree of the root that it belongs to.
    let mut open: Vec<Option<&'static str>> = Vec::new();
    let mut degree = None;
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1);
        if let Some(super_sign) = superscript(token) {
            if next.is_some_and(|next| next.is_sign('√')) {
                degree = Some(super_sign);
            } else {
                out.extend([made(token, Kind::Sign('^')), number(token, super_sign)]);
            }
            continue;
        }
        // `3√(A x B x C)`: a small number that touches the sign is its degree.
        let degree_before = token.is_sign('√') && !token.spaced && next.is_some_and(Token::is_open);
        let before = out.last().filter(|last: &&Token<'_>| degree_before && last.is_number());
        let written = before.and_then(|last| ["3", "4", "5"].into_iter().find(|degree| *degree == last.text));
        if written.is_some() {
            out.pop();
        }
        let own = degree_of(token).or(written);
        if own.is_some() || token.is_sign('√') {
            degree = own.or(degree.take());
            let grouped = next.is_some_and(Token::is_open);
            let alone = next.is_some_and(|next| next.is_word() || next.is_number());
            if degree.is_none() || !(grouped || alone) {
                degree = None;
                out.push(Token { kind: Kind::Word, key: Cow::Borrowed("akar"), ..token.clone() });
            }
            continue;
        }
        if token.is_open() {
            open.push(degree.take());
        }
        let closed = if token.is_close() { open.pop().flatten() } else { degree.take() };
        out.push(token.clone());
        if let Some(digit) = closed {
            out.extend([made(token, Kind::Sign('^')), made(token, Kind::Sign(SURE_OPEN)), number(token, "1")]);
            out.extend([
                made(token, Kind::Sign(SURE_DIVIDE)),
                number(token, digit),
                made(token, Kind::Sign(SURE_CLOSE)),
            ]);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn signs_that_stand_for_several() {
        let read = |text: &str| crate::Reader::new().read(text).unwrap().to_sexpr();
        for (text, reading) in [
            ("½ (A + B)", "(* (/ 1 2) (+ \"A\" \"B\"))"),
            ("¼ A + ¾ B", "(+ (* (/ 1 4) \"A\") (* (/ 3 4) \"B\"))"),
            ("1½ x A", "(* (+ 1 (/ 1 2)) \"A\")"),
            ("∛(A x B)", "(^ (* \"A\" \"B\") (/ 1 3))"),
            ("∜A + B", "(+ (^ \"A\" (/ 1 4)) \"B\")"),
            ("³√(A) x 100", "(* (^ \"A\" (/ 1 3)) 100)"),
            ("A · B", "(* \"A\" \"B\")"),
            ("10 000 x A", "(* 10000 \"A\")"),
            ("Jumlah penduduk / luas wilayah (km²)", "(/ \"Jumlah penduduk\" \"luas wilayah (km²)\")"),
            ("Jumlah U1 s/d U9 dibagi 9", "(/ \"Jumlah U1 s/d U9\" 9)"),
        ] {
            assert_eq!(read(text), reading, "{text}");
        }
    }
}

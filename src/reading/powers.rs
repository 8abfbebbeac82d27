//! Exponents that lost their height: `(1 + r)n`, `(Xt / X0)1/n`, `(A x B)^1/3`. Each is raised again, with a doubt.

use super::token::{Kind, SURE_CLOSE, SURE_OPEN, Token, Tokens};
use crate::Span;
use crate::error::{Code, Note, Severity};

/// An exponent found behind a base: where it ends, and whether it is a fraction that needs brackets.
struct Exponent {
    end: usize,
    fraction: bool,
}

/// The tokens with lost exponents raised, and a note on each place where height could have been lost.
pub(super) fn raise<'a, 't>(tokens: Tokens<'a, 't>) -> (Tokens<'a, 't>, Vec<Note>) {
    // Behind what an exponent can stand.
    if !tokens.iter().any(|token| token.is_close() || token.is_sign('^') || token.text == "√") {
        let notes = squares(&tokens);
        return (tokens, notes);
    }
    let mut notes: Vec<Note> = (0..tokens.len()).filter_map(|at| negative(&tokens, at)).collect();
    notes.extend(tokens.windows(2).filter_map(wide_root));
    notes.extend(squares(&tokens));
    if (0..tokens.len()).all(|at| exponent(&tokens, at).is_none()) {
        return (tokens, notes);
    }
    let mut out: Vec<Token<'_>> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let Some((exponent, written)) = exponent(&tokens, at) else {
            out.push(tokens[at].clone());
            at += 1;
            continue;
        };
        let (first, last) = (&tokens[at], &tokens[exponent.end - 1]);
        let place = first.span.hull(last.span);
        let made = |sign: char, at: Span| Token::made(sign, at, first.line);
        if !written {
            out.push(made('^', first.span));
        }
        if exponent.fraction {
            out.push(made(SURE_OPEN, first.span));
        }
        out.extend_from_slice(&tokens[at..exponent.end]);
        if exponent.fraction {
            out.push(made(SURE_CLOSE, Span::at(last.span.end)));
        }
        notes.push(raised(place, &tokens[at..exponent.end], written));
        at = exponent.end;
    }
    (out.into(), notes)
}

/// `n` on the line above `Kn = Ko (1 + r)`: an exponent that the print put before the label. Takes it behind its bracket.
pub(super) fn from_above<'t>(label: &mut Vec<Token<'t>>, body: &mut Vec<Token<'t>>) -> Option<Note> {
    let [exponent, symbol, ..] = label.as_slice() else { return None };
    let lone = matches!(&*exponent.key, "n" | "t") && exponent.is_word() && symbol.line > exponent.line;
    if !(lone && symbol.is_symbol() && one_and_a_rate(body, body.len())) {
        return None;
    }
    let exponent = label.remove(0);
    let note = raised(exponent.span, std::slice::from_ref(&exponent), false);
    body.push(Token::made('^', exponent.span, exponent.line));
    body.push(exponent);
    Some(note)
}

/// The exponent at a place that needs a sign or brackets, and whether its sign is written.
fn exponent(tokens: &[Token<'_>], at: usize) -> Option<(Exponent, bool)> {
    let before = &tokens[at.checked_sub(1)?];
    if before.text.is_empty() {
        return None;
    }
    if before.is_close() {
        return lowered(tokens, at).map(|exponent| (exponent, false));
    }
    let raises = before.is_sign('^') || before.is_key("pangkat");
    let end = raises.then(|| fraction_end(tokens, at)).flatten()?;
    Some((Exponent { end, fraction: true }, true))
}

/// A number or a letter that touches the bracket before it was most likely raised above the line.
fn lowered(tokens: &[Token<'_>], at: usize) -> Option<Exponent> {
    let token = &tokens[at];
    if token.line != tokens[at - 1].line || names_index(tokens, at) && !one_and_a_rate(tokens, at) {
        return None;
    }
    // `P0 (1 + r) n`: a rate that grows by periods.
    let alone = tokens.get(at + 1).is_none_or(|next| next.line > token.line || next.is_close());
    let periods = matches!(&*token.key, "n" | "t") && token.is_word()
        || token.is_number() && token.text.len() < 3 && token.text.bytes().all(|b| b.is_ascii_digit());
    if token.spaced && periods && alone && one_and_a_rate(tokens, at) {
        return Some(Exponent { end: at + 1, fraction: false });
    }
    // `(Pt / P0) 1/t - 1`: the share of one period, with a blank before it.
    if token.spaced {
        let letter = tokens.get(at + 2).is_some_and(|below| matches!(&*below.key, "n" | "t"));
        let minus = tokens.get(at + 3).is_some_and(|next| matches!(next.kind, Kind::Sign('-' | '−' | '–')));
        let end = fraction_end(tokens, at).filter(|_| token.text == "1" && letter && minus)?;
        return Some(Exponent { end, fraction: true });
    }
    if token.is_number() && token.text.len() < 3 {
        return Some(match fraction_end(tokens, at) {
            Some(end) => Exponent { end, fraction: true },
            None => Exponent { end: at + 1, fraction: false },
        });
    }
    let letter = token.is_word() && token.text.chars().count() == 1 && !token.is_key("x");
    let ends = tokens.get(at + 1).is_none_or(|next| {
        matches!(next.kind, Kind::Sign(sign) if !matches!(sign, '(' | '^' | '_'))
            || next.is_key("x")
            || next.line > token.line
    });
    (letter && ends).then_some(Exponent { end: at + 1, fraction: false })
}

/// `P(n-1)i`: whether the bracket before a place touches a symbol, whose index it holds.
fn names_index(tokens: &[Token<'_>], at: usize) -> bool {
    let mut depth = 0_usize;
    let open = (0..at).rev().take(64).find(|i| {
        depth = if tokens[*i].is_close() {
            depth + 1
        } else if tokens[*i].is_open() {
            depth.saturating_sub(1)
        } else {
            depth
        };
        depth == 0
    });
    open.is_some_and(|open| open > 0 && !tokens[open].spaced && tokens[open - 1].is_symbol())
}

/// Whether `(1 + r)` or `(1 - r)` stands before a place.
fn one_and_a_rate(tokens: &[Token<'_>], at: usize) -> bool {
    let Some([open, one, sign, rate, close]) = at.checked_sub(5).and_then(|from| tokens.get(from..at)) else {
        return false;
    };
    open.is_open()
        && one.text == "1"
        && matches!(sign.kind, Kind::Sign('+' | '-' | '−' | '–'))
        && (rate.is_word() || rate.is_number() || rate.is_percent())
        && close.is_close()
}

/// The end of `1/n`, `1/3` or `1/(n-1)`, written without a blank.
fn fraction_end(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let (one, slash, below) = (tokens.get(at)?, tokens.get(at + 1)?, tokens.get(at + 2)?);
    if !one.is_number() || !slash.is_sign('/') || slash.spaced || below.spaced {
        return None;
    }
    if below.is_number() && below.text.len() < 3 || below.is_symbol() {
        return Some(at + 3);
    }
    if !below.is_open() {
        return None;
    }
    let mut depth = 0;
    (at + 2..tokens.len().min(at + 16)).find_map(|end| {
        depth = super::frame::deepen(depth, &tokens[end]);
        (depth == 0).then_some(end + 1)
    })
}

fn raised(place: Span, exponent: &[Token<'_>], written: bool) -> Note {
    let text = super::compose::name_text(exponent);
    let (read, other) = if written {
        (
            (format!("pangkat ({text})"), format!("the power ({text})")),
            ("hanya angka pertamanya yang pangkat", "only its first number is the power"),
        )
    } else {
        ((format!("pangkat {text}"), format!("the power {text}")), ("pengali", "a factor"))
    };
    let sign = if written {
        format!("({text})")
    } else if exponent.len() > 1 {
        format!(" ^ ({text})")
    } else {
        format!(" ^ {text}")
    };
    note(place, &text, (&read.0, &read.1), other).suggest(place, sign)
}

/// `N / (1 + N.e2)`: a letter with a 2 and no other index can be its square.
fn squares(tokens: &[Token<'_>]) -> Vec<Note> {
    let tokens = &tokens[..tokens.len().min(MOST_TOKENS)];
    let square = |token: &Token<'_>| {
        let letter = token.text.strip_suffix('2').unwrap_or("");
        token.is_word()
            && letter.len() == 1
            && matches!(letter, "e" | "d" | "r" | "s" | "x" | "y" | "z" | "X" | "Y" | "Z")
    };
    let indexed = |letter: &str| {
        tokens.iter().any(|other| {
            let index = other.text.strip_prefix(letter).unwrap_or("");
            index != "2" && !index.is_empty() && index.bytes().all(|b| b.is_ascii_digit())
        })
    };
    let found = tokens.iter().filter(|token| square(token) && !indexed(&token.text[..1]));
    found
        .map(|token| {
            let letter = &token.text[..1];
            let other = (format!("{letter} pangkat 2"), format!("{letter} to the power of 2"));
            note(token.span, token.text, ("satu nama", "one name"), (&other.0, &other.1))
                .suggest(token.span, format!("{letter}²"))
        })
        .collect()
}

/// In longer texts no squares are looked for.
const MOST_TOKENS: usize = 200;

/// `(A + B) -1`, `(If)–1`: minus one, or the power of minus one. A minus that touches `(A + B)` subtracts.
fn negative(tokens: &[Token<'_>], at: usize) -> Option<Note> {
    let [bracket, minus, one, ..] = &tokens[at..] else { return None };
    let symbol_alone = || matches!(tokens[..at], [.., ref open, ref symbol] if open.is_open() && !open.text.is_empty() && symbol.is_symbol());
    let found = bracket.is_close()
        && matches!(minus.kind, Kind::Sign('-' | '−' | '–'))
        && !one.spaced
        && one.text == "1"
        && (minus.spaced || symbol_alone());
    let read = ("dikurangi 1", "minus 1");
    found.then(|| note(minus.span.hull(one.span), "-1", read, ("pangkat -1", "the power -1")))
}

/// `√ A x B`: the root of the first quantity, or of more.
fn wide_root(two: &[Token<'_>]) -> Option<Note> {
    let [root, next] = two else { return None };
    let read = ("akar dari besaran pertama saja", "the root of the first quantity alone");
    if root.text == "√" && next.kind == Kind::Sigma {
        let read = ("akar dari seluruh hasil bagi di belakangnya", "the root of all that is divided behind it");
        return Some(note(root.span, "√", read, ("akar dari jumlahnya saja", "the root of the sum alone")));
    }
    (root.text == "√" && !next.is_open() && next.is_word())
        .then(|| note(root.span, "√", read, ("akar dari semua di belakangnya", "the root of all that follows")))
}

fn note(place: Span, sign: &str, read: (&str, &str), other: (&str, &str)) -> Note {
    Note::new(Code::ExponentLost, Severity::Doubt, place)
        .with("tanda", sign)
        .with("dibaca", read.0)
        .with("lain", other.0)
        .with("read", read.1)
        .with("other", other.1)
}

#[cfg(test)]
mod tests {
    #[test]
    fn exponents_are_raised_and_doubted() {
        for (text, reading) in [
            ("Po (1 + r)n", "(* \"Po\" (^ (+ 1 \"r\") \"n\"))"),
            ("(Xt / X0)1/n - 1", "(- (^ (/ \"Xt\" \"X0\") (/ 1 \"n\")) 1)"),
            ("((Kn/K1)1/(n-1) - 1) x 100%", "(* (- (^ (/ \"Kn\" \"K1\") (/ 1 (- \"n\" 1))) 1) 100%)"),
            ("n\nKn = Ko (1+r)", "(= \"Kn\" (* \"Ko\" (^ (+ 1 \"r\") \"n\")))"),
            ("(A x B x C)^1/3", "(^ (* (* \"A\" \"B\") \"C\") (/ 1 3))"),
        ] {
            let read = crate::Reader::new().read(text).unwrap();
            assert_eq!(read.to_sexpr(), reading, "{text}");
            assert!(read.notes().any(|note| note.code() == crate::Code::ExponentLost), "{text}");
        }
    }
}

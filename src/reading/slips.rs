//! Slips of the pen that no role can mend: doubled operators, numbers with two decimal marks, an operator at the end.

use super::problems::{RIGHT, missing_operand};
use super::roles::Context;
use super::token::{Kind, Token};
use super::words;
use crate::Span;
use crate::error::{Code, Error, Note, Severity};

/// Every slip in the tokens of one expression.
pub(super) fn find(tokens: &[Token<'_>], context: &Context) -> Vec<Error> {
    let mut found = Vec::new();
    let has_x = tokens.iter().any(|token| token.is_key("x"));
    let x_is_a_name = has_x && context.defined.iter().any(|name| *name == ["x"]);
    let mut skip_to = 0;
    for at in 0..tokens.len() {
        if at < skip_to {
            continue;
        }
        let (token, next) = (&tokens[at], tokens.get(at + 1));
        if let Some(next) = next.filter(|next| doubled(tokens, at, next, x_is_a_name)) {
            found.push(if token.line == next.line {
                doubled_operator(token, next)
            } else {
                missing_operand(token.text, token.span, RIGHT)
            });
            skip_to = at + 2;
        } else if is_bad_number(token) && (operates(tokens, at + 1) || at > 0 && operates(tokens, at - 1)) {
            found.push(bad_number(token.text, token.span));
        } else if let Some(error) = letters_for_digits(tokens, at) {
            found.push(error);
        }
    }
    found.extend(dangling_times(tokens, x_is_a_name));
    found
}

/// The note on a percent sign behind a percentage.
pub(super) fn doubled_percent(tokens: &[Token<'_>]) -> impl Iterator<Item = Note> {
    let pairs = tokens.windows(2).filter(|pair| pair[0].is_percent() && pair[1].is_sign('%'));
    pairs.map(|pair| {
        Note::new(Code::DoubledSign, Severity::Repair, pair[1].span)
            .with("tanda", pair[1].text)
            .suggest(pair[1].span, "")
    })
}

/// `x I00%`, `x l00%`, `x IOO%`: letters where a scan had digits.
fn letters_for_digits(tokens: &[Token<'_>], at: usize) -> Option<Error> {
    let (token, sign) = (&tokens[at], tokens.get(at + 1)?);
    if !sign.is_sign('%') || !token.is_word() {
        return None;
    }
    let alike = |c: char| matches!(c, 'I' | 'l' | 'O' | 'o') || c.is_ascii_digit();
    let zeros = token.text.len() >= 3 && token.text.chars().skip(1).all(|c| matches!(c, '0' | 'O' | 'o'));
    if !(zeros && token.text.chars().all(alike) && at > 0 && operates(tokens, at - 1)) {
        return None;
    }
    let digits: String = token
        .text
        .chars()
        .map(|c| {
            if matches!(c, 'I' | 'l') {
                '1'
            } else if c.is_ascii_digit() {
                c
            } else {
                '0'
            }
        })
        .collect();
    Some(Error::new(Code::BadNumber).at(token.span).with("angka", token.text).suggest(token.span, digits))
}

/// The error for a number that is not written as numbers are, with the number that was most likely meant.
pub(super) fn bad_number(text: &str, span: Span) -> Error {
    let error = Error::new(Code::BadNumber).at(span).with("angka", text);
    match likely(text) {
        Some(likely) => error.suggest(span, likely),
        None => error,
    }
}

/// `1.000.00` is most likely 1.000,00: all groups but the last have three digits. `.5` is 0,5 and `1e3` is 1000.
fn likely(text: &str) -> Option<String> {
    if let Some(decimals) = text.strip_prefix(['.', ',']) {
        return Some(format!("0,{decimals}"));
    }
    if let Some((number, power)) = text.split_once(['e', 'E']) {
        let zeros = power.parse().ok().filter(|zeros| *zeros <= 12 && !number.contains(['.', ',']))?;
        return Some(format!("{number}{}", "0".repeat(zeros)));
    }
    let (whole, decimals) = text.rsplit_once(['.', ','])?;
    let mut groups = whole.split(['.', ',']);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let digits = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    let marks: Vec<char> = whole.chars().filter(|c| !c.is_ascii_digit()).collect();
    let parted = !rest.is_empty() && (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    let one_mark = marks.windows(2).all(|pair| pair[0] == pair[1]);
    (digits && parted && one_mark && decimals.len() != 3).then(|| format!("{},{decimals}", whole.replace(',', ".")))
}

/// Whether a token computes wherever it stands.
fn operates(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        matches!(token.kind, Kind::Sign('/' | '+' | '×' | '÷' | '*')) && !token.text.is_empty()
            || token.is_word()
                && words::operator(&token.key).is_some()
                && !at.checked_sub(1).is_some_and(|before| words::verb_before(&tokens[before].key))
            || token.is_key("x")
    })
}

fn doubled(tokens: &[Token<'_>], at: usize, next: &Token<'_>, x_is_a_name: bool) -> bool {
    let token = &tokens[at];
    if token.is_sign(':') && next.is_sign(':') {
        return at > 0 && tokens.get(at + 2).is_some();
    }
    // `usia 15+ x 100%`: the plus belongs to the number.
    let open_ended = token.is_sign('+') && !token.spaced && at > 0 && tokens[at - 1].is_number() && next.spaced;
    if open_ended || !operates(tokens, at) || !operates(tokens, at + 1) {
        return false;
    }
    let scale = tokens.get(at + 2).is_some_and(|after| {
        after.is_percent() || after.is_number() || after.is_word() && words::quantity_head(&after.key)
    });
    match (token.is_key("x"), next.is_key("x")) {
        // `A / x 100%`: an x before a number or quantity multiplies, unless it is a name.
        (false, true) => !x_is_a_name && scale,
        (true, true) => !x_is_a_name && at > 0 && !operates(tokens, at - 1),
        // An x before another operator is a name.
        (true, false) => false,
        // `A*` and `A**` mark footnotes, `A**2` does not; `+/-` is one sign.
        (false, false) => {
            let glued = !next.spaced && token.text.len() == 1;
            let after = tokens.get(at + 2);
            let star_behind = token.is_sign('*') && !token.spaced && next.spaced;
            let stars =
                token.is_sign('*') && glued && after.is_none_or(|after| after.spaced || operates(tokens, at + 2));
            let plus_minus = token.is_sign('+') && glued && after.is_some_and(|after| after.is_sign('-'));
            !(star_behind || stars || plus_minus)
        }
    }
}

fn doubled_operator(first: &Token<'_>, second: &Token<'_>) -> Error {
    let error = Error::new(Code::DoubledOperator)
        .at(first.span.hull(second.span))
        .with("kiri", first.text)
        .with("kanan", second.text);
    let same = first.text.eq_ignore_ascii_case(second.text);
    // `A**2` is a power in many programs.
    if same && first.is_sign('*') && !second.spaced {
        return error.suggest(first.span.hull(second.span), "^");
    }
    if same { error.suggest(first.span.hull(second.span), first.text) } else { error }
}

fn is_bad_number(token: &Token<'_>) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    let exponent = || token.text.split_once(['e', 'E']).is_some_and(|(number, power)| digits(number) && digits(power));
    let begins = token.text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    token.is_word() && begins && (digits(token.text) && token.text.contains(['.', ',']) || exponent())
}

/// `A dibagi B x`: where no other x of the text is a name, the last one has lost what it multiplies by.
fn dangling_times(tokens: &[Token<'_>], x_is_a_name: bool) -> Option<Error> {
    let [before @ .., last] = tokens else { return None };
    let is_name = |at: usize| {
        tokens[at].is_key("x") && matches!(tokens[at + 1].kind, Kind::Sign(sign) if !matches!(sign, '(' | '∑'))
    };
    let named_elsewhere = || x_is_a_name || (0..before.len()).any(is_name);
    // `di kabupaten X`: a place without its name.
    let place = before.last().is_some_and(|before| words::alternative_word(&before.key)) && last.text == "X";
    let bare = !place && last.is_key("x") && last.spaced && !before.is_empty() && !operates(tokens, before.len() - 1);
    (bare && super::frame::computes(before) && !named_elsewhere()).then(|| missing_operand(last.text, last.span, RIGHT))
}

//! Near misses: words one letter away from an operator are read as that operator, with a repair; others are only named.

use super::token::{Kind, Token};
use super::{Reader, words};
use crate::error::{Code, Note, Severity};
use crate::formula::Operator;
use std::rc::Rc;

/// Reads misspelt words as what they nearly are, and notes each.
pub(super) fn mend(tokens: &mut Vec<Token<'_>>, reader: &Reader, notes: &mut Vec<Note>) {
    scanned_hundreds(tokens, notes);
    doubled_words(tokens, notes);
    backslashes(tokens, notes);
    listed_by_dashes(tokens);
    name_ranks(tokens);
    let known = |key: &str| reader.known.iter().any(|name| name.key().split(' ').any(|word| word == key));
    for at in 1..tokens.len() {
        if !tokens[at].is_word() || known(&tokens[at].key) {
            continue;
        }
        // `di bgi Jumlah B`: before a quantity, the stem of an operator.
        let quantity = || {
            tokens.get(at + 1).is_some_and(|next| {
                next.is_number() || next.is_percent() || next.is_word() && words::quantity_head(&next.key)
            })
        };
        let stem = (tokens[at - 1].is_key("di") && quantity()).then(|| words::near_stem(&tokens[at].key)).flatten();
        if let Some(likely) = stem {
            notes.push(note(Code::MisspeltWord, &tokens[at], likely));
            tokens[at].key = likely.into();
        }
        // `di ukur dari`: the verb in two words.
        let whole = || format!("di{}", tokens[at].key);
        let reckons = tokens[at - 1].is_key("di")
            && tokens.get(at + 1).is_some_and(|next| matches!(&*next.key, "dari" | "dengan" | "berdasarkan"))
            && words::reckoning(&whole());
        if reckons {
            tokens[at].key = whole().into();
            tokens[at - 1].key = GONE.into();
        }
        // `100 persn`: behind a number, the percent sign in words.
        let value = match &tokens[at - 1].kind {
            Kind::Number { value, .. } if words::near_percent(&tokens[at].key) => value.clone(),
            _ => continue,
        };
        notes.push(note(Code::MisspeltWord, &tokens[at], "persen"));
        tokens[at - 1].span = tokens[at - 1].span.hull(tokens[at].span);
        tokens[at - 1].kind = Kind::Percent(value);
        tokens[at].key = GONE.into();
    }
    tokens.retain(|token| token.key != GONE);
    for at in 0..tokens.len() {
        // `lama ditambat / jumlah kapal`: what a sign follows is no operator.
        let followed = match tokens.get(at + 1) {
            Some(next) => next.is_close() || matches!(next.kind, Kind::Sign('/' | '+' | '×' | '÷' | '*' | '=')),
            None => true,
        };
        let token = &mut tokens[at];
        let plain = token.is_word() && token.key.is_ascii() && (5..=14).contains(&token.key.len());
        if !plain
            || words::operator(&token.key).is_some()
            || words::prefix_operator(&token.key).is_some()
            || known(&token.key)
        {
            continue;
        }
        let Some((likely, operator)) = words::near_miss(&token.key) else { continue };
        if operator && followed {
            continue;
        }
        // A heading is read as what it nearly is; a name stays as it is written.
        let code = if operator || likely == "keterangan" { Code::MisspeltWord } else { Code::MisspeltName };
        notes.push(note(code, token, likely));
        token.key = likely.into();
    }
}

/// `x l00%`, `x I00 %`, `x 1OO%`: letters where a scan had the digits of 100, behind a sign of multiplication.
fn scanned_hundreds(tokens: &mut Vec<Token<'_>>, notes: &mut Vec<Note>) {
    let scanned = |at: usize| -> Option<(usize, String)> {
        let (before, first, next) = (tokens.get(at.checked_sub(1)?)?, tokens.get(at)?, tokens.get(at + 1)?);
        if first.text.len() > 3 {
            return None;
        }
        let parts = if next.is_sign('%') { 1 } else { 2 };
        let shifted = first.is_sign('!') && next.is_percent() && !next.spaced && next.text.starts_with("00");
        if shifted && before.is_times() {
            return Some((1, format!("!{}", next.text.trim_end_matches(['%', ' ']))));
        }
        let percent = tokens.get(at + parts).is_some_and(|next| next.is_sign('%'));
        let glued = parts == 1 || !next.spaced && (first.is_number() || first.is_word());
        if !(percent && glued && before.multiplies()) {
            return None;
        }
        let written: String = tokens[at..at + parts].iter().map(|token| token.text).collect();
        let digits = written.replace(['l', 'I'], "1").replace(['O', 'o'], "0");
        (digits == "100" && written != "100").then_some((parts, written))
    };
    let signed = tokens.iter().any(|token| matches!(token.kind, Kind::Sign('%' | '!')));
    if !signed || (0..tokens.len()).all(|at| scanned(at).is_none()) {
        return;
    }
    let mut out = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let mut token = tokens[at].clone();
        at += 1;
        if let Some((parts, written)) = scanned(at - 1) {
            let span = token.span.hull(tokens[at + parts - 2].span);
            notes.push(
                Note::new(Code::MisspeltWord, Severity::Repair, span)
                    .with("tertulis", written)
                    .with("mirip", "100")
                    .suggest(span, "100"),
            );
            at += parts;
            token.span = token.span.hull(tokens[at - 1].span);
            token.kind = Kind::Percent(Rc::new(crate::Number::from(100)));
            token.text = "100%";
        }
        out.push(token);
    }
    *tokens = out;
}

/// `surat naik pangkat, mutasi`: the rank of a civil servant, unless an exponent follows.
fn name_ranks(tokens: &mut [Token<'_>]) {
    for at in 0..tokens.len() {
        if !tokens[at].is_key("pangkat") {
            continue;
        }
        let exponent = tokens.get(at + 1).is_some_and(|next| {
            next.is_number()
                || next.is_symbol()
                || next.is_open()
                || next.is_sign('-')
                || super::number_words::value(std::iter::once(&*next.key)).is_some()
                || next.is_key("minus")
                || next.kind == Kind::Quoted
        });
        if !exponent {
            tokens[at].keep_in_name();
        }
    }
}

/// `– Jumlah A` and `– Jumlah B`: where every line begins with the same dash, it lists.
fn listed_by_dashes(tokens: &mut [Token<'_>]) {
    let lists = |line: &[Token<'_>]| match line {
        [dash, next, ..] => {
            dash.kind == tokens[0].kind && next.spaced && next.is_word() && words::quantity_head(&next.key)
        }
        _ => false,
    };
    if !tokens.first().is_some_and(|first| matches!(first.kind, Kind::Sign('-' | '–' | '−'))) {
        return;
    }
    let lines = || tokens.split(|token| token.kind == Kind::Break).filter(|line| !line.is_empty());
    if lines().nth(1).is_none() || !lines().all(lists) {
        return;
    }
    let mut begins = true;
    for token in tokens {
        let ends = token.kind == Kind::Break;
        if begins && !ends {
            token.kind = Kind::Sign('•');
        }
        begins = ends;
    }
}

/// `A \ B`: the other slash.
fn backslashes(tokens: &mut [Token<'_>], notes: &mut Vec<Note>) {
    for at in 1..tokens.len() {
        let between = tokens[at].is_sign('\\')
            && tokens[at].spaced
            && tokens.get(at + 1).is_some_and(|next| next.spaced && next.is_word());
        if between {
            tokens[at].kind = Kind::Sign('÷');
            notes.push(
                Note::new(Code::MisspeltWord, Severity::Repair, tokens[at].span)
                    .with("tertulis", "\\")
                    .with("mirip", "/")
                    .suggest(tokens[at].span, "/"),
            );
        }
    }
}

/// `dibagi dibagi`: the same operator in words, written twice on a line. `( dibagi )`: its brackets say nothing.
fn doubled_words(tokens: &mut Vec<Token<'_>>, notes: &mut Vec<Note>) {
    let mut dropped: Vec<usize> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let operator = if token.is_word() { words::operator(&token.key) } else { None };
        if operator.is_none() && !token.is_sign('/') {
            continue;
        }
        let behind = tokens.get(at + 1..).unwrap_or(&[]);
        let mut doubled = |other: &Token<'_>, text: &str| {
            let place = token.span.hull(other.span);
            notes.push(
                Note::new(Code::DoubledOperator, Severity::Repair, place)
                    .with("kiri", token.text)
                    .with("kanan", other.text)
                    .suggest(place, text),
            );
        };
        match behind {
            [next, ..] if operator.is_some() && next.key == token.key && next.line == token.line => {
                doubled(next, token.text);
                dropped.push(at + 1);
            }
            [close, ..] if operator.is_some() && close.is_close() && at > 0 && tokens[at - 1].is_open() => {
                dropped.extend([at - 1, at + 1]);
            }
            // `A dibagi x 100% B`: the percentage moved there with its x.
            [times, scale, quantity, ..]
                if operator == Some(Operator::Divide)
                    && times.is_times()
                    && scale.is_percent()
                    && quantity.is_word()
                    && words::quantity_head(&quantity.key) =>
            {
                dropped.push(at + 1);
            }
            // `A / B / x 100%`: a sign of division with nothing to divide by, before the factor that ends the text.
            [times, scale, rest @ ..]
                if operator.is_none()
                    && times.is_times()
                    && scale.is_scale()
                    && rest.first().is_none_or(|next| next.kind == Kind::Break)
                    && tokens[..at].iter().any(|token| matches!(token.kind, Kind::Sign('/' | '÷' | ':'))) =>
            {
                doubled(times, times.text);
                dropped.push(at);
            }
            _ => {}
        }
    }
    if dropped.is_empty() {
        return;
    }
    dropped.sort_unstable();
    let mut at = 0;
    tokens.retain(|_| {
        at += 1;
        dropped.binary_search(&(at - 1)).is_err()
    });
}

/// The key of a word that was taken into the number before it. No word has it.
const GONE: &str = "\0";

fn note(code: Code, token: &Token<'_>, likely: &'static str) -> Note {
    let severity = if code == Code::MisspeltWord && likely != "keterangan" { Severity::Repair } else { Severity::Info };
    let likely = words::like_written(likely, token.text);
    Note::new(code, severity, token.span)
        .with("tertulis", token.text)
        .with("mirip", &likely)
        .suggest(token.span, likely)
}

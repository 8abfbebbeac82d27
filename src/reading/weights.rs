//! Weights without a sign of arithmetic: `30% Perencanaan, 40% Pengukuran, 30% Evaluasi` adds up what it weighs.

use super::compose::name_text;
use super::mend;
use super::token::{Kind, Token};
use super::words;
use crate::error::Note;
use crate::formula::Operator;
use crate::{Number, Span};

/// Puts the signs of a weighted sum in, where percentages that make 100 stand before names in a list. Gives a repair.
pub(super) fn add_up(body: &mut Vec<Token<'_>>) -> Option<Note> {
    let parts = |token: &Token<'_>| matches!(token.kind, Kind::Sign(',' | ';')) || token.is_key("dan");
    let mut total = Number::from(0);
    let mut members = 0;
    for member in body.split(parts).filter(|member| !member.is_empty()) {
        let [weight, name @ ..] = member else { return None };
        let Kind::Percent(value) = &weight.kind else { return None };
        let named = |token: &Token<'_>| token.is_word() && words::operator(&token.key).is_none() && !token.is_times();
        if name.is_empty() || !name.iter().all(named) {
            return None;
        }
        total = &total + &**value;
        members += 1;
    }
    if members < 2 || total != Number::from(100) {
        return None;
    }
    let first = body.iter().position(parts)?;
    let place = Span::at(body[first].span.start);
    let note = mend::lost(place, &name_text(&body[..first]), &name_text(&body[first + 1..]), Operator::Add);
    let mut out = Vec::with_capacity(body.len() * 2);
    for token in body.drain(..) {
        let (percent, line, end) = (token.is_percent(), token.line, Span::at(token.span.end));
        if !parts(&token) {
            out.push(token);
        } else if out.last().is_some_and(|last: &Token<'_>| !last.is_sign('+')) {
            out.push(Token { kind: Kind::Sign('+'), ..token });
        }
        if percent {
            out.push(Token::made('×', end, line));
        }
    }
    *body = out;
    Some(note)
}

/// Weights that a sentence tells with what each is for, or in brackets behind it. Gives a repair.
pub(super) fn add_up_told(tokens: &mut Vec<Token<'_>>) -> Option<Note> {
    by_what_they_are_for(tokens).or_else(|| add_up_bracketed(tokens))
}

/// `NA diperoleh dari gabungan nilai A dan nilai B dengan pembobotan 40% untuk nilai A dan 60% untuk nilai B`: the sentence
/// tells each weight with what it is for.
fn by_what_they_are_for(tokens: &mut Vec<Token<'_>>) -> Option<Note> {
    let weighs = |token: &Token<'_>| matches!(&*token.key, "pembobotan" | "bobot" | "atas" | "proporsi" | "komposisi");
    let first = (1..tokens.len()).find(|at| share(&tokens[*at]).is_some() && weighs(&tokens[at - 1]))?;
    if !tokens[..first].iter().any(|token| matches!(&*token.key, "pembobotan" | "pembobotannya" | "bobot")) {
        return None;
    }
    let end = super::frame::within_ends(&tokens[first..]).end + first;
    let mut total = Number::from(0);
    let mut members: Vec<(Token<'_>, Vec<Token<'_>>)> = Vec::new();
    let mut at = first;
    while at < end {
        total = &total + &share(&tokens[at])?;
        let joint = match &tokens[at + 1..end] {
            [bobot, from, ..] if bobot.is_key("bobot") && from.is_key("dari") => 2,
            [joint, ..] if joint.is_key("untuk") || joint.is_key("dari") => 1,
            _ => return None,
        };
        let from = at + 1 + joint;
        let next = (from..end).find(|next| share(&tokens[*next]).is_some()).unwrap_or(end);
        let mut name = tokens[from..next].to_vec();
        while name.last().is_some_and(|last| last.is_key("dan") || last.is_key("serta") || !last.is_word()) {
            name.pop();
        }
        if name.is_empty() || super::frame::computes_apart(&name) {
            return None;
        }
        members.push((tokens[at].clone(), name));
        at = next;
    }
    if members.len() < 2 || total != Number::from(1) {
        return None;
    }
    let verb = tokens[..first].iter().position(|token| token.is_word() && words::reckoning(&token.key));
    let label = verb.map_or(Vec::new(), |verb| super::frame::label(&tokens[..verb]));
    Some(write_out(tokens, label, members))
}

/// `rata-rata tertimbang dari nilai A (bobot 70%) dan nilai B (bobot 30%)`: each weight in brackets behind what it is for.
fn add_up_bracketed(tokens: &mut Vec<Token<'_>>) -> Option<Note> {
    let mean = tokens.iter().position(|token| words::weighted(&token.key))?;
    let from = mean + 1 + usize::from(tokens.get(mean + 1)?.is_key("dari"));
    let mut total = Number::from(0);
    let mut members: Vec<(Token<'_>, Vec<Token<'_>>)> = Vec::new();
    let mut name: Vec<Token<'_>> = Vec::new();
    let mut at = from;
    while at < tokens.len() {
        let weight = match &tokens[at..] {
            [open, weight, close, ..] if open.is_open() && close.is_close() => Some((weight, 3)),
            [open, bobot, weight, close, ..] if open.is_open() && bobot.is_key("bobot") && close.is_close() => {
                Some((weight, 4))
            }
            _ => None,
        };
        let joins = tokens[at].is_sign(',') || tokens[at].is_key("dan");
        if let Some((weight, taken)) = weight {
            total = &total + &share(weight)?;
            members.push((weight.clone(), std::mem::take(&mut name)));
            at += taken;
        } else if tokens[at].is_word() && !(joins && name.is_empty()) {
            name.push(tokens[at].clone());
            at += 1;
        } else if joins {
            at += 1;
        } else {
            return None;
        }
    }
    let named = members.iter().all(|(_, name)| !name.is_empty());
    let lead = tokens[..mean]
        .iter()
        .all(|token| words::mean_word(&token.key) || matches!(&*token.key, "rata" | "nilai") || token.is_sign('-'));
    (named && lead && name.is_empty() && members.len() > 1 && total == Number::from(1))
        .then(|| write_out(tokens, Vec::new(), members))
}

/// A weight as a share of one.
fn share(token: &Token<'_>) -> Option<Number> {
    match &token.kind {
        Kind::Percent(value) => value.checked_div(&Number::from(100)),
        Kind::Number { value, .. } if **value < Number::from(1) => Some((**value).clone()),
        _ => None,
    }
}

/// Writes the sum of the weighted members in place of what told it.
fn write_out<'t>(
    tokens: &mut Vec<Token<'t>>,
    label: Vec<Token<'t>>,
    members: Vec<(Token<'t>, Vec<Token<'t>>)>,
) -> Note {
    let place = Span::at(members[1].0.span.start);
    let note = mend::lost(place, &name_text(&members[0].1), &name_text(&members[1].1), Operator::Add);
    let mut out = label;
    if let Some(last) = out.last() {
        out.push(Token::made('=', Span::at(last.span.end), last.line));
    }
    for (index, (weight, name)) in members.into_iter().enumerate() {
        let (line, before, behind) = (weight.line, Span::at(weight.span.start), Span::at(weight.span.end));
        if index > 0 {
            out.push(Token::made('+', before, line));
        }
        out.extend([weight, Token::made('×', behind, line)]);
        super::layout::push_group(&mut out, name, line);
    }
    *tokens = out;
    note
}

#[cfg(test)]
mod tests {
    use crate::{Reader, Severity};

    #[test]
    fn weights_that_a_sentence_tells_add_up() {
        for (text, reading) in [
            (
                "NA diperoleh dari gabungan nilai A dan nilai B dengan pembobotan 40% untuk nilai A dan 60% untuk nilai B.",
                "(= \"NA\" (+ (* 40% \"nilai A\") (* 60% \"nilai B\")))",
            ),
            (
                "Dimana pembobotannya terdiri atas 70% bobot dari nilai A dan 30% bobot dari nilai B",
                "(+ (* 70% \"nilai A\") (* 30% \"nilai B\"))",
            ),
            (
                "Nilai kinerja dengan pembobotan 0,5 untuk output dan 0,5 untuk outcome",
                "(+ (* 0.5 \"output\") (* 0.5 \"outcome\"))",
            ),
            (
                "rata-rata tertimbang dari nilai A (bobot 70%) dan nilai B (bobot 30%)",
                "(+ (* 70% \"nilai A\") (* 30% \"nilai B\"))",
            ),
        ] {
            let read = Reader::new().read(text).unwrap();
            assert_eq!(read.to_sexpr(), reading);
            assert!(read.notes().any(|note| note.severity() == Severity::Repair));
        }
    }

    #[test]
    fn targets_that_do_not_make_a_hundred_are_no_weights() {
        assert!(Reader::new().read("bobot 40% untuk nilai A dan 40% untuk nilai B").is_err());
    }
}

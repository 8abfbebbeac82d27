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

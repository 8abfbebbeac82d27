//! Means in words: `X merupakan rata-rata Y`, `rata-rata dari A, B dan C`.

use super::frame::{computes_apart, is_division};
use super::token::{Kind, SURE_CLOSE, SURE_OPEN, Token};
use super::words;
use crate::Span;

/// `X merupakan rata-rata Y` and `rata-rata dari Y` take a mean; `Rata-rata lama sekolah` alone is one quantity.
pub(super) fn take_mean(tokens: &mut Vec<Token<'_>>, announced: bool) {
    if listed_over_their_count(tokens) {
        // The reader of sums in words does the rest.
        tokens[0].key = "penjumlahan".into();
        return;
    }
    let mean = mean_words(tokens);
    let of = tokens.get(mean).is_some_and(|next| next.is_key("dari"));
    let argument = tokens
        .get(mean + usize::from(of)..)
        .is_some_and(|rest| rest.first().is_some_and(Token::is_word) && !computes_apart(rest));
    let argument = argument && !words::weighted(&tokens[mean].key);
    if mean > 0 && argument && (announced || of) {
        let place = tokens[mean - 1].span;
        tokens.drain(..mean - 1);
        tokens[0].kind = Kind::Mean;
        tokens[0].span = place;
        if of {
            tokens.remove(1);
        }
        list_arguments(tokens);
    }
}

/// `Jumlah nilai A dan nilai B dibagi 2`: what begins alike and is divided by how many there are is added up.
fn listed_over_their_count(tokens: &[Token<'_>]) -> bool {
    let [head, listed @ ..] = tokens else { return false };
    let Some(divided) = listed.iter().position(is_division).filter(|_| words::sums(&head.key)) else { return false };
    let (members, behind) = listed.split_at(divided);
    let scaled = match &behind[1..] {
        [_] => true,
        [_, times, scale] => times.multiplies() && scale.is_scale(),
        _ => false,
    };
    let mut count = 0;
    let mut first = None;
    let parts = |token: &Token<'_>| token.is_sign(',') || matches!(&*token.key, "dan" | "serta");
    for member in members.split(parts).filter(|member| !member.is_empty()) {
        let [noun, _, ..] = member else { return false };
        if !member.iter().all(Token::is_word) || noun.key != *first.get_or_insert(&*noun.key) {
            return false;
        }
        count += 1;
    }
    let times = || matches!(&behind[1].kind, Kind::Number { value, .. } if **value == crate::Number::from(count));
    scaled && count > 1 && times()
}

/// `rata-rata dari A, B dan C` has three arguments where each of them is a quantity of its own.
fn list_arguments(tokens: &mut Vec<Token<'_>>) {
    let parts = |token: &Token<'_>| token.is_sign(',') || token.is_key("dan");
    if !tokens.iter().any(|token| token.is_sign(',')) {
        return;
    }
    let mut members: Vec<Vec<Token<'_>>> = vec![Vec::new()];
    for token in &tokens[1..] {
        match members.last_mut() {
            Some(last) if !parts(token) => last.push(token.clone()),
            Some(last) if !last.is_empty() => members.push(Vec::new()),
            _ => {}
        }
    }
    let symbol = |member: &Vec<Token<'_>>| member.len() == 1 && member[0].is_symbol();
    let headed = |member: &Vec<Token<'_>>| {
        let first = member.first().filter(|first| first.is_word());
        first.is_some_and(|first| words::quantity_head(&first.key) || words::indicator_head(&first.key))
    };
    if members.len() < 2 || !(members.iter().all(symbol) || members.iter().all(headed)) {
        return;
    }
    let (open, line) = (members[0][0].span, members[0][0].line);
    let end = tokens.last().map_or(open, |last| Span::at(last.span.end));
    tokens.truncate(1);
    tokens.push(Token::made(SURE_OPEN, open, line));
    for (at, member) in members.into_iter().enumerate() {
        if at > 0 {
            tokens.push(Token::made(';', member[0].span, line));
        }
        tokens.extend(member);
    }
    tokens.push(Token::made(SURE_CLOSE, end, line));
}

/// Whether the body is a mean in words, `(angka) rata-rata A`, and how many tokens say so.
fn mean_words(tokens: &[Token<'_>]) -> usize {
    let from = usize::from(tokens.first().is_some_and(|first| matches!(&*first.key, "angka" | "nilai")));
    let key = |at: usize| tokens.get(from + at).map_or("", |token| &*token.key);
    let hyphen = tokens.get(from + 1).is_some_and(|token| token.is_sign('-'));
    match () {
        () if key(0) == "rata" && hyphen && key(2) == "rata" => from + 3,
        () if key(0) == "rata" && key(1) == "rata" => from + 2,
        () if words::mean_word(key(0)) => from + 1,
        () => 0,
    }
}

//! What words say of the order of steps: `A dikurangkan dari B`, `A ditambah B, hasilnya dibagi C`, `A ditambah B dibagi
//! C`. Order that words give becomes brackets; order that they leave open is a doubt.

use super::frame::deepen;
use super::token::{SURE_CLOSE, SURE_OPEN, Token, Tokens};
use super::verbal::infix;
use super::words;
use crate::Span;
use crate::error::{Code, Note, Severity};
use crate::formula::Operator;

/// Longer texts are no sentences.
const MOST_TOKENS: usize = 400;

/// The tokens with brackets where words say what comes first, and a doubt where they do not.
pub(super) fn settle<'a, 't>(tokens: Tokens<'a, 't>) -> (Tokens<'a, 't>, Vec<Note>) {
    if tokens.len() > MOST_TOKENS {
        return (tokens, Vec::new());
    }
    let mut notes = Vec::new();
    let all = operators(&tokens);
    // Order is a question where something is added or subtracted.
    if !all.iter().any(|(_, operator)| adds(*operator)) {
        return (tokens, notes);
    }
    let tokens = match reversed_minus(&tokens, &all, &mut notes) {
        Some(tokens) => {
            let all = operators(&tokens);
            results(tokens.into(), &all, &mut notes)
        }
        None => results(tokens, &all, &mut notes),
    };
    (tokens, notes)
}

fn adds(operator: Operator) -> bool {
    matches!(operator, Operator::Add | Operator::Subtract)
}

/// The operators outside of brackets, with the places of their words.
fn operators(tokens: &[Token<'_>]) -> Vec<(usize, Operator)> {
    let mut depth = 0;
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        depth = deepen(depth, &tokens[at]);
        if let (0, Some(operator)) = (depth, infix(tokens, at)) {
            found.push((at, operator));
        }
    }
    found
}

fn group<'t>(tokens: &[Token<'t>]) -> Vec<Token<'t>> {
    let mut out = Vec::with_capacity(tokens.len() + 2);
    let mut inner = tokens.to_vec();
    super::frame::trim_ends(&mut inner);
    let (Some(first), Some(last)) = (inner.first(), inner.last()) else { return inner };
    let (open, close) = (Span::at(first.span.start), Span::at(last.span.end));
    let line = first.line;
    out.push(Token::made(SURE_OPEN, open, line));
    out.append(&mut inner);
    out.push(Token::made(SURE_CLOSE, close, line));
    out
}

/// `A dikurangkan dari B` takes A away from B.
fn reversed_minus<'t>(
    tokens: &[Token<'t>],
    all: &[(usize, Operator)],
    notes: &mut Vec<Note>,
) -> Option<Vec<Token<'t>>> {
    let taken = |at: usize| {
        matches!(&*tokens[at].key, "dikurangkan" | "dikurangi" | "dikurang")
            && tokens.get(at + 1).is_some_and(|next| next.is_key("dari"))
    };
    let index = all.iter().position(|(at, _)| taken(*at))?;
    let at = all[index].0;
    let from = index.checked_sub(1).map_or(0, |before| all[before].0 + 1);
    let end = all.get(index + 1).map_or(tokens.len(), |(next, _)| lead_of(tokens, *next));
    if from >= at || at + 2 >= end {
        return None;
    }
    let place = tokens[at].span.hull(tokens[at + 1].span);
    notes.push(
        Note::new(Code::AmbiguousSign, Severity::Doubt, place)
            .with("tanda", format!("{} {}", tokens[at].text, tokens[at + 1].text))
            .with("peran", "yang di belakangnya dikurangi yang di depannya")
            .with("peran_lain", "yang di depannya dikurangi yang di belakangnya")
            .with("role", "what follows minus what precedes")
            .with("other_role", "what precedes minus what follows"),
    );
    let mut out = tokens[..from].to_vec();
    out.push(Token::made(SURE_OPEN, Span::at(tokens[from].span.start), tokens[from].line));
    out.extend(group(&tokens[at + 2..end]));
    out.push(Token::made('−', place, tokens[at].line));
    out.extend(group(&tokens[from..at]));
    out.push(Token::made(SURE_CLOSE, Span::at(tokens[end - 1].span.end), tokens[at].line));
    out.extend_from_slice(&tokens[end..]);
    Some(out)
}

/// Where the words begin that lead to the operator at `at`: `, lalu hasilnya dibagi`.
fn lead_of(tokens: &[Token<'_>], at: usize) -> usize {
    let mut from = at;
    while from > 0 && (tokens[from - 1].is_sign(',') || super::roles::joins_operator(tokens, from - 1)) {
        from -= 1;
    }
    from
}

/// `..., hasilnya dibagi C` divides all that was said before. Without such a word a sum before a division is a doubt.
fn results<'a, 't>(tokens: Tokens<'a, 't>, all: &[(usize, Operator)], notes: &mut Vec<Note>) -> Tokens<'a, 't> {
    let step = all.iter().enumerate().skip(1).find(|(index, (at, operator))| {
        let lead = &tokens[lead_of(&tokens, *at)..*at];
        !adds(*operator)
            && adds(all[index - 1].1)
            && tokens[*at].is_word()
            && lead.iter().any(|word| matches!(&*word.key, "hasilnya" | "lalu" | "kemudian" | "selanjutnya"))
    });
    if let Some((_, (at, _))) = step {
        let from = lead_of(&tokens, *at);
        // `lalu` alone may only go on; `hasilnya` says that the whole is meant.
        if !tokens[from..*at].iter().any(|word| word.is_key("hasilnya")) {
            notes.push(doubt(&tokens[..from]));
        }
        let mut out = group(&tokens[..from]);
        out.extend_from_slice(&tokens[from..]);
        return out.into();
    }
    let before_operands = tokens.iter().any(|token| token.is_word() && words::prefix_operator(&token.key).is_some());
    if !before_operands && !alike(&tokens, all) {
        let sum = all.iter().position(|(_, operator)| adds(*operator)).unwrap_or(0);
        if let Some((at, _)) = all.get(sum + 1).filter(|(_, operator)| !adds(*operator)) {
            notes.push(of_one_or_all(&tokens[*at]));
        }
    }
    tokens
}

/// Whether the terms of a sum in words are all multiplied or divided in the same way, so that nothing is doubtful.
fn alike(tokens: &[Token<'_>], all: &[(usize, Operator)]) -> bool {
    let worded = |at: usize| tokens[at].is_word() && tokens[at].key.len() > 1;
    let mut terms: Vec<Vec<Operator>> = vec![Vec::new()];
    for (_, operator) in all {
        match terms.last_mut() {
            Some(last) if !adds(*operator) => last.push(*operator),
            _ => terms.push(Vec::new()),
        }
    }
    let in_words = all.iter().all(|(at, _)| worded(*at));
    terms.len() < 2 || !in_words || terms.windows(2).all(|two| two[0] == two[1])
}

fn of_one_or_all(word: &Token<'_>) -> Note {
    Note::new(Code::AmbiguousSign, Severity::Doubt, word.span)
        .with("tanda", word.text)
        .with("peran", "hitungan atas besaran terakhir di depannya saja")
        .with("peran_lain", "hitungan atas seluruh jumlah di depannya")
        .with("role", "of the last quantity before it alone")
        .with("other_role", "of the whole sum before it")
}

fn doubt(sum: &[Token<'_>]) -> Note {
    let first = sum.first().map_or(Span::default(), |token| token.span);
    let place = first.hull(sum.last().map_or(first, |token| token.span));
    Note::new(Code::MissingBracket, Severity::Doubt, place)
        .suggest(place, format!("({})", super::compose::name_text(sum).trim_end_matches(',')))
}

//! Fraction bars that the print lost: two quantities stand side by side, or one line above the other, where a ratio is asked
//! for. Each is put in again with a repair.

use super::roles::Context;
use super::token::{Kind, SURE_CLOSE, SURE_DIVIDE, SURE_OPEN, Token};
use super::{compose, frame, mend, words};
use crate::Span;
use crate::error::Note;
use crate::formula::Operator;

/// Puts a lost bar in.
pub(super) fn restore(body: &mut Vec<Token<'_>>, context: &Context) -> Option<Note> {
    beside(body, context).or_else(|| at_line_end(body, context)).or_else(|| two_lines(body, context))
}

/// How many tokens at the end of a formula scale it.
fn scale(body: &[Token<'_>]) -> usize {
    match body {
        [.., times, scale] if scale.is_scale() && times.is_times() => 2,
        [.., word, scale] if scale.is_percent() && scale.is_scale() && word.is_word() => 1,
        _ => 0,
    }
}

/// Two quantities side by side: behind them only a factor may stand.
fn beside(body: &mut Vec<Token<'_>>, context: &Context) -> Option<Note> {
    let scaled = scale(body);
    let names = &body[..body.len() - scaled];
    if names.len() < 2 || frame::computes_apart(names) || !(context.wants_ratio() || scaled > 0) {
        return None;
    }
    let at = second_head(names).or_else(|| second_unit(names)).or_else(|| part_and_whole(names, context))?;
    let place = Span::at(body[at].span.start);
    let (left, right) = (compose::name_text(&names[..at]), compose::name_text(&names[at..]));
    let note = mend::lost(place, &left, &right, Operator::Divide).suggest(place, "/ ");
    let line = body[at].line;
    body.insert(at, Token::made(SURE_DIVIDE, place, line));
    Some(note)
}

/// `Pendapatan Asli Daerah` over `Transfer + Pinjaman`: a name that would run over the end of the only line, in a sum that
/// nothing divides.
fn at_line_end(body: &mut Vec<Token<'_>>, context: &Context) -> Option<Note> {
    let scaled = scale(body);
    let end = body.len() - scaled;
    let mut breaks = (1..body.len()).filter(|at| body[*at].line > body[at - 1].line);
    let (at, more) = (breaks.next()?, breaks.next());
    if more.is_some() || at + 1 > end || !(context.wants_ratio() || scaled > 0) {
        return None;
    }
    let adds = |token: &Token<'_>| matches!(token.kind, Kind::Sign('+' | '-' | '−' | '–')) && token.spaced;
    let divides = |token: &Token<'_>| {
        frame::is_division(token) || token.is_sign('/') || token.is_sign(':') || token.kind == Kind::Sigma
    };
    let (above, below) = (&body[..at], &body[at..end]);
    let (last, first) = (&above[at - 1], &below[0]);
    let joined = words::never_last(&last.key) || words::operator(&first.key).is_some() || first.is_key("x");
    let begins = first.is_word()
        && first.text.starts_with(char::is_uppercase)
        && (words::quantity_head(&first.key) || context.wants_ratio())
        && (last.is_word() || last.is_close())
        && !joined;
    let sum = above.iter().chain(below).any(adds);
    if !(begins && frame::balanced(above) && sum) || body[..end].iter().any(divides) {
        return None;
    }
    let place = Span::at(first.span.start);
    let (left, right) = (compose::name_text(above), compose::name_text(below));
    let note = mend::lost(place, &left, &right, Operator::Divide);
    let line = first.line;
    let made = |sign: char, at: usize| Token::made(sign, Span::at(at), line);
    let group = |side: &[Token<'_>]| side.iter().any(adds);
    let (up, down) = (group(above), group(below));
    let (from, to) = (above[0].span.start, below[below.len() - 1].span.end);
    if down {
        body.insert(end, made(SURE_CLOSE, to));
        body.insert(at, made(SURE_OPEN, place.start));
    }
    body.insert(at, made(SURE_DIVIDE, place.start));
    if up {
        body.insert(at, made(SURE_CLOSE, place.start));
        body.insert(0, made(SURE_OPEN, from));
    }
    Some(if up || down { note } else { note.suggest(place, "/ ") })
}

/// `Laba sebelum pajak` above `Aktiva produktif`, where a ratio is asked for: a name in sentence case does not go on with a
/// capital.
fn two_lines(body: &mut Vec<Token<'_>>, context: &Context) -> Option<Note> {
    let mut breaks = (1..body.len()).filter(|at| body[*at].line > body[at - 1].line);
    let (at, more) = (breaks.next()?, breaks.next());
    let verb =
        |token: &Token<'_>| words::operator_stem(&token.key).is_some() || words::prefix_operator(&token.key).is_some();
    if frame::computes(body) || body.iter().any(verb) {
        return None;
    }
    let (above, below) = body.split_at(at);
    let named = |line: &[Token<'_>]| line.iter().all(|token| token.is_word() || token.is_open() || token.is_close());
    let sentence = above.iter().skip(1).any(|token| token.text.starts_with(char::is_lowercase))
        && above.iter().skip(1).all(|token| !token.text.starts_with(char::is_uppercase) || token.is_symbol());
    let begins = below[0].is_word() && below[0].text.starts_with(char::is_uppercase) && !below[0].is_symbol();
    let joined = words::never_last(&above[at - 1].key);
    if more.is_some() || !(context.wants_ratio() && named(above) && named(below) && sentence && begins) || joined {
        return None;
    }
    let place = Span::at(below[0].span.start);
    let note = mend::lost(place, &compose::name_text(above), &compose::name_text(below), Operator::Divide);
    let line = below[0].line;
    body.insert(at, Token::made(SURE_DIVIDE, place, line));
    Some(note.suggest(place, "/ "))
}

/// `volume lalu lintas (smp/jam) kapasitas jalan (smp/jam)`: the same unit twice.
fn second_unit(run: &[Token<'_>]) -> Option<usize> {
    let open = run.iter().position(Token::is_open).filter(|open| *open > 0)?;
    let close = open + run[open..].iter().position(Token::is_close)?;
    let unit = &run[open..=close];
    let behind = &run[close + 1..];
    let last = behind.len().checked_sub(unit.len()).filter(|words| *words > 0)?;
    let same = behind[last..].iter().zip(unit).all(|(a, b)| a.text == b.text);
    (same && behind[..last].iter().all(Token::is_word)).then_some(close + 1)
}

/// `temuan selesai temuan seluruhnya`, where a ratio is asked for: a part, and the whole of the same name.
fn part_and_whole(run: &[Token<'_>], context: &Context) -> Option<usize> {
    let whole = run.last().is_some_and(|last| matches!(&*last.key, "seluruhnya" | "semuanya" | "keseluruhan"));
    let mut again = (2..run.len()).filter(|at| run[*at].key == run[0].key);
    let (at, third) = (again.next()?, again.next());
    (whole && third.is_none() && context.wants_ratio() && run.iter().all(Token::is_word)).then_some(at)
}

/// Where a second quantity begins in the middle of a name: `Produksi Benih Total Kebutuhan`, a fraction without its bar.
fn second_head(run: &[Token<'_>]) -> Option<usize> {
    // `Realisasi Target`, `Realisasi anggaran Target anggaran`
    if let Some(target) = (1..run.len()).find(|at| {
        run[0].is_key("realisasi")
            && run[*at].is_key("target")
            && run[*at].text.starts_with(char::is_uppercase)
            && !words::never_last(&run[at - 1].key)
            && run[..=*at].iter().all(|token| token.is_word() || token.is_sign('.'))
    }) {
        return Some(target);
    }
    let head = |token: &Token<'_>| token.is_word() && words::quantity_head(&token.key);
    let mut depth = run.iter().take(2).fold(0, frame::deepen);
    (2..run.len().saturating_sub(1)).find(|at| {
        depth = frame::deepen(depth, &run[*at]);
        // `jumlah A jumlah B`: the same head again needs no capital.
        let again = run[*at].key == run[0].key && words::count_head(&run[0].key) && *at + 2 <= run.len();
        // `Penerimaan laba Penerimaan PAD`: nor need it be the head of a count, in capitals.
        let repeated = run[0].is_word()
            && run[*at].text == run[0].text
            && (run[*at].text.chars().count() > 3 || run[*at].is_symbol() && run[*at].text.len() > 1)
            && run[*at].text.starts_with(char::is_uppercase)
            && run[..*at].iter().all(|token| token.is_word() || token.is_open() || token.is_close())
            && !matches!(&*run[at - 1].key, "n" | "t")
            && !words::never_last(&run[at - 1].key);
        if depth == 0 && repeated {
            return true;
        }
        depth == 0
            && head(&run[*at])
            && (run[*at].text.starts_with(char::is_uppercase) || again)
            && (run[at - 1].is_word() || run[at - 1].is_close())
            && (again || !head(&run[at - 1]))
            && !words::never_last(&run[at - 1].key)
            && !words::indicator_head(&run[0].key)
            && matches!(&*run[*at].key, "total" | "jumlah" | "seluruh" | "semua" | "banyaknya" | "jml" | "keseluruhan")
    })
}

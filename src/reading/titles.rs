//! Titles that stand before the formula itself: on a line of their own, or before brackets that hold all of it.

use super::token::{Kind, Token};
use super::{frame, labels, words};
use crate::Span;
use crate::error::{Code, Note, Severity};

/// How many tokens a title has at most.
const MOST_TITLE: usize = 48;

/// Where the first line ends, if it can be a title.
fn title_end(tokens: &[Token<'_>]) -> Option<usize> {
    tokens.iter().take(MOST_TITLE).position(|token| token.kind == Kind::Break)
}

/// Drops the line of a title that the sentence below begins with again: `Nilai Tukar` / `Nilai tukar adalah rasio A dengan B`.
pub(super) fn drop_repeated(tokens: &mut Vec<Token<'_>>) {
    let Some(end) = title_end(tokens) else { return };
    let blank = tokens[end..].iter().take_while(|token| token.kind == Kind::Break).count();
    let (title, below) = (&tokens[..end], &tokens[end + blank..]);
    let named = end > 1 && title.iter().all(Token::is_word) && !title.iter().all(Token::is_symbol);
    let again = below.len() > end && title.iter().zip(below).all(|(a, b)| a.key == b.key);
    let stated = below.get(end).is_some_and(|next| next.is_sign('=') || words::copula(&next.key));
    if named && again && stated {
        tokens.drain(..end + blank);
    }
}

/// `BSO = A / B` / `BSO menurut Kementerian adalah frekuensi ...`: a line below that tells what the symbol of the result means.
pub(super) fn cut_meaning(tokens: &mut Vec<Token<'_>>) -> Option<Note> {
    let [symbol, equals, ..] = tokens.as_slice() else { return None };
    if !(symbol.is_symbol() && equals.is_sign('=')) {
        return None;
    }
    let tells = |at: &usize| {
        tokens[at - 1].kind == Kind::Break
            && tokens[*at].text == symbol.text
            && tokens[*at..].iter().take(MOST_TOLD).any(|token| token.is_word() && words::copula(&token.key))
            && !tokens[*at..].iter().any(|token| token.is_sign('=') || token.kind == Kind::Break)
    };
    let at = (3..tokens.len()).find(tells).filter(|at| frame::computes(&tokens[..*at]))?;
    let place = tokens[at].span.hull(tokens[tokens.len() - 1].span);
    let computes = frame::computes_apart(&tokens[at..]);
    tokens.truncate(at);
    computes.then(|| Note::new(Code::IgnoredText, Severity::Doubt, place))
}

/// How many words stand before the verb of such a line at most.
const MOST_TOLD: usize = 10;

/// Takes the line that is the name of the indicator off a text, and a sentence below it that only explains, where a formula
/// follows: `10. Efektivitas Pemungutan` / `Menilai tunggakan yang tertagih` / `A / B x 100%`. Gives the label and a doubt.
pub(super) fn of_indicator<'t>(tokens: &mut Vec<Token<'t>>, indicator: &[String]) -> (Vec<Token<'t>>, Vec<Note>) {
    let mut notes = Vec::new();
    let Some(end) = title_end(tokens) else { return (Vec::new(), notes) };
    let title: Vec<Token<'t>> = tokens[..end].iter().filter(|token| token.is_word()).cloned().collect();
    let letters = |word: &&String| word.chars().any(char::is_alphabetic);
    let same = title.len() > 1
        && title.len() == indicator.iter().filter(letters).count()
        && title.iter().zip(indicator.iter().filter(letters)).all(|(token, word)| token.key == *word);
    // `Jumlah desa` / `dibagi jumlah kota`: the first line can be the first operand as well.
    let begins = tokens[end..].iter().find(|token| token.kind != Kind::Break).is_some_and(|next| {
        next.is_open() || next.is_word() && next.text.starts_with(char::is_uppercase) && !next.is_times()
    });
    if !same || !begins || !formula_below(&tokens[end..]) {
        return (Vec::new(), notes);
    }
    let breaks = tokens[end..].iter().take_while(|token| token.kind == Kind::Break).count();
    tokens.drain(..end + breaks);
    // The sentence that explains what the title names.
    if let Some(stop) = (1..tokens.len()).take(MOST_TITLE).find(|at| blank_line(tokens, *at))
        && tokens[0].is_word()
        && !frame::computes_apart(&tokens[..stop])
        && !tokens[..stop].iter().any(|token| token.is_sign('=') || token.is_sign(':'))
        && formula_below(&tokens[stop..])
    {
        notes.push(Note::new(Code::IgnoredText, Severity::Doubt, tokens[0].span.hull(tokens[stop - 1].span)));
        tokens.drain(..stop);
    }
    (title, notes)
}

/// Whether a line break is followed by another, with a quantity behind it.
fn blank_line(tokens: &[Token<'_>], at: usize) -> bool {
    tokens[at].kind == Kind::Break
        && tokens.get(at + 1).is_some_and(|next| next.line > tokens[at - 1].line + 1 || next.kind == Kind::Break)
}

/// Whether a formula of its own follows: it computes, and no sign of a label or a definition stands in it.
fn formula_below(tokens: &[Token<'_>]) -> bool {
    let copula = |token: &Token<'_>| token.is_word() && (words::copula(&token.key) || words::reckoning(&token.key));
    frame::computes_apart(tokens)
        && !tokens.iter().any(|token| token.is_sign('=') || token.is_sign(':') || copula(token))
}

/// Cuts off the next cell of a table behind the only rule of a text, where what stands before it computes. Gives a doubt.
pub(super) fn cut_next_cell(tokens: &mut Vec<Token<'_>>) -> Option<Note> {
    let mut rules = (0..tokens.len()).filter(|at| tokens[*at].is_sign('|'));
    let (Some(at), None) = (rules.next(), rules.next()) else { return None };
    let apart = tokens[at].spaced && tokens.get(at + 1).is_some_and(|next| next.spaced);
    let (cell, next) = tokens.split_at(at);
    // `RENSTRA 2021-2026 | 45` in the middle of a text is the foot of a page.
    let on_lines = next.iter().any(|token| token.kind == Kind::Break);
    if !apart
        || !frame::computes_apart(cell)
        || !frame::balanced(cell)
        || !next[1..].iter().any(Token::is_word)
        || on_lines
    {
        return None;
    }
    let note = Note::new(Code::IgnoredText, Severity::Doubt, tokens[at].span.hull(tokens[tokens.len() - 1].span));
    tokens.truncate(at);
    Some(note)
}

/// `Persentase desa maju. (Jumlah desa maju dibagi jumlah desa, dikali 100%)`, `Kepadatan (= penduduk dibagi luas)`: what stands
/// before brackets that hold the formula is its label. Gives a repair where no sign says so.
pub(super) fn before_brackets(tokens: &mut Vec<Token<'_>>) -> Option<Note> {
    let end = frame::within_ends(tokens).end;
    if !tokens[..end].last().is_some_and(|last| last.is_sign(')')) {
        return None;
    }
    let open = (1..end.min(MOST_TITLE)).find(|at| tokens[*at].is_sign('('));
    let open = open.filter(|open| closes_last(&tokens[*open..end]))?;
    let (title, inside) = (&tokens[..open], &tokens[open + 1..end - 1]);
    let stop = title.last().is_some_and(|last| last.is_sign('.'));
    let words_only =
        |token: &Token<'_>| token.is_word() || matches!(token.kind, Kind::Sign('.' | '…' | '/' | '-' | ')'));
    let divided = inside.iter().any(frame::is_division) && frame::computes_apart(inside);
    let equals = inside.first()?.is_sign('=');
    let labelled = inside.get(1..6).is_some_and(|start| start.iter().any(|token| token.is_sign('=')));
    let scaled = matches!(inside, [.., times, scale] if times.multiplies() && scale.is_scale());
    let says = equals || labelled || stop || scaled && words::count_head(&inside[0].key);
    let named = title.iter().filter(|token| token.is_word() && token.text.len() > 1).count() > 1;
    // `2 x (A / B)`, `Jumlah dari (A / B)` compute with what the brackets hold.
    let joined = title.last().is_some_and(|last| words::never_last(&last.key) || words::joins_operator(&last.key));
    if !(divided && says && named) || joined || !title.iter().all(words_only) || computes(title) {
        return None;
    }
    let note = (!equals && !labelled).then(|| labels::lost_sign(title, inside));
    let place = Span::at(tokens[open].span.start);
    tokens.remove(end - 1);
    if equals {
        tokens.remove(open);
    } else {
        tokens[open] = Token::made('=', place, tokens[open].line);
    }
    let stop = tokens[..open].iter().rposition(|token| !matches!(token.kind, Kind::Sign('.' | '…')));
    tokens.drain(stop.map_or(0, |last| last + 1)..open);
    note
}

/// Whether words of a title compute; a stroke within a word does not.
fn computes(title: &[Token<'_>]) -> bool {
    title.iter().any(|token| {
        token.is_times()
            || token.is_word()
                && (words::operator(&token.key).is_some() || words::prefix_operator(&token.key).is_some())
            || token.is_sign('/') && token.spaced
            || token.is_sign('-') && token.spaced
    })
}

/// Whether the bracket that begins a run is closed by its last token.
fn closes_last(run: &[Token<'_>]) -> bool {
    let mut depth = 0;
    let close = run.iter().position(|token| {
        depth = frame::deepen(depth, token);
        depth == 0
    });
    close == Some(run.len() - 1)
}

#[cfg(test)]
mod tests {
    use crate::{Reader, Severity};

    #[test]
    fn brackets_that_hold_the_formula_have_their_label_before_them() {
        for (text, reading) in [
            (
                "c. Persentase desa maju. (Jumlah desa maju dibagi jumlah desa, dikali 100%)",
                "(= \"Persentase desa maju\" (* (/ \"Jumlah desa maju\" \"jumlah desa\") 100%))",
            ),
            (
                "Kepadatan penduduk (=jumlah penduduk dibagi luas wilayah)",
                "(= \"Kepadatan penduduk\" (/ \"jumlah penduduk\" \"luas wilayah\"))",
            ),
            (
                "Nilai Tukar Nelayan\nNilai tukar nelayan adalah rasio antara indeks A dengan indeks B",
                "(= \"Nilai tukar nelayan\" (/ \"indeks A\" \"indeks B\"))",
            ),
        ] {
            assert_eq!(Reader::new().read(text).unwrap().to_sexpr(), reading, "{text}");
        }
    }

    #[test]
    fn a_row_is_read_where_one_cell_alone_computes() {
        let read = Reader::new().read("| 1 | Sasaran | BOR | A / B | 60% |").unwrap();
        assert_eq!(read.to_sexpr(), "(= \"BOR\" (/ \"A\" \"B\"))");
        assert_eq!(read.notes().filter(|note| note.severity() == Severity::Doubt).count(), 2);
        let two = Reader::new().read("| Nama | A/B | C x D |").unwrap_err();
        assert_eq!(two.code().as_str(), "pasted-table");
    }

    #[test]
    fn the_next_cell_is_cut_off_aloud() {
        let read = Reader::new().read("Jumlah desa maju / jumlah desa x 100% | % desa maju dikali 50%").unwrap();
        assert_eq!(read.to_sexpr(), "(* (/ \"Jumlah desa maju\" \"jumlah desa\") 100%)");
        assert!(read.notes().any(|note| note.severity() == Severity::Doubt));
    }
}

//! What a print leaves in the lines of a formula and is no part of it: leaders, blanks to fill in, cells of the row.

use super::drawn::bar;
use super::token::{Kind, Token, drop_marked};
use crate::Span;

/// Drops the lines that fence code in a text of Markdown: three marks, with the name of a language perhaps.
pub(super) fn drop_fences(tokens: &mut Vec<Token<'_>>) {
    if !tokens.iter().any(|token| token.text == "`") {
        return;
    }
    let fence = |line: &[Token<'_>]| {
        matches!(line, [a, b, c, rest @ ..] if [a, b, c].iter().all(|mark| mark.text == "`")
            && rest.len() < 3 && rest.iter().all(|token| token.kind == Kind::Break || token.is_word()))
    };
    let lines = std::mem::take(tokens);
    let kept = lines.split_inclusive(|token| token.kind == Kind::Break).filter(|line| !fence(line));
    *tokens = kept.flatten().cloned().collect();
}

/// Drops the stars that set a line in brackets in italics: `*(per 100.000 penduduk)*`.
pub(super) fn drop_italics(tokens: &mut Vec<Token<'_>>) {
    let italic = |line: &[Token<'_>]| {
        matches!(line, [star, open, .., close, end] if star.is_sign('*') && open.is_open() && !open.spaced
            && close.is_close() && end.is_sign('*') && !end.spaced)
    };
    if !tokens.iter().any(|token| token.is_sign('*')) {
        return;
    }
    let mut drop = vec![false; tokens.len()];
    let mut from = 0;
    for line in tokens.split(|token| token.kind == Kind::Break) {
        if italic(line) {
            drop[from] = true;
            drop[from + line.len() - 1] = true;
        }
        from += line.len() + 1;
    }
    drop_marked(tokens, drop);
}

/// Drops the rules of a printed table, `|`, where they begin or end a line, and the mark of a footnote, `*)`, at its end. A
/// rule stands apart: in `|A - B|` the signs touch what they hold.
pub(super) fn drop_rules(tokens: &mut Vec<Token<'_>>) {
    if !tokens.iter().any(|token| matches!(token.kind, Kind::Sign('|' | '*'))) {
        return;
    }
    let mut kept: Vec<Token<'_>> = Vec::with_capacity(tokens.len());
    let mut line = 0;
    let mut rest = std::mem::take(tokens).into_iter().peekable();
    while let Some(token) = rest.next() {
        let begins = kept.len() == line;
        let apart = rest.peek().is_none_or(|next| next.spaced || next.kind == Kind::Break);
        if token.is_sign('|') && begins && apart {
            continue;
        }
        let ends = token.kind == Kind::Break;
        kept.push(token);
        if ends {
            let end = kept.pop();
            drop_marks(&mut kept, line);
            kept.extend(end);
            line = kept.len();
        }
    }
    drop_marks(&mut kept, line);
    *tokens = kept;
}

/// Drops such signs from the end of the line that begins at `line`.
fn drop_marks(tokens: &mut Vec<Token<'_>>, line: usize) {
    while let Some(last) = tokens[line..].last()
        && last.is_sign('|')
        && (last.spaced || tokens.len() == line + 1)
    {
        tokens.pop();
    }
    let marked = matches!(&tokens[line..], [.., name, star, close]
        if name.is_word() && star.is_sign('*') && close.is_close() && !close.spaced);
    if marked && !tokens[line..].iter().any(Token::is_open) {
        tokens.truncate(tokens.len() - 2);
    }
}

/// Drops leaders of dots, as before a page number, and what follows them on the line.
pub(super) fn drop_leaders(line: &mut Vec<Token<'_>>) {
    let Some(run) = bar(line) else { return };
    let dots = line[run.clone()].iter().all(|token| token.dots() > 0);
    let page = line[run.end..].iter().all(|token| !token.is_word());
    if dots && page && run.start > 0 {
        line.truncate(run.start);
    }
}

/// Drops runs of dots that were to be filled in by hand, `Jumlah A …… x 100% = …… %`, from a line with words.
pub(super) fn drop_blanks(line: &mut Vec<Token<'_>>) {
    // Three points are one ellipsis, which stands for terms; a blank is longer.
    let mut drop = vec![false; line.len()];
    let mut at = 0;
    while at < line.len() {
        let run = line[at..].iter().take_while(|token| token.dots() > 0).count();
        let width: usize = line[at..at + run].iter().map(Token::dots).sum();
        // Behind a label it is the bar: `IKU = ………… x 100%`.
        let drawn = at > 0 && line[at - 1].is_sign('=') && line.get(at + run).is_some_and(Token::is_times);
        drop[at..at + run].fill(width >= 6 && !drawn);
        at += run.max(1);
    }
    let Some(first) = drop.iter().position(|drop| *drop) else { return };
    // A line of dots with a factor at most behind it is a drawn bar.
    let said = |token: &Token<'_>| token.is_word() && !token.is_times();
    if !line.iter().any(said) && !line[..first].iter().any(Token::is_percent) {
        return;
    }
    drop_marked(line, drop);
    drop_open_result(line);
}

/// `Jumlah A Persen 85 90 95`: two numbers or more behind the words of a line are the next cells of its row. Gives the
/// place of what was left out.
pub(super) fn drop_row_behind(line: &mut Vec<Token<'_>>) -> Option<Span> {
    let row = line.iter().rev().take_while(|token| token.is_number() && token.spaced).count();
    let words = line.len() - row;
    let values = line[words..].iter().filter(|token| !token.is_scale()).count();
    if values < 2 || words < 2 || !line[words - 1].is_word() || line[words - 1].is_times() {
        return None;
    }
    let unit = usize::from(matches!(&*line[words - 1].key, "persen" | "prosen"));
    let place = line[words - unit].span.hull(line[line.len() - 1].span);
    line.truncate(words - unit);
    Some(place)
}

/// `A / B x 100% = ........ %`: a result that was left open.
pub(super) fn drop_open_result(line: &mut Vec<Token<'_>>) {
    let open = line.iter().rposition(|token| token.is_sign('=')).filter(|at| {
        line[..*at].iter().any(Token::is_scale)
            && line[at + 1..].iter().all(|token| matches!(token.kind, Kind::Sign('%' | '.' | '…')))
    });
    line.truncate(open.unwrap_or(line.len()));
}

#[cfg(test)]
mod tests {
    use crate::{Reader, Severity};

    #[test]
    fn the_rules_of_a_table_are_dropped_and_absolute_values_are_doubted() {
        let read = |text: &str| Reader::new().read(text).unwrap();
        assert_eq!(read("AKR = A |\n/ B *) |").to_sexpr(), "(= \"AKR\" (/ \"A\" \"B\"))");
        assert!(read("|A - B|").notes().any(|note| note.severity() == Severity::Doubt));
    }
}

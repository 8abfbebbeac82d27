//! Labels that a table's column laid beside the formula, line by line.

use super::drawn::bar;
use super::layout::{Lines, lead_line, on_one_line};
use super::token::{Kind, Token};
use super::{labels, words};
use crate::Span;
use crate::error::Note;

/// Texts of more lines than this are no cell.
const MOST_LINES: usize = 64;

/// Takes the words of the indicator's name off the beginnings of the lines, where two lines or more hold them all in order:
/// `Persentase Jumlah anak yang` / `siswa mendapat KIP x 100%` / `miskin Jumlah anak`.
pub(super) fn of_indicator<'t>(tokens: &mut Vec<Token<'t>>, indicator: &[String]) -> Vec<Token<'t>> {
    if indicator.len() < 2 || tokens.iter().filter(|token| token.kind == Kind::Break).count() > MOST_LINES {
        return Vec::new();
    }
    let (mut next, mut lines, mut at) = (0, 0, 0);
    let mut taken = vec![false; tokens.len()];
    while at < tokens.len() && next < indicator.len() {
        let from = next;
        while at < tokens.len() && next < indicator.len() && tokens[at].is_word() && tokens[at].key == indicator[next] {
            taken[at] = true;
            (at, next) = (at + 1, next + 1);
        }
        lines += usize::from(next > from);
        at += tokens[at..].iter().position(|token| token.kind == Kind::Break).map_or(tokens.len() - at, |end| end + 1);
    }
    let rest = || tokens.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(token, _)| token.clone());
    let counts = words::count_head(&indicator[0]);
    if lines < 2 || next < indicator.len() || counts || !super::frame::computes_apart(&rest().collect::<Vec<_>>()) {
        return Vec::new();
    }
    let label = tokens.iter().zip(&taken).filter(|(_, taken)| **taken).map(|(token, _)| token.clone()).collect();
    *tokens = rest().collect();
    label
}

/// `Kebutuhan kertas tahun 2015` above `PK + SP + WT`: a title over a line that computes with symbols and numbers alone. Gives
/// the note that it was taken for the label; lines of numbers below are what was worked out.
pub(super) fn above_symbols(all: &mut Lines<'_>) -> Option<Note> {
    let [title, line, ..] = all.as_slice() else { return None };
    let words_in = title.iter().filter(|token| token.is_word()).count();
    let named = words_in > 1
        && title[0].text.starts_with(char::is_uppercase)
        && title.iter().all(|token| token.is_word() || token.is_number() || token.is_percent())
        && !title.iter().skip(1).all(Token::is_symbol)
        && !super::frame::computes(title)
        && !super::frame::only_heads(title)
        && title.last().is_some_and(|last| !words::never_last(&last.key))
        && !matches!(&*title[0].key, "jika" | "bila" | "apabila" | "untuk" | "dimana");
    if !named || !of_symbols(line) {
        return None;
    }
    let place = Span::at(line[0].span.start);
    let note = labels::lost_sign(title, line);
    for below in &mut all[2..] {
        let few_words = below.iter().filter(|token| token.is_word()).count() < 2;
        if !few_words || !below[0].is_number() {
            break;
        }
        let sign = Token::made('=', Span::at(below[0].span.start), below[0].line);
        below.insert(0, sign);
    }
    let mut label = all.remove(0);
    label.push(Token::made('=', place, label[0].line));
    lead_line(label, &mut all[0]);
    Some(note)
}

/// Whether a line computes with lone symbols, numbers and percentages only, up to its equals sign.
fn of_symbols(line: &[Token<'_>]) -> bool {
    let end = line.iter().position(|token| token.is_sign('=')).unwrap_or(line.len());
    let (mut operators, mut wants_operand) = (0, true);
    for token in &line[..end] {
        if token.is_open() || token.is_close() {
            continue;
        }
        let is_operator = token.is_operator_sign();
        let is_operand = !is_operator && (token.is_number() || token.is_percent() || token.is_symbol());
        if is_operator == wants_operand || is_operator == is_operand {
            return false;
        }
        operators += usize::from(is_operator);
        wants_operand = is_operator;
    }
    operators > 0 && !wants_operand
}

/// A label in a column of its own, left of the fraction: a wide gap parts it on every line beside a bar.
pub(super) fn beside_bar<'t>(all: &mut Lines<'t>) -> Vec<Token<'t>> {
    let wide = |line: &[Token<'_>]| (1..line.len()).find(|at| line[*at].span.start >= line[at - 1].span.end + WIDE_GAP);
    let Some(bar_line) = (0..all.len()).find(|at| bar(&all[*at]).is_some_and(|run| run.start > 0)) else {
        return Vec::new();
    };
    let run = bar(&all[bar_line]).unwrap_or(0..0);
    let before = &all[bar_line][..run.start];
    let beside: Vec<usize> = (0..all.len()).filter(|at| *at != bar_line && wide(&all[*at]).is_some()).collect();
    let signed = before.last().is_some_and(|last| last.is_sign('=') || last.is_sign(':'));
    // Without a sign the gap on every line and a first word such as `Persentase` say that the column is a label.
    let titled = beside.len() + 1 == all.len() && all[0][0].is_word() && words::percent_head(&all[0][0].key);
    let labelled = (signed || titled)
        && before.iter().all(|token| token.is_word() || token.is_sign('=') || token.is_sign(':') || token.is_sign('%'));
    if !labelled || beside.is_empty() {
        return Vec::new();
    }
    let mut label = Vec::new();
    let mut sign = None;
    for (at, line) in all.iter_mut().enumerate() {
        let left = if at == bar_line {
            run.start
        } else if let Some(gap) = wide(line) {
            gap
        } else if label.is_empty() && at < bar_line && is_label_alone(line) {
            line.len()
        } else {
            0
        };
        let mut taken: Vec<Token<'t>> = line.drain(..left).collect();
        if at == bar_line && signed {
            sign = taken.pop();
        }
        label.append(&mut taken);
    }
    all.retain(|line| !line.is_empty());
    let end = label.last().map_or(Span::default(), |last: &Token<'_>| Span::at(last.span.end));
    let line = label[0].line;
    label.push(sign.unwrap_or_else(|| Token::made('=', end, line)));
    on_one_line(&mut label, line);
    label
}

/// A line above the fraction with the first words of its label alone: `Persentase`.
fn is_label_alone(line: &[Token<'_>]) -> bool {
    line.len() <= 3 && line.iter().all(Token::is_word) && words::indicator_head(&line[0].key)
}

/// How many columns of blanks part two columns of text.
const WIDE_GAP: usize = 3;

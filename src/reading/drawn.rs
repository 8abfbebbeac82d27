//! Fractions with a drawn bar: `A` / `------ x 100%` / `B`, also where the print moved the bar or joined the lines.

use super::layout::{
    Laid, Lines, begins_quantity, by_lines, divides, ends_scaled, finish, label_end, lead_line, split_around,
};
use super::token::{Kind, Token};
use super::{frame, problems, words};
use crate::Span;
use crate::error::{Code, Error, Note, Severity};
use std::ops::Range;

/// Whether a sign can be part of a drawn bar.
fn is_bar_sign(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Sign('-' | '_' | '—' | '–' | '−' | '…' | '.'))
}

/// The longest run of bar signs without other signs between: a drawn fraction bar from three on.
pub(super) fn bar(line: &[Token<'_>]) -> Option<Range<usize>> {
    let mut best: Option<Range<usize>> = None;
    let mut at = 0;
    while at < line.len() {
        let run = line[at..].iter().take_while(|token| is_bar_sign(token)).count();
        if run == 0 {
            at += 1;
            continue;
        }
        let weight: usize = line[at..at + run].iter().map(|token| token.dots().max(1)).sum();
        let dots = line[at..at + run].iter().all(|token| token.dots() > 0);
        let long = line[at..at + run].iter().any(|token| token.is_sign('—')) && run == line.len();
        if (weight >= 3 || long) && (!dots || weight >= 6) && best.as_ref().is_none_or(|best| best.len() < run) {
            best = Some(at..at + run);
        }
        at += run;
    }
    best
}

/// A bar between the lines: `A` / `------ x 100%` / `B`.
pub(super) fn bar_between<'t>(all: &mut Lines<'t>) -> Option<Laid<'t>> {
    let at = (0..all.len()).find(|at| bar(&all[*at]).is_some() && *at > 0 && at + 1 < all.len())?;
    let at = label_above_bar(all, at);
    let (mut above, middle, mut below) = split_around(all, at);
    let run = bar(&middle).unwrap_or(0..0);
    let mut before = middle;
    let mut after = before.split_off(run.end);
    before.truncate(run.start);
    // `x 100%` on a line of its own above all, or between the bar and the denominator.
    for side in [&mut above, &mut below] {
        if let [times, scale, next, ..] = side.as_slice()
            && times.is_times()
            && scale.is_scale()
            && next.line > scale.line
            && after.is_empty()
        {
            after = side.drain(..2).collect();
        }
    }
    // `x 100%` on the line below the denominator.
    if let Some(times) =
        below.iter().rposition(|token| token.is_key("x") || token.is_sign('×')).filter(|_| after.is_empty())
        && times > 0
        && below.len() == times + 2
        && (below[times + 1].is_percent() || below[times + 1].is_number())
    {
        after = below.split_off(times);
    }
    drop_dotted_percent(&mut after);
    // `------ x` above `B 100%`: the factor slid down.
    if let ([times], Some(scale)) = (after.as_slice(), below.last())
        && times.is_times()
        && scale.is_scale()
        && below.len() > 1
    {
        after.extend(below.pop());
    }
    // `Jumlah B 100%` below the bar: the factor of the whole, its sign lost.
    let mut notes = Vec::new();
    let lost =
        matches!(below.as_slice(), [.., before, _] if before.is_word() && !before.is_times()) && after.is_empty();
    if let Some(percent) = below.pop_if(|last| lost && last.is_percent() && last.is_scale()) {
        let at = Span::at(percent.span.start);
        let note = Note::new(Code::MissingTimes, Severity::Repair, at);
        notes.push(note.with("angka", percent.text).suggest(at, "x "));
        after = vec![Token::made('×', percent.span, percent.line), percent];
    }
    Some(finish(std::mem::take(all), before, above, below, after, notes))
}

/// `A` / `Natality rate =` / `------ x 100%` / `B`: a label alone on the line above the bar belongs beside it.
fn label_above_bar(all: &mut Lines<'_>, at: usize) -> usize {
    let label = at >= 2
        && all[at - 1].last().is_some_and(|last| last.is_sign('='))
        && all[at - 1].len() > 1
        && bar(&all[at]).is_some_and(|run| run.start == 0)
        && all[at - 1][..all[at - 1].len() - 1].iter().all(Token::is_word);
    if !label {
        return at;
    }
    let label = all.remove(at - 1);
    lead_line(label, &mut all[at - 1]);
    at - 1
}

/// `…… %` behind a dotted bar is left to be filled in.
fn drop_dotted_percent(after: &mut Vec<Token<'_>>) {
    let scale = after.iter().position(|token| !is_bar_sign(token)).unwrap_or(after.len());
    after.drain(..scale);
    if after.len() == 1 && after[0].is_sign('%') {
        after.clear();
    }
}

/// A bar below both lines, as where a print lost its order: `A` / `B` / `------ x 100%`.
pub(super) fn bar_below<'t>(all: &mut Lines<'t>) -> Option<Laid<'t>> {
    let last = all.last()?;
    let run = bar(last).filter(|run| run.start == 0)?;
    let scaled = last[run.end..].iter().any(Token::is_scale);
    let starts: Vec<_> = (1..all.len() - 1).filter(|at| begins_quantity(&all[*at])).collect();
    let [second] = starts.as_slice() else { return None };
    if !scaled || !begins_quantity(&all[0][label_end(&all[0])..]) || all.iter().any(|line| divides(line)) {
        return None;
    }
    let after = all.pop()?.split_off(run.end);
    let below: Vec<_> = all.split_off(*second).into_iter().flatten().collect();
    let above: Vec<_> = all.drain(..).flatten().collect();
    let notes = vec![by_lines(&[], &above, &below, &after)];
    Some(finish(Vec::new(), Vec::new(), above, below, after, notes))
}

/// `DDF = PAD ------------ x 100% TPD`: a drawn fraction whose three lines were joined to one.
pub(super) fn bar_in_line<'t>(tokens: &mut Vec<Token<'t>>) -> Option<Laid<'t>> {
    let run = bar(tokens).filter(|run| run.start > 0 && run.len() >= 4)?;
    // What is no fraction after all keeps its values.
    let mut line = tokens.clone();
    let (run, mut notes) = drop_values(&mut line, run);
    notes.extend(drop_worked_out(&mut line, run.end));
    let label = label_end(&line[..run.start]);
    let dashes = line[run.clone()].iter().all(|token| matches!(token.kind, Kind::Sign('-' | '_' | '—' | '–' | '−')));
    let words = |side: &[Token<'_>]| side.iter().any(Token::is_word) && !frame::computes_apart(side);
    let scale = match &line[run.end..] {
        [times, scale, ..] if times.is_times() && scale.is_scale() => 2,
        _ => 0,
    };
    let (above, below) = (&line[label..run.start], &line[run.end + scale..]);
    if !(dashes && words(above) && words(below) && frame::balanced(above) && frame::balanced(below)) {
        return None;
    }
    let mut below = line.split_off(run.end);
    let mut after: Vec<Token<'t>> = below.drain(..scale).collect();
    if let Some(times) = ends_scaled(&below).filter(|_| scale == 0) {
        after = below.split_off(times);
    }
    line.truncate(run.start);
    let above = line.split_off(label);
    tokens.clear();
    notes.push(by_lines(&line, &above, &below, &after));
    Some(finish(Vec::new(), line, above, below, after, notes))
}

/// `Rumus: Jumlah A AKR = x 100 Jumlah B`: a fraction on one line without its bar, the symbol of the result before the gap.
pub(super) fn gap_in_line<'t>(tokens: &mut Vec<Token<'t>>) -> Option<Laid<'t>> {
    let sign = (2..tokens.len()).find(|at| {
        tokens[*at].is_sign('=')
            && tokens.get(at + 1).is_some_and(Token::is_times)
            && tokens.get(at + 2).is_some_and(Token::is_scale)
    })?;
    let from = tokens[..sign].iter().rposition(|token| token.is_sign(':')).map_or(0, |colon| colon + 1);
    let (above, below) = (tokens.get(from..sign - 1)?, &tokens[sign + 3..]);
    let symbol = &tokens[sign - 1];
    let named = symbol.is_symbol() && symbol.text.chars().count() > 1;
    let parts = [above, below]
        .iter()
        .all(|side| side.len() > 1 && begins_quantity(side) && frame::balanced(side) && !frame::computes_apart(side));
    if !(named && parts && below.iter().all(|token| !token.is_sign('='))) {
        return None;
    }
    let mut line = std::mem::take(tokens);
    let below = line.split_off(sign + 3);
    let after = line.split_off(sign + 1);
    let label = line.split_off(sign - 1);
    let above = line.split_off(from);
    let notes = vec![by_lines(&label, &above, &below, &after)];
    Some(finish(Vec::new(), label, above, below, after, notes))
}

/// `Jumlah A = 3150 ------ x 100 % Jumlah B = 27300`: the values that a worked example states before the bar and at the end
/// are no part of the formula. Gives where the bar stands then, and a remark on each value.
fn drop_values(tokens: &mut Vec<Token<'_>>, run: Range<usize>) -> (Range<usize>, Vec<Note>) {
    let stated = |side: &[Token<'_>]| match side {
        [name, .., equals, value] if name.is_word() && equals.is_sign('=') && value.is_number() => Some(2),
        [name, .., equals] if name.is_word() && equals.is_sign('=') => Some(1),
        _ => None,
    };
    let Some(before) = stated(&tokens[..run.start]) else { return (run, Vec::new()) };
    let end = frame::within_ends(tokens).end;
    // A percentage at the very end is what comes out.
    let result = usize::from(tokens[..end].last().is_some_and(Token::is_percent) && end > run.end + 3);
    let mut notes = Vec::new();
    let mut drop = |tokens: &mut Vec<Token<'_>>, places: Range<usize>| {
        let dropped: Vec<_> = tokens.drain(places).collect();
        if let Some(value) = dropped.iter().find(|token| token.is_number() || token.is_percent()) {
            notes.push(Note::new(Code::Remark, Severity::Info, value.span));
        }
    };
    if let Some(width) = tokens.get(run.end..end - result).and_then(stated) {
        drop(tokens, end - result - width..end);
    }
    drop(tokens, run.start - before..run.start);
    (run.start - before..run.end - before, notes)
}

/// `Jumlah A ------ x 100 % (7.012/10.456) x 100 % = 67,06 Jumlah B`: what was worked out beside the bar, before the divisor.
/// Gives a remark on it.
fn drop_worked_out(tokens: &mut Vec<Token<'_>>, bar_end: usize) -> Option<Note> {
    let scale = match tokens.get(bar_end..)? {
        [times, scale, ..] if times.is_times() && scale.is_scale() => 2,
        _ => return None,
    };
    let from = bar_end + scale;
    let worked = |token: &Token<'_>| !token.is_word() || token.is_times();
    let width = tokens[from..].iter().take_while(|token| worked(token)).count();
    let (figures, rest) = tokens[from..].split_at(width);
    let divided =
        figures.iter().any(frame::is_division) && figures.iter().filter(|token| token.is_number()).count() > 1;
    if !divided || !rest.first().is_some_and(|next| words::quantity_head(&next.key)) {
        return None;
    }
    let place = figures[0].span.hull(figures[width - 1].span);
    tokens.drain(from..from + width);
    Some(Note::new(Code::Remark, Severity::Info, place))
}

/// A bar at the edge of a text that computes nothing else: one side of the fraction is gone.
pub(super) fn half_a_fraction(all: &[Vec<Token<'_>>]) -> Option<Error> {
    let (first, last) = (all.first()?, all.last()?);
    // A line of dots is left to be filled in.
    let dots = |line: &[Token<'_>]| line.iter().all(|token| matches!(token.kind, Kind::Sign('.' | '…')));
    let whole = |line: &[Token<'_>]| bar(line).is_some_and(|run| run.len() == line.len()) && !dots(line);
    let rest = all.iter().filter(|line| !whole(line)).flatten();
    if all.len() < 2 || rest.clone().count() == 0 || all.iter().any(|line| !whole(line) && frame::computes(line)) {
        return None;
    }
    let hull = |line: &[Token<'_>]| line[0].span.hull(line[line.len() - 1].span);
    match (whole(first), whole(last)) {
        (true, false) => Some(problems::half_a_fraction(hull(first), problems::ABOVE)),
        (false, true) => Some(problems::half_a_fraction(hull(last), problems::BELOW)),
        _ => None,
    }
}

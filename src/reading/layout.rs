//! Two dimensions made one: fractions drawn over several lines become brackets and a division.

use super::drawn::{bar, bar_below, bar_between, bar_in_line, gap_in_line, half_a_fraction};
use super::fraction_parts::{heading_between, numerator_and_denominator, part_numerator};
use super::row_debris::{drop_blanks, drop_leaders, drop_open_result, drop_row_behind};
use super::token::{Kind, SURE_CLOSE, SURE_DIVIDE, SURE_OPEN, Token};
use super::{label_lines, words};
use crate::Span;
use crate::error::{Code, Error, Note, Result, Severity};

/// The tokens of a formula in reading order, without line ends, and what had to be guessed.
pub(super) struct Laid<'t> {
    pub tokens: Vec<Token<'t>>,
    pub notes: Vec<Note>,
}

/// Lines of tokens, none empty.
pub(super) type Lines<'t> = Vec<Vec<Token<'t>>>;

fn lines(tokens: Vec<Token<'_>>) -> Lines<'_> {
    if tokens.iter().all(|token| token.kind != Kind::Break) {
        return if tokens.is_empty() { Vec::new() } else { vec![tokens] };
    }
    let mut lines: Lines<'_> = vec![Vec::new()];
    for token in tokens {
        if token.kind == Kind::Break {
            if lines.last().is_some_and(|line| !line.is_empty()) {
                lines.push(Vec::new());
            }
        } else if let Some(line) = lines.last_mut() {
            line.push(token);
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// An `x` or `×` that multiplies by what follows: a number, a bracket, a lone symbol.
fn multiplies(line: &[Token<'_>], at: usize) -> bool {
    let token = &line[at];
    token.is_sign('×')
        || token.is_sign('*') && at + 1 < line.len()
        || token.is_key("x")
            && line
                .get(at + 1)
                .is_none_or(|next| next.is_number() || next.is_percent() || next.is_open() || next.is_symbol())
}

/// Where a line has a gap that its neighbours fill: before a multiplication with nothing to multiply.
fn gap(line: &[Token<'_>]) -> Option<std::ops::Range<usize>> {
    for at in 0..line.len() {
        // An empty pair of brackets is what remains of a drawn fraction.
        if line[at].is_open() && line.get(at + 1).is_some_and(Token::is_close) {
            return Some(at..at + 2);
        }
        let after_equals = at > 0 && line[at - 1].is_sign('=') && line[at].is_key("x") && line[at].spaced;
        if !(multiplies(line, at) || after_equals) || at + 1 == line.len() {
            continue;
        }
        let Some(before) = at.checked_sub(1).map(|before| &line[before]) else { return Some(0..0) };
        if matches!(before.kind, Kind::Sign('=' | '+' | '−' | ':' | '÷')) || before.is_sign('%') {
            return Some(at..at);
        }
        // A single dash for a bar: `t = - x 100%`.
        if matches!(before.kind, Kind::Sign('-' | '–' | '—')) && at >= 2 && line[at - 2].is_sign('=') {
            return Some(at - 1..at);
        }
    }
    // `Proporsi = k` between two lines.
    if let [.., equals, constant] = line
        && equals.is_sign('=')
        && matches!(constant.text, "k" | "K")
        && line.len() > 2
    {
        return Some(line.len() - 1..line.len() - 1);
    }
    // A percentage or a base alone on its line: `A` / `100%` / `B`.
    let alone = line.len() == 1 && line[0].is_scale();
    // `PTR =` between two lines.
    // `PTR =` and `R = H x` between two lines.
    // In `Nilai = (60% x` the weight takes what follows below.
    let times = line.last().is_some_and(Token::is_times)
        && line.iter().any(|token| token.is_sign('='))
        && line.len() > 3
        && !line[line.len() - 2].is_percent();
    let open_end = line.last().is_some_and(|last| last.is_sign('=')) && line.len() > 1 || times;
    if alone {
        Some(0..0)
    } else if open_end {
        Some(line.len()..line.len())
    } else {
        None
    }
}

/// Whether a line says what is divided by what already.
pub(super) fn divides(line: &[Token<'_>]) -> bool {
    // `Desa/kel tangguh`: a slash between two words says "or".
    let or = |at: usize| {
        let word = |token: Option<&Token<'_>>| token.is_some_and(|token| token.is_word() && !token.is_symbol());
        line[at].is_sign('/')
            && !line[at].spaced
            && line.get(at + 1).is_some_and(|next| !next.spaced)
            && word(at.checked_sub(1).and_then(|at| line.get(at)))
            && word(line.get(at + 1))
    };
    line.iter().enumerate().any(|(at, token)| {
        matches!(token.kind, Kind::Sign('÷' | SURE_DIVIDE | '/')) && !or(at)
            || token.is_word() && words::operator(&token.key) == Some(crate::formula::Operator::Divide)
    }) || line.windows(2).any(|pair| pair[0].is_key("di") && pair[1].is_key("bagi"))
}

fn is_heading(line: &[Token<'_>]) -> bool {
    line.iter().find(|token| token.is_word()).is_some_and(|first| words::heading(&first.key))
        && super::frame::only_heads(line)
        && !line.iter().any(|token| token.is_number() || token.is_percent())
}

/// Whether a line begins a quantity rather than continuing one.
pub(super) fn begins_quantity(line: &[Token<'_>]) -> bool {
    let first = line.iter().find(|token| !token.is_open());
    first.is_some_and(|token| {
        token.kind == Kind::Sigma
            || token.is_word()
                && (words::quantity_head(&token.key) || matches!(&*token.key, "standar" | "norma"))
                && token.text.starts_with(char::is_uppercase)
    })
}

/// A line that ends with a multiplication by a percentage or power of ten: `A x 100%`.
pub(super) fn ends_scaled(line: &[Token<'_>]) -> Option<usize> {
    let constant = |at: &usize| *at > 0 && matches!(line[*at].text, "k" | "K") && line[at - 1].is_times();
    let scale = line.iter().rposition(|token| token.is_percent() || token.is_number());
    let scale = line.len().checked_sub(1).filter(constant).or(scale)?;
    let times = scale.checked_sub(1)?;
    let rest_is_noise = line[scale + 1..].iter().all(|token| !token.is_word());
    // In `(A + B x 0,6)` the factor belongs to its bracket.
    let opens = line[..times].iter().filter(|token| token.is_open()).count();
    let balanced = opens <= line[..times].iter().filter(|token| token.is_close()).count();
    (times > 0 && rest_is_noise && balanced && line[times].is_times()).then_some(times)
}

/// The place after a label in the first line of a numerator: `Rasio = A` or a heading `Rumus :`.
pub(super) fn label_end(line: &[Token<'_>]) -> usize {
    let mut depth = 0_usize;
    let mut end = 0;
    for (at, token) in line.iter().enumerate() {
        if token.is_open() {
            depth += 1;
        } else if token.is_close() {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && (token.is_sign('=') || token.is_sign(':') && is_heading(&line[..at])) {
            end = at + 1;
        }
    }
    end
}

/// Puts a fraction together: what stands before it, above, below and after it.
pub(super) fn fraction<'t>(
    before: Vec<Token<'t>>,
    above: Vec<Token<'t>>,
    below: Vec<Token<'t>>,
    after: Vec<Token<'t>>,
) -> Vec<Token<'t>> {
    let line = above.first().map_or(0, |first| first.line);
    let bar = above.last().map_or(Span::default(), |last| Span::at(last.span.end));
    let mut out: Vec<Token<'t>> = before;
    push_group(&mut out, above, line);
    out.push(Token::made(SURE_DIVIDE, bar, line));
    push_group(&mut out, below, line);
    out.extend(after);
    on_one_line(&mut out, line);
    out
}

/// Adds tokens in brackets that are certain.
pub(super) fn push_group<'t>(out: &mut Vec<Token<'t>>, tokens: Vec<Token<'t>>, line: u32) {
    let start = tokens.first().map_or(Span::default(), |first| Span::at(first.span.start));
    let end = tokens.last().map_or(Span::default(), |last| Span::at(last.span.end));
    out.push(Token::made(SURE_OPEN, start, line));
    out.extend(tokens);
    out.push(Token::made(SURE_CLOSE, end, line));
}

/// Puts tokens on one line, as which a fraction goes on; what began a line is apart from what stood before it.
pub(super) fn on_one_line(tokens: &mut [Token<'_>], line: u32) {
    let mut before = None;
    for token in tokens {
        token.spaced |= before.is_some_and(|before| before != token.line) && !token.text.is_empty();
        before = Some(std::mem::replace(&mut token.line, line));
    }
}

/// Joins lines that an operator at an edge holds together.
fn join_wrapped(lines: Lines<'_>) -> Lines<'_> {
    let mut out: Lines<'_> = Vec::with_capacity(lines.len());
    for line in lines {
        let holds = out.last().is_some_and(|last: &Vec<Token<'_>>| {
            let (end, before) = (&last[last.len() - 1], last.len().checked_sub(2).map(|at| &last[at]));
            let scale = line[0].is_percent() || line[0].is_number();
            end.is_times() && scale && last.len() > 1
                || last.len() == 1 && (end.is_key("x") || end.is_sign('×')) && line.len() == 1 && scale
                // A label that is wrapped before its sign: `Ketercapaian` / `Layanan` / `=`.
                || line[0].is_sign('=') && line.len() == 1 && before.is_none_or(|before| !before.is_sign('='))
                || end.is_sign('=') && before.is_none() && !multiplies(&line, 0)
        });
        // `Pemakaian = 250.000` / `kantong x 12`: the noun of the number, on its row.
        let noun = line.len() > 2
            && line[0].text.starts_with(char::is_lowercase)
            && !line[0].is_symbol()
            && (multiplies(&line, 1) || line[1].is_sign('/'));
        match out.last_mut() {
            Some(last)
                if noun && matches!(last.as_slice(), [.., sign, end] if sign.is_sign('=') && end.is_number()) =>
            {
                let row = last[0].line;
                last.extend(line);
                on_one_line(last, row);
            }
            Some(last) if holds => {
                let factor = last[last.len() - 1].is_times();
                let row = last[0].line;
                last.extend(line);
                if factor {
                    on_one_line(last, row);
                }
            }
            _ => out.push(line),
        }
    }
    out
}

/// A label that is wrapped over lines before a line that begins with its `=`.
fn join_label(mut lines: Lines<'_>) -> Lines<'_> {
    let Some(at) = lines
        .iter()
        .position(|line| line[0].is_sign('=') || line.len() > 1 && line.last().is_some_and(|t| t.is_sign('=')))
    else {
        return lines;
    };
    let words_only = |line: &Vec<Token<'_>>| line.len() <= 4 && line.iter().all(Token::is_word);
    let ends_open = lines[at].last().is_some_and(|last| last.is_sign('='));
    if at > 0
        && ends_open
        && gap(&lines[at]).is_some_and(|gap| gap.start == lines[at].len())
        && lines[..at].iter().all(words_only)
    {
        // Only where another line is the gap; else the line itself stands between numerator and denominator.
        let another = lines[at + 1..].iter().any(|line| gap(line).is_some() || ends_scaled(line).is_some());
        if another {
            let label: Vec<_> = lines.drain(..=at).flatten().collect();
            lines.insert(0, label);
        }
    }
    lines
}

/// Lays out the tokens of a formula.
pub(super) fn lay_out(tokens: Vec<Token<'_>>) -> Result<Laid<'_>> {
    let mut all = lines(part_numerator(tokens));
    // `A ------ x 100% B` / `14%`: what comes out.
    if let [line, result] = all.as_slice()
        && matches!(result.as_slice(), [one] if one.is_percent())
        && bar(line).is_some_and(|run| run.len() > 3 && run.start > 0 && run.end < line.len())
    {
        all.pop();
    }
    if all.len() < 2 {
        let mut tokens = all.pop().unwrap_or_default();
        drop_open_result(&mut tokens);
        if let Some(laid) = bar_in_line(&mut tokens).or_else(|| gap_in_line(&mut tokens)) {
            return Ok(laid);
        }
        drop_leaders(&mut tokens);
        return Ok(Laid { tokens, notes: Vec::new() });
    }
    let mut rows = Vec::new();
    for line in &mut all {
        drop_blanks(line);
        rows.extend(drop_row_behind(line));
        // `A x 100% =` over `B`: nothing follows the sign.
        let hanging = line.len() > 1 && ends_scaled(&line[..line.len() - 1]).is_some();
        line.pop_if(|last| hanging && last.is_sign('='));
    }
    // A row of numbers alone comes from other cells.
    let number = |token: &Token<'_>| token.is_number() || token.is_percent();
    // `≥ 80%` alone is a target.
    let compares = |token: &Token<'_>| matches!(token.kind, Kind::Sign('<' | '>' | '≤' | '≥'));
    let target = |line: &Vec<Token<'_>>| matches!(line.as_slice(), [sign, bound] if compares(sign) && number(bound));
    let row = |line: &Vec<Token<'_>>| line.len() > 1 && line.iter().all(number) || target(line);
    rows.extend(all.iter().filter(|line| row(line)).map(|line| line[0].span.hull(line[line.len() - 1].span)));
    all.retain(|line| !line.is_empty() && !row(line));
    label_behind(&mut all);
    label_below(&mut all);
    // `A` / `=` / `x 1.000` / `B`: a lone sign between the lines.
    for at in (1..all.len().saturating_sub(1)).rev() {
        if matches!(all[at].as_slice(), [one] if one.is_sign('=')) && multiplies(&all[at + 1], 0) {
            all.remove(at);
        }
    }
    let titled = label_lines::above_symbols(&mut all);
    let mut laid = lay_out_lines(join_label(join_wrapped(all)))?;
    laid.notes.extend(titled);
    laid.notes.extend(rows.into_iter().map(|place| Note::new(Code::IgnoredText, Severity::Doubt, place)));
    Ok(laid)
}

/// Puts a label before the line that it names, on the row of that line.
pub(super) fn lead_line<'t>(mut label: Vec<Token<'t>>, line: &mut Vec<Token<'t>>) {
    let row = line.last().map_or(0, |last| last.line);
    label.append(line);
    on_one_line(&mut label, row);
    *line = label;
}

/// `A x 1.000.000` / `= TP` / `B`: the symbol of the result beside the bar belongs before the fraction.
fn label_behind(all: &mut Lines<'_>) {
    let at = (1..all.len().saturating_sub(1)).find(|at| {
        let line = &all[*at];
        line[0].is_sign('=')
            && super::frame::names_result(&line[1..])
            && ends_scaled(&all[at - 1]).is_some()
            && label_end(&all[at - 1]) == 0
            && !divides(&all[at - 1])
    });
    if let Some(at) = at {
        let mut label = all.remove(at);
        label.rotate_left(1);
        lead_line(label, &mut all[at - 1]);
    }
}

/// `Jumlah A Jumlah B` / `X 100 Cakupan` / `Kapal Layar` / `=`: a label behind the factor, with its sign on the last line.
fn label_below(all: &mut Lines<'_>) {
    let alone = all.last().is_some_and(|line| matches!(line.as_slice(), [one] if one.is_sign('=')));
    let factor = all.iter().position(|line| {
        matches!(line.as_slice(), [times, scale, word, ..]
            if times.is_times() && scale.is_scale() && word.is_word() && word.text.starts_with(char::is_uppercase))
    });
    let Some(at) = factor.filter(|at| alone && *at > 0 && *at + 1 < all.len()) else { return };
    if all[..at].iter().any(|line| label_end(line) > 0) {
        return;
    }
    let rest: Vec<_> = all.split_off(at + 1).into_iter().flatten().collect();
    let mut label = all[at].split_off(2);
    label.extend(rest);
    let scale = all.remove(at);
    lead_line(label, &mut all[0]);
    let last = all.len() - 1;
    all[last].extend(scale);
    let row = all[last][0].line;
    on_one_line(&mut all[last], row);
}

/// Lays out several lines.
fn lay_out_lines(mut all: Lines<'_>) -> Result<Laid<'_>> {
    let begins = |line: &[Token<'_>]| line[0].text.starts_with(char::is_uppercase) || line[0].is_open();
    if all.len() > 1
        && is_heading(&all[0])
        && (all[0].last().is_some_and(|last| last.is_sign(':')) || all[0].iter().all(Token::is_word) && begins(&all[1]))
    {
        all.remove(0);
    }
    if let Some(tokens) = numerator_and_denominator(&all) {
        return Ok(Laid { tokens, notes: Vec::new() });
    }
    if let Some(tokens) = heading_between(&mut all) {
        let place = tokens.iter().map(|token| token.span).reduce(Span::hull).unwrap_or_default();
        return Ok(Laid { tokens, notes: vec![Note::new(Code::FractionByLines, Severity::Repair, place)] });
    }
    if let Some(error) = half_a_fraction(&all) {
        return Err(error);
    }
    let mut label = label_lines::beside_bar(&mut all);
    let drawn = bar_between(&mut all).or_else(|| bar_below(&mut all));
    if drawn.is_none() {
        refuse_doubled(&all)?;
    }
    let drawn = drawn
        .or_else(|| gap_between(&mut all))
        .or_else(|| scaled_above(&mut all))
        .or_else(|| number_below(&mut all))
        .or_else(|| number_above(&mut all))
        .or_else(|| quotient_below(&mut all))
        .or_else(|| two_quantities(&mut all));
    let mut laid = drawn.unwrap_or_else(|| {
        for line in &mut all {
            drop_leaders(line);
        }
        Laid { tokens: std::mem::take(&mut all).into_iter().flatten().collect(), notes: Vec::new() }
    });
    if !label.is_empty() {
        label.append(&mut laid.tokens);
        laid.tokens = label;
    }
    Ok(laid)
}

/// `A = = = 0,1` between two lines: each gap held a fraction, and nothing says which line belongs where.
fn refuse_doubled(all: &[Vec<Token<'_>>]) -> Result<()> {
    let doubled = (1..all.len().saturating_sub(1))
        .find(|at| all[*at].windows(2).any(|pair| pair[0].is_sign('=') && pair[1].is_sign('=')));
    doubled.map_or(Ok(()), |at| Err(Error::new(Code::LayoutLost).at(all[at][0].span)))
}

/// A gap in a line that its neighbours fill: `A` / `IKU = x 100%` / `B`.
fn gap_between<'t>(all: &mut Lines<'t>) -> Option<Laid<'t>> {
    let at = (1..all.len()).find(|at| gap(&all[*at]).is_some())?;
    let (middle_gap, width) = (gap(&all[at])?, all[at].len());
    // What follows `x 100%` on the line of the gap is the denominator, pulled up.
    let pulled = (middle_gap.start..width)
        .find(|i| all[at][*i].is_percent())
        .map(|i| i + 1)
        .filter(|i| all[at].get(*i).is_some_and(|token| token.is_word() || token.is_number() || token.is_open()));
    if at + 1 == all.len() && middle_gap.start > 0 && middle_gap.start < width && pulled.is_none() {
        return Some(filled_from_above(all, middle_gap));
    }
    let done = all[..at].iter().any(|line| divides(&line[label_end(line)..])) && middle_gap.start == 0;
    if done || at + 1 == all.len() && pulled.is_none() {
        return None;
    }
    let (mut above, mut before, mut below) = split_around(all, at);
    if let Some(pulled) = pulled {
        let mut first = before.split_off(pulled);
        first.append(&mut below);
        below = first;
    }
    let mut after = before.split_off(middle_gap.end);
    if middle_gap.len() == 2 {
        restore_brackets(&mut before, &mut after);
    }
    before.truncate(middle_gap.start);
    // `A - B x 100%` above `TKA =`: the factor scales the whole, which is then divided.
    let sum = above.iter().any(|token| matches!(token.kind, Kind::Sign('+' | '-' | '−' | '–')) && token.spaced);
    if after.is_empty()
        && sum
        && let Some(times) = ends_scaled(&above)
    {
        after = above.split_off(times);
    }
    // `Laju %` before the gap is a label without its sign.
    if before.last().is_some_and(|last| last.is_sign('%')) {
        let last = &before[before.len() - 1];
        let sign = Token::made('=', last.span, last.line);
        before.push(sign);
    }
    // `x 100%` / `Persentase desa =` / `B`: the label stands between.
    let label = label_end(&below);
    if before.is_empty() && label > 0 && label < below.len() && !super::frame::computes(&below[..label]) {
        before.extend(below.drain(..label));
    }
    if !below.is_empty() && !above.is_empty() {
        // A lone `100%` or `10.000` between the lines multiplies.
        if after.first().is_some_and(|first| first.is_percent() || first.is_number() || first.is_key("k")) {
            let line = after[0].line;
            after.insert(0, Token::made('×', after[0].span, line));
        }
        let notes = vec![by_lines(&before, &above, &below, &after)];
        return Some(finish(std::mem::take(all), before, above, below, after, notes));
    }
    let mut tokens = above;
    tokens.append(&mut before);
    tokens.extend(after);
    tokens.append(&mut below);
    Some(Laid { tokens, notes: Vec::new() })
}

/// `A dibagi B` on the lines above, `Rasio = x 100` below: the lines above fill the gap.
fn filled_from_above<'t>(all: &mut Lines<'t>, gap: std::ops::Range<usize>) -> Laid<'t> {
    let mut notes = Vec::new();
    let mut line = all.pop().unwrap_or_default();
    let (span, row) = (line[0].span, line[0].line);
    let after = line.split_off(gap.end);
    line.truncate(gap.start);
    let mut above: Vec<_> = all.drain(..).flatten().collect();
    super::frame::trim_ends(&mut above);
    // Above may stand nothing but points and bullets.
    if !above.is_empty() {
        notes.push(Note::new(Code::FractionByLines, Severity::Repair, span));
        push_group(&mut line, above, row);
    }
    line.extend(after);
    on_one_line(&mut line, row);
    Laid { tokens: line, notes }
}

/// `A x 100%` over `B`.
fn scaled_above<'t>(all: &mut Lines<'t>) -> Option<Laid<'t>> {
    let at = (0..all.len().saturating_sub(1)).find(|at| {
        let line = &all[*at];
        let from = label_end(line);
        let next = &all[at + 1];
        ends_scaled(&line[from..]).is_some()
            && !all[..=*at].iter().any(|line| divides(&line[label_end(line)..]))
            && !all[at + 1..].iter().any(|line| divides(line) || label_end(line) > 0)
            && !matches!(next[0].kind, Kind::Sign('/' | ':' | '÷' | '+' | '-' | '−' | '–' | '=' | '>' | '<'))
            && (begins_quantity(next)
                // `(A + B) x 100%` over `(C)`
                || line[from..].first().is_some_and(Token::is_open) && next[0].is_open() && super::frame::balanced(next)
                || next.iter().any(Token::is_word) && words::operator(&next[0].key).is_none() && !next[0].is_sign('('))
    })?;
    let times = label_end(&all[at]) + ends_scaled(&all[at][label_end(&all[at])..]).unwrap_or(0);
    let after = all[at].split_off(times);
    // `Jumlah kapal dengan waktu x 100%` / `tunggu lama` / `Jumlah kapal`: the upper name goes on below its factor.
    let continued = all[at + 1..].iter().position(|line| begins_quantity(line)).unwrap_or(0);
    let goes_on = |line: &Vec<Token<'_>>| line[0].is_word() && line[0].text.starts_with(char::is_lowercase);
    if all[at + 1..=at + continued].iter().all(goes_on) && begins_quantity(&all[at][label_end(&all[at])..]) {
        let more: Vec<_> = all.drain(at + 1..=at + continued).flatten().collect();
        all[at].extend(more);
    }
    let (mut above, mut line, below) = split_around(all, at);
    let label = label_end(&line);
    let rest = line.split_off(label);
    // A label belongs before the fraction, the lines above it into the numerator.
    let mut before = Vec::new();
    if label > 0 {
        before.append(&mut above);
        before.append(&mut line);
    }
    above.extend(rest);
    let notes = vec![by_lines(&before, &above, &below, &after)];
    Some(finish(std::mem::take(all), before, above, below, after, notes))
}

/// `Rerata = C1 + C2 + C3` over `3`: a sum, and a number or symbol alone on the line below it.
fn number_below<'t>(all: &mut Lines<'t>) -> Option<Laid<'t>> {
    let [line, below] = all.as_slice() else { return None };
    let label = label_end(line);
    let over_all = line[label..].iter().any(|token| token.kind == Kind::Sigma);
    let alone = matches!(below.as_slice(), [one] if one.is_number() && (over_all || !one.is_scale())
        || one.is_symbol() && label > 0);
    let sum = (over_all || line[label..].iter().any(|token| token.is_sign('+'))) && !divides(&line[label..]);
    if !(alone && sum && line.last().is_some_and(|last| last.is_word() || last.is_close())) {
        return None;
    }
    over_the_last(all, label)
}

/// `30` alone above `AKP = 60 x 1000`: two numbers of a worked example.
fn number_above<'t>(all: &mut Lines<'t>) -> Option<Laid<'t>> {
    let [above, line, ..] = all.as_slice() else { return None };
    let label = label_end(line);
    let scaled = matches!(&line[label..], [below, times, scale, ..]
        if below.is_number() && times.is_times() && scale.is_scale());
    if !(scaled && matches!(above.as_slice(), [one] if one.is_number())) {
        return None;
    }
    let above = all.remove(0);
    let mut line = all.remove(0);
    let after = line.split_off(label + 1);
    let below = line.split_off(label);
    let notes = vec![by_lines(&line, &above, &below, &after)];
    Some(finish(std::mem::take(all), line, above, below, after, notes))
}

/// `LQ = Si / S` over `Ni / N`: a quotient of symbols above another one.
fn quotient_below<'t>(all: &mut Lines<'t>) -> Option<Laid<'t>> {
    let [line, below] = all.as_slice() else { return None };
    let symbol = |token: &Token<'_>| token.is_symbol() || super::products::is_letter(token);
    let quotient = |line: &[Token<'_>]| {
        let line = match line {
            [open, inner @ .., close] if open.is_open() && close.is_close() => inner,
            line => line,
        };
        matches!(line, [left, sign, right] if symbol(left) && symbol(right) && matches!(sign.kind, Kind::Sign('/' | '÷' | ':')))
    };
    let label = label_end(line);
    if !(quotient(&line[label..]) && quotient(below)) {
        return None;
    }
    over_the_last(all, label)
}

/// The first of two lines over the second, without the label before it.
fn over_the_last<'t>(all: &mut Lines<'t>, label: usize) -> Option<Laid<'t>> {
    let below = all.pop()?;
    let mut line = all.pop()?;
    let above = line.split_off(label);
    let notes = vec![by_lines(&line, &above, &below, &[])];
    Some(finish(Vec::new(), line, above, below, Vec::new(), notes))
}

/// Two lines that each begin a quantity, with no operator in the text.
fn two_quantities<'t>(all: &mut Lines<'t>) -> Option<Laid<'t>> {
    if all.len() < 2 || all.iter().any(|line| divides(&line[label_end(line)..])) {
        return None;
    }
    let mut first = label_end(&all[0]);
    // `BTO =` on a line of its own.
    if first == all[0].len() && all.len() > 2 {
        let line = all.remove(1);
        all[0].extend(line);
    } else if first == all[0].len() {
        first = 0;
    }
    let starts: Vec<_> = (1..all.len()).filter(|at| begins_quantity(&all[*at])).collect();
    let head = all[0].get(first..).is_some_and(|line| begins_quantity(line) || line.len() == 1 && line[0].is_symbol());
    let no_operator = all.iter().flatten().all(|token| {
        !token.is_sign('+') && !token.is_sign('×') && (!token.is_word() || words::operator(&token.key).is_none())
    });
    let sums = all.iter().flatten().filter(|token| token.kind == Kind::Sigma).count() >= 2
        && all[1..].iter().all(|line| label_end(line) == 0);
    let [second] = starts.as_slice() else { return None };
    if !(head && (no_operator || sums)) {
        return None;
    }
    let mut tail: Vec<_> = all.split_off(*second).into_iter().flatten().collect();
    // `x 100%` behind the lower line scales the whole, also where its sign is lost.
    let mut scale = ends_scaled(&tail).map_or(Vec::new(), |times| tail.split_off(times));
    if let Some(percent) = tail.pop_if(|last| last.is_percent() && last.is_scale() && scale.is_empty()) {
        scale = vec![Token::made('×', percent.span, percent.line), percent];
    }
    let mut line: Vec<_> = all.drain(..).flatten().collect();
    let above = line.split_off(first);
    let notes = vec![by_lines(&line, &above, &tail, &[])];
    Some(finish(Vec::new(), line, above, tail, scale, notes))
}

/// `&1+ '1 - () × 100%`: where a drawn fraction left an empty pair of brackets, the tall brackets round it became stray
/// signs. They are opened again, and closed behind the fraction.
fn restore_brackets(before: &mut [Token<'_>], after: &mut Vec<Token<'_>>) {
    let mut opened = 0;
    for at in 0..before.len() {
        let number = before.get(at + 1).is_some_and(Token::is_number);
        if number && matches!(before[at].kind, Kind::Sign('&' | '\'')) {
            before[at].kind = Kind::Sign(SURE_OPEN);
            opened += 1;
        }
    }
    let place = after.first().map_or(Span::default(), |token| token.span);
    let line = after.first().map_or(0, |token| token.line);
    after.splice(0..0, std::iter::repeat_n(Token::made(SURE_CLOSE, place, line), opened));
}

/// Takes line `at` and those above and below it away; what belongs to a label or another statement stays.
pub(super) fn split_around<'t>(all: &mut Lines<'t>, at: usize) -> (Vec<Token<'t>>, Vec<Token<'t>>, Vec<Token<'t>>) {
    // A line that ends with a label sign parts what stands above it from the fraction.
    title_line(all, at);
    let ends_label = |line: &Vec<Token<'t>>| line.last().is_some_and(|last| last.is_sign(':') || last.is_sign('='));
    let from = (0..at).rev().find(|i| ends_label(&all[*i])).map_or(0, |i| i + 1);
    // A line that begins another statement ends the denominator.
    let to = (at + 1..all.len())
        .find(|i| *i > at + 1 && label_end(&all[*i]) > 0 || all[*i][0].is_sign('='))
        .unwrap_or(all.len());
    let below: Vec<Vec<Token<'t>>> = all.drain(at + 1..to).collect();
    let middle = all.remove(at);
    let above: Vec<Vec<Token<'t>>> = all.drain(from..at).collect();
    let clean = |lines: Vec<Vec<Token<'t>>>| -> Vec<Token<'t>> {
        let kept =
            lines.into_iter().filter(|line| !is_heading(line) && bar(line).is_none_or(|run| run.len() < line.len()));
        kept.flat_map(|mut line| {
            drop_leaders(&mut line);
            line
        })
        .collect()
    };
    (clean(above), middle, clean(below))
}

/// `Persentase rumah layak huni` alone above `Jumlah rumah layak huni`: the name of what the fraction computes gets its
/// sign.
fn title_line(all: &mut Lines<'_>, at: usize) {
    let named = at >= 2
        && all[0].len() > 1
        && all[0].iter().all(Token::is_word)
        && words::percent_head(&all[0][0].key)
        && !super::frame::computes(&all[0])
        && begins_quantity(&all[1])
        && label_end(&all[at]) == 0;
    if named {
        let last = &all[0][all[0].len() - 1];
        let sign = Token::made('=', Span::at(last.span.end), last.line);
        all[0].push(sign);
    }
}

/// The note on a fraction whose bar is only the order of the lines, with the fraction on one line.
pub(super) fn by_lines(before: &[Token<'_>], above: &[Token<'_>], below: &[Token<'_>], after: &[Token<'_>]) -> Note {
    let parts = || above.iter().chain(below).chain(after).filter(|token| !token.text.is_empty());
    let place = parts().map(|token| token.span).reduce(Span::hull).unwrap_or_default();
    let note = Note::new(Code::FractionByLines, Severity::Repair, place);
    // A label between the lines, or signs that were put in, cannot be written out from here.
    let apart = before.last().is_none_or(|last| last.span.end <= place.start);
    let plain = above.iter().chain(below).all(|token| !token.text.is_empty());
    if !(apart && plain) {
        return note;
    }
    let written = |tokens: &[Token<'_>]| {
        let text = super::compose::name_text(tokens);
        if super::frame::computes(tokens) { format!("({text})") } else { text }
    };
    let times = if after.first().is_some_and(|first| first.text.is_empty()) { "x " } else { "" };
    let line = format!("{} / {} {times}{}", written(above), written(below), super::compose::name_text(after));
    note.suggest(place, line.trim_end())
}

/// The lines around a fraction put back in order.
pub(super) fn finish<'t>(
    rest: Lines<'t>,
    before: Vec<Token<'t>>,
    mut above: Vec<Token<'t>>,
    below: Vec<Token<'t>>,
    after: Vec<Token<'t>>,
    notes: Vec<Note>,
) -> Laid<'t> {
    let first = above.first().map_or(0, |token| token.span.start);
    let (head, tail): (Vec<_>, Vec<_>) = rest.into_iter().partition(|line| line[0].span.start < first);
    // A label in the first line of the numerator belongs before the fraction.
    let label = label_end(&above);
    let mut lead: Vec<Token<'t>> = head.into_iter().flatten().collect();
    if label > 0 && before.is_empty() {
        lead.extend(above.drain(..label));
    }
    lead.extend(before);
    let mut tokens = fraction(lead, above, below, after);
    tokens.extend(tail.into_iter().flatten());
    Laid { tokens, notes }
}

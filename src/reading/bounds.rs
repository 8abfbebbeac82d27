//! The bounds of sums: over which index a sum runs says nothing about what is summed, since its rows are data.

use super::foreign;
use super::seen::Seen;
use super::token::{Kind, Token};
use crate::Span;
use std::borrow::Cow;

/// Puts blanks in place of bounds that are written behind their sum, `Σ_(i=1)^n`, `∑_{i=1}^{5}`; every place stays.
pub(super) fn blank_marks<'t>(text: &'t str, seen: &Seen) -> Cow<'t, str> {
    if !seen.has(b'_') && !seen.has(b'^') {
        return Cow::Borrowed(text);
    }
    let place = |(at, sum): (usize, &str)| {
        let from = at + sum.len();
        let end = std::iter::successors(Some(from), |at| mark_end(text, *at)).last()?;
        // Without a quantity behind it, what was taken for the bound is what is summed.
        let summed = text[end..].trim_start_matches(' ');
        let begins = summed.starts_with(|c: char| c.is_alphanumeric() || "([{\"".contains(c));
        (begins && end > from).then_some(Span::new(from, end))
    };
    let places: Vec<Span> = text.match_indices(['Σ', '∑']).filter_map(place).collect();
    if places.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(foreign::blanked(text, &places)) }
}

/// The longest bound that is looked for, in bytes.
const MOST_BYTES: usize = 40;

/// Where one bound ends that begins behind blanks at a place: `_(i=1)`, `^{n}`, `_i`.
fn mark_end(text: &str, from: usize) -> Option<usize> {
    let rest = &text[from..];
    let mark = rest.len() - rest.trim_start_matches(' ').len();
    let bound = rest[mark..].strip_prefix(['_', '^'])?;
    let start = from + mark + 1;
    let close = match bound.chars().next()? {
        '(' => ')',
        '{' => '}',
        '[' => ']',
        _ => {
            let lone = bound.find(|c: char| !c.is_alphanumeric()).unwrap_or(bound.len());
            return (1..=3).contains(&lone).then_some(start + lone);
        }
    };
    let end = bound.char_indices().take_while(|(end, _)| *end <= MOST_BYTES).find(|(_, c)| *c == close)?.0;
    // What nests or computes is no bound.
    let plain = bound[1..end].chars().all(|c| c.is_alphanumeric() || matches!(c, '=' | '.' | ' ' | '-' | '…' | ','));
    plain.then_some(start + end + 1)
}

/// Drops the bounds of a sum that stand on lines of their own: `n` above `G = ∑ Yi`, `i = 1` below it.
pub(super) fn drop_lines(tokens: &mut Vec<Token<'_>>) {
    if !tokens.iter().any(|token| token.kind == Kind::Sigma) {
        return;
    }
    let lines: Vec<&[Token<'_>]> = tokens.split_inclusive(|token| token.kind == Kind::Break).collect();
    let content = |line: &[Token<'_>]| line.iter().filter(|token| token.kind != Kind::Break).count();
    let lone = |token: &Token<'_>| token.is_word() && token.text.chars().count() == 1;
    let upper =
        |line: &[Token<'_>]| content(line) == 1 && (line[0].is_number() && line[0].text.len() < 3 || lone(&line[0]));
    let lower = |line: &[Token<'_>]| {
        content(line) == 3
            && line[0].text.starts_with(char::is_lowercase)
            && lone(&line[0])
            && line[1].is_sign('=')
            && line[2].is_number()
    };
    let sums = |line: &[Token<'_>]| line.iter().any(|token| token.kind == Kind::Sigma);
    // `∑ fi(Yi + Yj) n i=1`: both bounds behind the sum on its line.
    let behind = |line: &[Token<'_>]| {
        let line = &line[..content(line)];
        let [before @ .., upper, letter, equals, first] = line else { return false };
        sums(before) && lone(upper) && lone(letter) && equals.is_sign('=') && first.is_number() && upper.spaced
    };
    let trailing: Vec<usize> = lines
        .iter()
        .scan(0, |from, line| {
            let start = *from;
            *from += line.len();
            Some(behind(line).then(|| start + content(line) - 4))
        })
        .flatten()
        .collect();
    let bounds: Vec<bool> = (0..lines.len())
        .map(|at| {
            lower(lines[at]) && lines[at.saturating_sub(3)..at].iter().any(|line| sums(line))
                || upper(lines[at])
                    && lines.get(at + 1).is_some_and(|next| sums(next))
                    && lines[at + 1..].iter().take(3).any(|line| lower(line))
        })
        .collect();
    if bounds.contains(&true) {
        let kept = lines.into_iter().zip(bounds).filter(|(_, bound)| !bound);
        *tokens = kept.flat_map(|(line, _)| line.iter().cloned()).collect();
    } else {
        for at in trailing.into_iter().rev() {
            tokens.drain(at..at + 4);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Reader;

    #[test]
    fn bounds_behind_a_sum_say_only_where_it_runs() {
        for text in ["A = Σ_(i=1)^n (w_i * I_i)", "A = ∑_{i=1}^{5} (w_i * I_i)", "A = Σ^n_i (w_i * I_i)"] {
            let read = Reader::new().read(text).unwrap();
            assert_eq!(read.to_sexpr(), "(= \"A\" (call \"sum\" (* \"w_i\" \"I_i\")))", "{text}");
        }
    }
}

//! Fractions whose parts are named: `Numerator : A`, `Penyebut : B`, with a constant or a formula behind them.

use super::asides;
use super::layout::{begins_quantity, divides, ends_scaled, fraction};
use super::token::{Kind, Token, drop_marked};
use super::words;

/// `Pembilang : A Penyebut : B` on one line is two lines.
pub(super) fn part_numerator(mut tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    drop_synonyms(&mut tokens);
    // `Cara Perhitungan` on a line of its own before the parts.
    let heading = tokens.iter().take(6).position(|token| token.kind == Kind::Break).filter(|end| {
        tokens[*end..]
            .iter()
            .find(|token| token.kind != Kind::Break)
            .is_some_and(|next| words::numerator_head(&next.key))
            && super::frame::only_heads(&tokens[..*end])
    });
    if let Some(end) = heading {
        let breaks = tokens[end..].iter().take_while(|token| token.kind == Kind::Break).count();
        tokens.drain(..end + breaks);
    }
    let listed = |at: usize| match &tokens[..at] {
        [.., number, dot] if number.is_number() && dot.is_sign('.') => at - 2,
        [.., number] if number.is_number() && number.text.len() == 1 => at - 1,
        [.., end, dash] if end.kind == Kind::Break && dash.is_sign('-') => at - 1,
        _ => at,
    };
    let headed = |at: usize, heads: fn(&str) -> bool| is_headed(&tokens, at, heads);
    let starts = !tokens.is_empty() && headed(0, words::numerator_head);
    let below = (2..tokens.len()).find(|at| headed(*at, words::denominator_head)).filter(|_| starts);
    let Some(below) = below else { return tokens };
    let constant = (below + 2..tokens.len()).find(|at| {
        let signed = tokens.get(at + 1).is_some_and(|next| next.is_sign(':') || next.is_sign('='));
        is_constant(&tokens[*at]) && (listed(*at) < *at || signed)
    });
    for at in [constant.map(listed), Some(listed(below))].into_iter().flatten() {
        if tokens[at - 1].kind != Kind::Break {
            let end = Token { kind: Kind::Break, ..tokens[at].clone_start() };
            tokens.insert(at, end);
        }
    }
    tokens
}

/// Whether the heading of a part stands at a place: `Penyebut :`, and `3. Penyebut. Jumlah ...` in a list, without a colon.
fn is_headed(tokens: &[Token<'_>], at: usize, heads: fn(&str) -> bool) -> bool {
    let counts = |at: usize| {
        tokens.get(at).is_some_and(|next| words::count_head(&next.key) && next.text.starts_with(char::is_uppercase))
    };
    tokens[at].is_word()
        && heads(&tokens[at].key)
        && (tokens.get(at + 1).is_some_and(|next| next.is_sign(':') || next.is_sign('='))
            || counts(at + 1 + usize::from(tokens.get(at + 1).is_some_and(|next| next.is_sign('.')))))
}

/// `Pembilang (Numerator): A`: the second word for the same.
fn drop_synonyms(tokens: &mut Vec<Token<'_>>) {
    let part = |token: &Token<'_>| token.is_word() && words::part_of_fraction(&token.key);
    let mut drop = vec![false; tokens.len()];
    for (at, four) in tokens.windows(4).enumerate() {
        if part(&four[0]) && four[1].is_open() && part(&four[2]) && four[3].is_close() {
            drop[at + 1..at + 4].fill(true);
        }
    }
    drop_marked(tokens, drop);
}

fn is_heading_word(token: &Token<'_>) -> bool {
    token.is_word() && words::heading(&token.key)
}

/// `Jumlah A` / `Formulasi Perhitungan : Jumlah B x 100%` / `satu tahun`: a heading in the column beside the fraction.
pub(super) fn heading_between<'t>(all: &mut Vec<Vec<Token<'t>>>) -> Option<Vec<Token<'t>>> {
    let [above, line, rest @ ..] = all.as_slice() else { return None };
    let colon = line.iter().position(|token| token.is_sign(':'))?;
    let heads = is_heading_word(&line[0]) && super::frame::only_heads(&line[..colon]);
    let below = &line[colon + 1..];
    let times = ends_scaled(below)?;
    let goes_on = |line: &Vec<Token<'_>>| line[0].is_word() && line[0].text.starts_with(char::is_lowercase);
    let fits = heads && begins_quantity(above) && begins_quantity(below) && rest.iter().all(goes_on);
    if !fits || divides(above) || divides(&below[..times]) || super::frame::computes_apart(above) {
        return None;
    }
    let (mut below, after) = (below[..times].to_vec(), below[times..].to_vec());
    below.extend(rest.iter().flatten().cloned());
    let above = above.clone();
    all.clear();
    Some(fraction(Vec::new(), above, below, after))
}

/// `Ukuran Konstanta`, which says how the fraction is scaled.
fn is_constant(token: &Token<'_>) -> bool {
    matches!(&*token.key, "ukuran" | "ukurankonstanta" | "konstanta")
}

/// Where a line begins behind the number of a list: `3. Penyebut`, `9 Denumerator`.
fn list_mark(line: &[Token<'_>]) -> usize {
    match line {
        [number, dot, _, ..] if number.is_number() && number.text.len() <= 2 && dot.is_sign('.') => 2,
        [number, next, ..]
            if number.is_number()
                && number.text.len() <= 2
                && (words::part_of_fraction(&next.key) || is_constant(next)) =>
        {
            1
        }
        [dash, next, ..] if matches!(dash.kind, Kind::Sign('-' | '–' | '•')) && next.is_word() && next.spaced => 1,
        _ => 0,
    }
}

/// `Numerator A` and `Denominator B`, or `Pembilang` and `Penyebut`, each at the start of a line.
pub(super) fn numerator_and_denominator<'t>(all: &[Vec<Token<'t>>]) -> Option<Vec<Token<'t>>> {
    let starts = |heads: fn(&str) -> bool| {
        all.iter().position(|line| {
            let first = &line[list_mark(line)];
            first.is_word() && heads(&first.key)
        })
    };
    // `N : ...` and `D : ...`, with nothing that computes with them.
    let letter = |letter: &str| {
        all.iter().position(|line| line[0].text == letter && line.get(1).is_some_and(|sign| sign.is_sign(':')))
    };
    let above = starts(words::numerator_head).or_else(|| letter("N"))?;
    let below = starts(words::denominator_head).or_else(|| letter("D")).filter(|below| *below > above)?;
    let body = |lines: &[Vec<Token<'t>>]| {
        let heading = list_mark(&lines[0]) + 1;
        let mut tokens: Vec<Token<'t>> = lines.iter().flatten().skip(heading).cloned().collect();
        super::frame::trim_ends(&mut tokens);
        // `(pembilang)` only says the same again.
        if tokens.len() > 3 && tokens[0].is_open() && tokens[2].is_close() {
            tokens.drain(..3);
        }
        let signs = tokens.iter().take_while(|token| matches!(token.kind, Kind::Sign(':' | '=' | '.'))).count();
        tokens.drain(..signs);
        if let [.., open, word, close] = tokens.as_slice()
            && open.is_open()
            && words::part_of_fraction(&word.key)
            && close.is_close()
        {
            tokens.truncate(tokens.len() - 3);
        }
        tokens
    };
    // `Formula : Pembilang / Penyebut x 100%` says how the two are scaled.
    let constant = |line: &[Token<'_>]| matches!(&*line[0].key, "konstanta" | "pengali" | "faktor");
    let told = |first: &Token<'_>| {
        first.is_word()
            && matches!(&*first.key, "target" | "pencapaian" | "sumber" | "periode" | "standar" | "standard")
    };
    let listed = list_mark(&all[below]) > 0;
    let formula = (below + 1..all.len()).find(|at| {
        is_heading_word(&all[*at][0]) || constant(&all[*at]) || listed && list_mark(&all[*at]) > 0 || told(&all[*at][0])
    });
    let scale = formula.and_then(|at| {
        let line = &all[at];
        // `Konstanta : 100%`
        if let [_, _, scale] = line.as_slice()
            && constant(line)
            && (scale.is_percent() || scale.is_number())
        {
            return Some(vec![Token::made('×', scale.span, scale.line), scale.clone()]);
        }
        let times = line.iter().rposition(asides::multiplies)?;
        let scale = line.get(times + 1).filter(|scale| scale.is_percent() || scale.is_number())?;
        (line.len() == times + 2).then(|| vec![Token::made('×', scale.span, scale.line), scale.clone()])
    });
    let (above, mut below) = (body(&all[above..below]), body(&all[below..formula.unwrap_or(all.len())]));
    // `Penyebut : B x 100%` scales the quotient.
    let behind = ends_scaled(&below).filter(|_| scale.is_none()).map(|times| below.split_off(times));
    let scale = scale.or(behind);
    (!above.is_empty() && !below.is_empty()).then(|| fraction(Vec::new(), above, below, scale.unwrap_or_default()))
}

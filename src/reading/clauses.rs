//! Clauses behind a formula that go on without a full stop: its unit, the news of a release, what kind of indicator it is.

use super::frame::{computes, computes_apart};
use super::token::{Kind, Token};
use super::words;
use crate::Span;

/// Of so many places each is looked at whether the formula ends there.
const MOST_PLACES: usize = 8;

/// Cuts them off. Gives whether one says percent, and the place of one that holds figures.
pub(super) fn cut(tokens: &mut Vec<Token<'_>>) -> (bool, Option<Span>) {
    let mut in_percent = false;
    let mut ignored = None;
    if let Some(at) = place(tokens, is_unit) {
        in_percent = tokens.get(at + 3).is_some_and(|unit| words::percent_head(&unit.key));
        tokens.truncate(at);
    }
    // What a release says of its figures can compute: `mengalami penurunan 0,29 persen dibandingkan bulan lalu`.
    let mut news = (3..tokens.len()).filter(|at| is_news(tokens, *at)).take(MOST_PLACES);
    let news = news.find(|at| computes(&tokens[..*at]));
    let lines = tokens.last().is_some_and(|last| last.line > tokens[0].line);
    let line = (3..if lines { tokens.len() } else { 0 })
        .find(|at| explains_on_line(tokens, *at) && computes_apart(&tokens[..*at]));
    for at in [news, line, place(tokens, runs_on), place(tokens, is_target)].into_iter().flatten() {
        if at < tokens.len() {
            ignored = Some(tokens[at].span.hull(tokens[tokens.len() - 1].span));
            tokens.truncate(at);
        }
    }
    if let Some(at) = place(tokens, is_explained) {
        tokens.truncate(at);
    }
    (in_percent, ignored)
}

/// Where such a clause begins behind what computes, and nothing computes in it.
fn place(tokens: &[Token<'_>], begins: fn(&[Token<'_>], usize) -> bool) -> Option<usize> {
    (2..tokens.len())
        .filter(|at| begins(tokens, *at))
        .take(MOST_PLACES)
        .find(|at| computes(&tokens[..*at]) && !computes_apart(&tokens[*at..]))
}

fn key<'a>(tokens: &'a [Token<'_>], at: usize) -> &'a str {
    tokens.get(at).map_or("", |token| &*token.key)
}

/// `..., dalam satuan persen, dihitung selama 1 tahun`
fn is_unit(tokens: &[Token<'_>], at: usize) -> bool {
    tokens[at].is_sign(',') && matches!(key(tokens, at + 1), "dalam" | "dengan") && key(tokens, at + 2) == "satuan"
}

/// `..., pada bulan Januari 2017 tercatat 114,89 yang berarti ...`
fn is_news(tokens: &[Token<'_>], at: usize) -> bool {
    let states = |token: &Token<'_>| matches!(&*token.key, "tercatat" | "mencapai" | "sebesar");
    tokens[at].is_sign(',') && key(tokens, at + 1) == "pada" && tokens[at..].iter().take(8).any(states)
}

/// `... x Produktivitas (Ton/Ha) Jumlah produksi adalah total produksi ...`: a sentence without its stop.
fn runs_on(tokens: &[Token<'_>], at: usize) -> bool {
    let first = &tokens[at];
    tokens[at - 1].is_close()
        && first.is_word()
        && first.text.starts_with(char::is_uppercase)
        && !first.is_symbol()
        && tokens[at + 1..].iter().take(8).any(|token| token.is_key("adalah") || token.is_key("merupakan"))
}

/// `A ÷ B` / `Menghitung rata-rata jumlah kegiatan per petugas`: a line that says what was computed, by a verb or in a sentence.
fn explains_on_line(tokens: &[Token<'_>], at: usize) -> bool {
    let (before, first) = (&tokens[at - 1], &tokens[at]);
    let verb = matches!(
        &*first.key,
        "menghitung" | "mengukur" | "menilai" | "menggambarkan" | "menunjukkan" | "mencerminkan" | "merupakan"
    );
    let figure = words::mean_word(&first.key) || matches!(&*first.key, "rata" | "gabungan" | "semakin");
    let ends = before.is_word() && !before.is_times() && !words::never_last(&before.key) || before.is_close();
    first.line > before.line
        && first.is_word()
        && first.text.starts_with(char::is_uppercase)
        && (verb || figure && !tokens[at..].iter().any(super::frame::is_division))
        && ends
}

/// `... x 100% Target 2023: 58%`: what is aimed at, behind the factor.
fn is_target(tokens: &[Token<'_>], at: usize) -> bool {
    let aims = matches!(&*tokens[at].key, "target" | "standar") && tokens[at].text.starts_with(char::is_uppercase);
    let year = usize::from(tokens.get(at + 1).is_some_and(|next| next.is_number() && next.text.len() == 4));
    let value = tokens.get(at + 2 + year).is_some_and(|next| next.is_percent() || next.is_number());
    aims && tokens[at - 1].is_scale() && tokens.get(at + 1 + year).is_some_and(|next| next.is_sign(':')) && value
}

/// `..., merupakan salah satu indikator ...`, `..., menggambarkan kemampuan ...`, `... — mengikuti pedoman ...`
fn is_explained(tokens: &[Token<'_>], at: usize) -> bool {
    let parts = tokens[at].is_sign(',') || matches!(tokens[at].kind, Kind::Sign('—' | '–')) && tokens[at].spaced;
    parts
        && matches!(
            key(tokens, at + 1),
            "merupakan" | "menggambarkan" | "menunjukkan" | "mencerminkan" | "mengikuti" | "sehingga" | "mengingat"
        )
}

//! Operators that the print lost, found again by what is repeated: `IHK bulan ini IHK bulan lalu` over `IHK bulan lalu` is a
//! difference over its base, `A - B A x 100%` lost its fraction bar. Each is put in with a note.

use super::compose::name_text;
use super::frame::is_division;
use super::mend::lost;
use super::roles::part_key;
use super::token::{Kind, SURE_DIVIDE, Token};
use super::words;
use crate::Span;
use crate::error::Note;
use crate::formula::Operator;

/// Longer texts are not searched.
const MOST_TOKENS: usize = 400;

/// Puts one lost operator back, or the two of `X Y Y`, and says so.
pub(super) fn restore(body: &mut Vec<Token<'_>>, growth: bool) -> Vec<Note> {
    if body.len() > MOST_TOKENS {
        return Vec::new();
    }
    let runs = runs(body);
    let mut found: Vec<(usize, Operator)> = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        found = lost_in(body, &runs, index, run, growth);
        if !found.is_empty() {
            break;
        }
    }
    let mut notes = Vec::new();
    for (at, operator) in found.into_iter().rev() {
        let place = Span::at(body[at].span.start);
        let from = runs.iter().map(|run| run.start).filter(|start| *start <= at).max().unwrap_or(0);
        let end = runs.iter().map(|run| run.end).find(|end| *end > at).unwrap_or(body.len());
        let (left, right) = (name_text(&body[from.min(at)..at]), name_text(&body[at..end]));
        let sign = if operator == Operator::Divide { "/ " } else { "- " };
        notes.push(lost(place, &left, &right, operator).suggest(place, sign));
        let sign = if operator == Operator::Divide { SURE_DIVIDE } else { '−' };
        let line = body[at].line;
        body.insert(at, Token::made(sign, place, line));
    }
    notes
}

/// `Realisasi sasaran armada Target sasaran armada`: what was reached and what was planned of the same thing, over each other
/// before the bar was lost.
pub(super) fn reached_over_planned(body: &mut Vec<Token<'_>>) -> Option<Note> {
    let half = body.len() / 2;
    let reached = |token: &Token<'_>| matches!(&*token.key, "realisasi" | "capaian" | "pencapaian");
    let planned = |token: &Token<'_>| matches!(&*token.key, "target" | "rencana" | "sasaran" | "anggaran" | "pagu");
    let lost_bar = (2..=MOST_TOKENS / 2).contains(&half)
        && body.len().is_multiple_of(2)
        && body.iter().all(Token::is_word)
        && reached(&body[0])
        && planned(&body[half])
        && body[half].text.starts_with(char::is_uppercase)
        && same(body, 1..half, half + 1..body.len());
    if !lost_bar {
        return None;
    }
    let place = Span::at(body[half].span.start);
    let note = lost(place, &name_text(&body[..half]), &name_text(&body[half..]), Operator::Divide).suggest(place, "/ ");
    body.insert(half, Token::made(SURE_DIVIDE, place, body[half].line));
    Some(note)
}

type Run = std::ops::Range<usize>;

/// Runs of words and numbers between signs, brackets and operators.
fn runs(body: &[Token<'_>]) -> Vec<Run> {
    let part = |at: usize| {
        let token = &body[at];
        let glued = |next: Option<&Token<'_>>| next.is_some_and(|next| !next.spaced);
        token.is_word() && words::operator(&token.key).is_none() && !token.is_key("x")
            || token.is_number()
            || matches!(token.kind, Kind::Sign('-' | '−' | '–')) && !token.spaced && glued(body.get(at + 1))
    };
    let mut runs: Vec<Run> = Vec::new();
    for at in 0..body.len() {
        if !part(at) {
            continue;
        }
        match runs.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

fn same(body: &[Token<'_>], a: Run, b: Run) -> bool {
    a.len() == b.len() && body[a].iter().zip(&body[b]).all(|(a, b)| part_key(a) == part_key(b))
}

/// Where operators are lost in a run, and which.
fn lost_in(body: &[Token<'_>], runs: &[Run], index: usize, run: &Run, growth: bool) -> Vec<(usize, Operator)> {
    let before = index.checked_sub(1).map(|before| runs[before].clone());
    let after = runs.get(index + 1).cloned();
    let first_again = |at: usize| {
        at > 0
            && body[at].is_word()
            && (body[at - 1].is_word() || body[at - 1].is_number())
            && part_key(&body[at]) == part_key(&body[run.start])
    };
    // What is divided ends with what divides it: a difference over its base.
    if let Some(base) = after.filter(|base| base.len() < run.len() && divides_between(body, run.end, base.start)) {
        let at = run.end - base.len();
        if first_again(at) && same(body, at..run.end, base) {
            return vec![(at, Operator::Subtract)];
        }
    }
    // `(Nilai aktual Nilai minimum) / (Nilai maksimum Nilai minimum)`: both sides take the same away.
    if let Some(below) = runs.get(index + 1).filter(|below| divides_between(body, run.end, below.start)) {
        let alike = |width: &usize| same(body, run.end - width..run.end, below.end - width..below.end);
        let width = (1..run.len().min(below.len())).take_while(alike).last().unwrap_or(0);
        let (above_at, below_at) = (run.end - width, below.end - width);
        let again = |at: usize, first: usize| part_key(&body[at]) == part_key(&body[first]);
        if width > 1 && again(above_at, run.start) && again(below_at, below.start) {
            return vec![(above_at, Operator::Subtract), (below_at, Operator::Subtract)];
        }
    }
    // `Y - Ymin` over `Ymax Ymin`: below, the same is taken away.
    if let (Some(minuend), Some(taken)) = (index.checked_sub(2).map(|at| &runs[at]), before.clone())
        && taken.len() < run.len()
        && subtracts_between(body, minuend.end, taken.start)
        && divides_between(body, taken.end, run.start)
        && same(body, run.end - taken.len()..run.end, taken.clone())
    {
        return vec![(run.end - taken.len(), Operator::Subtract)];
    }
    // What is subtracted ends with what it is subtracted from.
    if let Some(whole) = before.filter(|whole| whole.len() < run.len() && subtracts_between(body, whole.end, run.start))
    {
        let at = run.end - whole.len();
        if same(body, at..run.end, whole.clone()) && part_key(&body[run.start]) == part_key(&body[whole.start]) {
            return vec![(at, Operator::Divide)];
        }
    }
    // `Kargo n Kargo n-1 Kargo n-1 x 100`: a difference over its base, with both signs lost.
    if growth {
        for width in 1..=(run.len() - 1) / 2 {
            let (second, third) = (run.end - 2 * width, run.end - width);
            if same(body, second..third, third..run.end) && first_again(second) && second > run.start {
                return vec![(second, Operator::Subtract), (third, Operator::Divide)];
            }
        }
    }
    Vec::new()
}

/// Whether only brackets and one sign of division stand between two runs.
fn divides_between(body: &[Token<'_>], from: usize, to: usize) -> bool {
    let between = &body[from..to];
    between.iter().filter(|token| is_division(token)).count() == 1
        && between.iter().all(|token| is_division(token) || token.is_open() || token.is_close())
}

/// Whether one minus sign or word alone stands between two runs.
fn subtracts_between(body: &[Token<'_>], from: usize, to: usize) -> bool {
    matches!(&body[from..to], [one] if matches!(one.kind, Kind::Sign('-' | '−' | '–'))
        || one.is_word() && words::operator(&one.key) == Some(Operator::Subtract))
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_repeated_shows_the_lost_operator() {
        for (text, reading) in [
            ("(PDRBt PDRBt-1) / PDRBt-1 x 100%", "(* (/ (- \"PDRBt\" \"PDRBt-1\") \"PDRBt-1\") 100%)"),
            (
                "Susut bobot = Bobot muat - Bobot bongkar Bobot muat x 100%",
                "(= \"Susut bobot\" (* (/ (- \"Bobot muat\" \"Bobot bongkar\") \"Bobot muat\") 100%))",
            ),
            (
                "Laju kargo = Kargo n Kargo n-1 Kargo n-1 x 100",
                "(= \"Laju kargo\" (* (/ (- \"Kargo n\" \"Kargo n-1\") \"Kargo n-1\") 100))",
            ),
        ] {
            let read = crate::Reader::new().read(text).unwrap();
            assert_eq!(read.to_sexpr(), reading, "{text}");
            assert!(read.notes().any(|note| note.code() == crate::Code::LostOperator), "{text}");
        }
    }
}

//! Labels without their sign: a name that ran into the formula behind it.

use super::token::{Kind, Token};
use super::{compose, frame, words};
use crate::Span;
use crate::error::{Code, Note, Severity};

/// `Laju kunjungan {A - B} / B`: what stands before a brace or square bracket at the start is a label without its sign.
pub(super) fn label_before_bracket<'t>(body: &mut Vec<Token<'t>>) -> Vec<Token<'t>> {
    // `PTR Σ A Σ B`: a symbol before a sum is not multiplied by it.
    if body.len() > 3 && body[0].is_symbol() && body[1].kind == Kind::Sigma {
        return body.drain(..1).collect();
    }
    let Some(open) = body.iter().position(Token::is_open) else { return Vec::new() };
    let named = open > 0
        && matches!(body[open].text, "{" | "[")
        && body[..open].iter().all(Token::is_word)
        && words::indicator_head(&body[0].key);
    if named { body.drain(..open).collect() } else { Vec::new() }
}

/// `Cakupan air minum Jumlah RT terlayani / Jumlah RT x 100%`: a label that ran into the first quantity.
pub(super) fn label_run_on<'t>(
    body: &mut Vec<Token<'t>>,
    indicator: &[String],
    notes: &mut Vec<Note>,
) -> Vec<Token<'t>> {
    if !body.first().is_some_and(Token::is_word) {
        return Vec::new();
    }
    let end = body.iter().position(|token| !token.is_word()).unwrap_or(body.len()).min(40);
    let counts = |token: &Token<'_>| {
        matches!(&*token.key, "jumlah" | "jml" | "banyaknya" | "total" | "realisasi")
            && token.text.starts_with(char::is_uppercase)
    };
    let named = !indicator.is_empty()
        && indicator.len() < end
        && body.iter().zip(indicator).all(|(token, word)| *token.key == *word);
    let acronym = body[0].text.chars().count() >= 2 && body[0].text.chars().all(char::is_uppercase);
    let headed = words::indicator_head(&body[0].key);
    // `Tingkat kelulusan` / `Angka kelulusan dibagi jumlah peserta`
    let begins_line = |at: usize| {
        let next = &body[at];
        next.line > body[at - 1].line
            && next.text.starts_with(char::is_uppercase)
            && (words::quantity_head(&next.key) || words::indicator_head(&next.key))
            && !words::percent_head(&next.key)
    };
    if !(named || acronym || headed) || !frame::computes(body) {
        return Vec::new();
    }
    let titled = headed && !matches!(&*body[0].key, "rasio" | "ratio" | "perbandingan" | "proporsi");
    let start = if named {
        Some(indicator.len()).filter(|at| words::quantity_head(&body[*at].key) || begins_line(*at))
    } else {
        let from = if acronym { 1 } else { 2 };
        (from..end).take(if acronym { 1 } else { 20 }).find(|at| {
            (acronym || titled)
                && (counts(&body[*at]) || begins_line(*at))
                && !words::never_last(&body[at - 1].key)
                && !words::quantity_head(&body[at - 1].key)
        })
    };
    // `Rasio desa maju (Jumlah desa maju / Jumlah desa) x 100%`: a name, then a bracket that computes all of it.
    let bracket = || {
        // `ber-SIPI`: a hyphen that joins belongs to the name.
        let joins = |token: &Token<'_>| token.is_word() || token.is_sign('-') && !token.spaced;
        let end = body.iter().position(|token| !joins(token)).unwrap_or(body.len()).min(40);
        let behind = body.get(end + 1..).unwrap_or(&[]);
        let close = behind.iter().position(Token::is_close)?;
        let scaled = |rest: &[Token<'_>]| matches!(rest, [times, scale] if times.is_times() && scale.is_scale());
        // Or a second bracket, over which the bar is lost: `Persentase desa (jumlah A) (jumlah B) x 100%`.
        let head = |at: usize| behind.get(at).is_some_and(|token| words::quantity_head(&token.key));
        let second = behind[close + 1..].iter().position(Token::is_close).map(|at| close + 1 + at);
        let two = second.is_some_and(|second| {
            behind[close + 1].is_open() && scaled(&behind[second + 1..]) && head(0) && head(close + 2)
        });
        // `Persentase petani terlatih (jumlah A / jumlah B * 100%)`: all of it in the bracket.
        let within = behind[close + 1..].is_empty()
            && matches!(&behind[..close], [.., times, scale] if times.is_times() && scale.is_scale())
            && behind[..close].iter().any(frame::is_division);
        (headed
            && end > 1
            && body.get(end)?.is_sign('(')
            && (two || within || scaled(&behind[close + 1..]) && frame::computes_apart(&behind[..close])))
        .then_some(end)
    };
    let Some(start) = start.or_else(bracket) else { return Vec::new() };
    notes.push(lost_sign(&body[..start], &body[start..end.max(start + 1)]));
    body.drain(..start).collect()
}

/// The repair that a label was parted from what it names, where no sign does.
pub(super) fn lost_sign(label: &[Token<'_>], named: &[Token<'_>]) -> Note {
    let place = Span::at(named[0].span.start);
    Note::new(Code::LostOperator, Severity::Repair, place)
        .with("kiri", compose::name_text(label))
        .with("kanan", compose::name_text(named))
        .with("dibaca", "\"=\"")
        .suggest(place, "= ")
}

/// `Retribusi papan reklame baru L x It x HS`: words that run into the first of several symbols are a label.
pub(super) fn label_before_symbols<'t>(body: &mut Vec<Token<'t>>, notes: &mut Vec<Note>) -> Vec<Token<'t>> {
    let joins = |token: &Token<'_>| token.is_word() && !token.is_times() && words::operator(&token.key).is_none();
    let end = body.iter().position(|token| !joins(token)).unwrap_or(body.len());
    let Some(symbol) = end.checked_sub(1).filter(|at| *at > 1) else { return Vec::new() };
    let lone = |token: &Token<'_>| {
        token.is_symbol() && token.text.chars().count() <= 6 || token.is_number() || token.is_percent()
    };
    let operator = |token: &Token<'_>| {
        token.spaced && (token.is_times() || matches!(token.kind, Kind::Sign('+' | '−' | '/' | '÷')))
    };
    // `HS pr`: an index that a print set apart.
    let apart = body.last().is_some_and(|last| last.is_word() && last.text.len() == 2 && !last.is_symbol());
    let rest = &body[end..body.len() - usize::from(apart && end < body.len())];
    let alternates = rest.iter().enumerate().all(|(at, token)| if at % 2 == 0 { operator(token) } else { lone(token) });
    // `Nilai tukar USD x P` could be a product of two.
    let runs_in = rest.len() >= 4
        && rest.len().is_multiple_of(2)
        && alternates
        && rest.iter().any(Token::is_symbol)
        && body[symbol].is_symbol()
        && body[symbol].text.chars().count() <= 2
        && body[symbol].text.starts_with(char::is_uppercase)
        && body[symbol - 1].text.chars().all(char::is_lowercase);
    if !runs_in {
        return Vec::new();
    }
    notes.push(lost_sign(&body[..symbol], &body[symbol..=symbol]));
    body.drain(..symbol).collect()
}

/// `Nilai Prestasi Usaha ( C x 60% ) + ( D x 40% )`, `Capaian KKP (A+B)/n + C`: words before brackets that compute with symbols
/// alone, as all of the rest does.
pub(super) fn label_before_group<'t>(body: &mut Vec<Token<'t>>, notes: &mut Vec<Note>) -> Vec<Token<'t>> {
    let words_in = body.iter().position(|token| !token.is_word()).unwrap_or(body.len());
    let named = words_in > 1
        && body.get(words_in).is_some_and(Token::is_open)
        && body[..words_in]
            .iter()
            .all(|token| !token.is_times() && words::operator(&token.key).is_none() && !words::never_last(&token.key))
        && body[..words_in].iter().any(|token| !token.is_symbol());
    let symbolic = |token: &Token<'_>| {
        token.is_operator_sign()
            || token.is_open()
            || token.is_close()
            || token.is_number()
            || token.is_percent()
            || token.is_symbol() && token.text.chars().count() <= 6
            || token.is_word() && token.text.chars().count() == 1
    };
    let rest = &body[words_in..];
    let close = rest.iter().position(Token::is_close);
    // What the first brackets hold computes, and more stands behind them: `Jumlah kapal (3+4) (D)` has the mark of a column.
    let computes = close.is_some_and(|close| {
        // `harga pasar (t-1) x 2`: the year before.
        let index = close == 4 && words::index(&rest[1].key) && rest[3].is_number();
        !index
            && rest[..close].iter().any(Token::is_operator_sign)
            && rest[..close].iter().any(|token| token.is_symbol() && !token.is_times())
            && rest.get(close + 1).is_some_and(Token::is_operator_sign)
    });
    if !named || !computes || !rest.iter().all(symbolic) || !frame::balanced(rest) {
        return Vec::new();
    }
    notes.push(lost_sign(&body[..words_in], &body[words_in..]));
    body.drain(..words_in).collect()
}

/// A number behind a name that the label knows without it: a cell that was pulled into the text.
pub(super) fn trailing_number(body: &mut Vec<Token<'_>>, label: &[Token<'_>], notes: &mut Vec<Note>) {
    let [.., before, last] = body.as_slice() else { return };
    // `Bobot Aspek Keuangan = 25% x Nilai Aspek Keuangan 15`: where the label has a number there too, it belongs to both.
    let numbered = |at: usize| label.get(at + 1).is_some_and(Token::is_number);
    let at = label.iter().rposition(|token| token.key == before.key && token.is_word());
    let period =
        matches!(&*before.key, "tahun" | "triwulan" | "semester" | "bulan" | "tahap" | "kelas" | "tipe" | "golongan");
    let known = before.is_word() && !before.is_times() && !period && at.is_some_and(|at| !numbered(at));
    if last.is_number() && !last.is_scale() && known && last.spaced {
        notes.push(Note::new(Code::IgnoredText, Severity::Doubt, last.span));
        body.pop();
    }
}

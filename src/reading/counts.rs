//! Texts without arithmetic: a count, something that is noted as one, or no formula at all.

use super::names::LONG_NAME;
use super::token::{Kind, Token};
use super::words;
use crate::Span;
use crate::error::{Code, Error, Note, Result, Severity};

/// The one word of a text that only heads a formula: `Persentase (%)`, `Jumlah`, `Rumus`.
fn frame_word<'t>(body: &[Token<'t>]) -> Option<&'t str> {
    let mut words_in = body.iter().filter(|token| token.is_word() && !matches!(&*token.key, "persen" | "rumus"));
    let word = words_in.next().or_else(|| body.iter().find(|token| token.is_word()))?;
    let heads = words::ratio_head(&word.key)
        || words::percent_head(&word.key)
        || words::heading(&word.key)
        || matches!(
            &*word.key,
            "jumlah" | "jml" | "banyaknya" | "rata-rata" | "rumus" | "persen" | "ada" | "akar" | "log" | "ln"
        );
    let alone = words_in.next().is_none() && !body.iter().any(|token| token.is_number() || token.kind == Kind::Quoted);
    (heads && alone).then_some(word.text)
}

/// A text without arithmetic: a count, something that is noted as one, or no formula at all.
pub(super) fn one_quantity(
    name: &str,
    body: &[Token<'_>],
    label: &[Token<'_>],
    indicator: &[String],
) -> Result<Option<Note>> {
    let place = |tokens: &[Token<'_>]| {
        tokens
            .first()
            .map_or(Span::default(), |first| first.span)
            .hull(tokens.last().map_or(Span::default(), |last| last.span))
    };
    let span = place(body);
    if super::compose::cut_off(name) {
        return Err(Error::new(Code::CutOff).at(span).with("akhir", name));
    }
    let refuse =
        |kenapa: &str, why: &str| Err(Error::new(Code::NotAFormula).at(span).with("kenapa", kenapa).with("why", why));
    if let Some(word) = frame_word(body).filter(|_| label.is_empty()) {
        return refuse(
            &format!("kata \"{word}\" saja belum menyebut besaran apa"),
            &format!("the word \"{word}\" alone does not say which quantity"),
        );
    }
    if body.first().is_some_and(|first| matches!(&*first.key, "lihat" | "sesuai" | "terlampir" | "merujuk" | "mengacu"))
    {
        return refuse("isinya rujukan ke tempat lain", "it refers to another place");
    }
    let head = |token: &Token<'_>| token.is_word() && words::quantity_head(&token.key);
    let words_in = body.iter().filter(|token| token.is_word()).count();
    if body.iter().chain(label).any(|token| matches!(token.kind, Kind::Sign('?' | '>' | '<' | '≤' | '≥' | '→'))) {
        return refuse("isinya pertanyaan atau perbandingan nilai", "it asks or compares");
    }
    // `Mengukur kesenjangan ...`, `Menggambarkan kemampuan ...`
    let explains = body.first().is_some_and(|first| {
        let measures = matches!(&*first.key, "mengukur" | "mencerminkan" | "menilai" | "menjelaskan" | "memotret");
        first.is_word() && (measures || words::sentence_verb(&first.key))
    });
    let telling = |at: usize| {
        let clause = at > 0 && words::verb_before(&body[at - 1].key);
        body[at].is_word() && words::tells(&body[at].key) && !clause
    };
    // `"... adalah ...," katanya`
    let quoted = body.iter().any(|token| {
        token.kind == Kind::Quoted
            && (token.text.contains('?') || token.text.split(' ').any(|word| words::tells(&words::lowered(word))))
    });
    if explains && words_in > 2 || (0..body.len()).any(telling) || quoted || words_in > LONG_NAME {
        return refuse(
            "isinya kalimat penjelasan, tanpa operasi hitung",
            "it explains in a sentence, without arithmetic",
        );
    }
    if body.iter().filter(|token| token.is_percent()).count() > 1 {
        return refuse("isinya beberapa target, tanpa operasi hitung", "it lists targets, without arithmetic");
    }
    let stops = body.windows(2).filter(|pair| pair[0].is_sign('.') && pair[1].spaced).count();
    if stops > 0 && words_in > 12 {
        return refuse(
            "isinya beberapa kalimat, tanpa operasi hitung",
            "it holds several sentences, without arithmetic",
        );
    }
    if body.iter().any(|token| token.is_word() && token.key == "ada")
        && body.iter().any(|token| token.is_key("tidak"))
        && words_in < 8
    {
        return refuse("isinya pertanyaan ada atau tidak", "it asks whether something exists");
    }
    let first = body.iter().find(|token| token.is_word());
    let shared = body
        .iter()
        .filter(|token| token.is_word() && token.key.len() > 4)
        .any(|token| indicator.iter().any(|word| *word == token.key));
    // A label is a sound frame for a count when both speak of quantities.
    let labelled = label
        .iter()
        .find(|token| token.is_word())
        .is_some_and(|token| head(token) || words::indicator_head(&token.key));
    let counted = first.is_some_and(|token| words::count_head(&token.key));
    // `Angka yang menggambarkan kepesertaan ..., yaitu: a. ...` explains what it lists.
    let told = label.windows(2).any(|two| two[0].is_key("yang") && words::sentence_verb(&two[1].key));
    if told {
        return Ok(Some(Note::new(Code::OneQuantity, Severity::Doubt, span)));
    }
    let ratio = label.first().is_some_and(|first| first.is_word() && words::ratio_head(&first.key));
    if ratio && counted {
        return Ok(Some(Note::new(Code::OneQuantity, Severity::Doubt, span)));
    }
    if counted && (label.is_empty() || labelled) || !label.is_empty() && labelled && shared {
        return Ok(None);
    }
    // A rate that names two things, `Kunjungan per puskesmas KPBS ...`, lost what divides them.
    let rate = (2..body.len()).any(|at| {
        let shout = body[at].text.chars().count() > 2 && body[at].text.chars().all(char::is_uppercase);
        let capital = body.get(at + 1).is_some_and(|next| next.text.starts_with(char::is_uppercase));
        shout && capital && body[..at].iter().any(|token| token.is_key("per"))
    });
    let index = first.is_some_and(|first| words::indicator_head(&first.key) || matches!(&*first.key, "nilai" | "skor"));
    let long = words_in > 16 || words_in > 8 && !shared && !index;
    let doubtful = !label.is_empty() || long || rate;
    // `Rata-rata nilai dari 34 unit`: a figure that is given, or one to be taken of them. Of a weighted mean the weights
    // are not told.
    let mean = body.first().is_some_and(|first| first.is_key("rata") || words::mean_word(&first.key))
        && (body.windows(2).any(|two| two[0].is_key("dari") && two[1].is_number())
            || body.iter().take(4).any(|token| words::weighted(&token.key)));
    // `Klaim Bruto` above `Premi Bruto`: two lines that each begin a name.
    let lines = body.windows(2).any(|two| {
        two[1].line > two[0].line
            && two[1].is_word()
            && two[1].text.starts_with(char::is_uppercase)
            && !two[1].is_symbol()
            && !words::never_last(&two[0].key)
    });
    let doubtful = doubtful || mean || lines && !shared;
    let severity = if doubtful { Severity::Doubt } else { Severity::Info };
    Ok(Some(Note::new(Code::OneQuantity, severity, span)))
}

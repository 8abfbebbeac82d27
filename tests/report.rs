//! Reports: any text, any place, any width.
#![cfg(feature = "report")]
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail as tests do")]

use proptest::prelude::*;
use rumusan::error::Report;
use rumusan::{Error, Language, Reader, Span, Strictness};

/// Texts with what documents hold: words, signs, tabs, line ends, combining letters, emoji, signs that terminals obey.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Jumlah desa "),
        Just("dibagi "),
        Just("dibgi"),
        Just("x 100%"),
        Just("("),
        Just(")"),
        Just("/"),
        Just("-----\n"),
        Just("1.2.3"),
        Just("\t"),
        Just("\r\n"),
        Just("\r"),
        Just("\u{2028}"),
        Just("e\u{301}"),
        Just("😀"),
        Just("👨‍👩‍👧"),
        Just("\u{1b}[31m"),
        Just("\u{202e}"),
        Just("#REF!"),
        Just("漢字"),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// The problems and notes of a text, drawn in every way.
fn drawn(error: Option<&Error>, text: &str, width: usize) -> Vec<String> {
    let mut all = Vec::new();
    for language in [Language::Indonesian, Language::English] {
        for (coloured, ascii) in [(false, false), (false, true), (true, false)] {
            let report = Report::new().language(language).coloured(coloured).ascii(ascii).width(width);
            match (error, Reader::new().read(text)) {
                (Some(error), _) => all.push(report.error(error, text)),
                (None, Ok(reading)) => all.push(report.notes(reading.notes(), text)),
                (None, Err(error)) => all.push(report.error(&error, text)),
            }
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_text_is_drawn(text in texts(), width in 0_usize..400) {
        for drawn in drawn(None, &text, width).iter().take(2) {
            prop_assert!(!drawn.contains('\u{1b}') && !drawn.contains('\u{202e}'), "{drawn:?}");
        }
    }

    #[test]
    fn any_text_is_drawn(text in "(\\PC|x |%|/|\\(|\\)|[0-9IlO.,]{1,4}|dibagi |Rp){0,30}") {
        drawn(None, &text, 80);
    }

    /// Errors are kept and sent on, so the text beside them can be another one.
    #[test]
    fn a_place_outside_the_text_is_fitted_to_it(text in ".{0,60}", start in 0_usize..200, end in 0_usize..200, width in 0_usize..300) {
        let json = format!(
            r#"{{"inner":{{"code":"unit-clash","span":{{"start":{start},"end":{end}}},
            "related":[{{"start":{end},"end":{start}}},{{"start":{start},"end":{end}}}],
            "suggestion":{{"span":{{"start":{start},"end":{end}}},"text":"dibagi"}}}}}}"#
        );
        let error: Error = serde_json::from_str(&json).unwrap();
        drawn(Some(&error), &text, width);
    }
}

#[test]
fn counts_of_a_place() {
    let text = "Σ 😀 e\u{301} dibgi B";
    let place = text.find("dibgi").unwrap();
    let span = Span::new(place, place + 5);
    assert_eq!((span.in_chars(text), span.in_utf16(text)), (7..12, 8..13));
    // Outside and inside of characters.
    assert_eq!(Span::new(1, 500).in_chars(text), 0..text.chars().count());
    assert_eq!(Span::new(9, 3).in_utf16("abc"), 3..3);
}

#[test]
fn a_long_formula_is_wrapped_and_marked_where_it_is_wrong() {
    let text = "Persentase penyandang disabilitas terlantar, anak terlantar dan gelandangan pengemis yang terpenuhi \
                kebutuhan dasarnya di luar panti = (Jumlah penyandang disabilitas yang mendapat layanan + Jumlah anggaran \
                rehabilitasi sosial) dibgi Jumlah seluruh penyandang disabilitas terlantar di Kabupaten x 1.000.00";
    let error = Reader::new().read(text).unwrap_err();
    insta::assert_snapshot!("long", Report::new().width(72).error(&error, text));
    let clash = "Jumlah penyandang disabilitas terlantar yang mendapat layanan di dalam panti dan di luar panti + Jumlah \
                 anggaran rehabilitasi sosial dasar";
    let formula = rumusan::Formula::parse(clash).unwrap();
    let error = formula.check(&rumusan::check::Declarations::new()).unwrap_err();
    insta::assert_snapshot!("clash", Report::new().width(60).language(Language::English).error(&error, clash));
}

#[test]
fn strict_reading_says_every_doubt_at_once() {
    let text = "Jumlah A dibgi Jumlah B dikli 100%%";
    let error = Reader::new().strictness(Strictness::Strict).read(text).unwrap_err();
    let codes: Vec<_> = std::iter::once(&error).chain(error.others()).map(|error| error.code().as_str()).collect();
    assert_eq!(codes, ["doubled-sign", "misspelt-word", "misspelt-word"]);
    // One text shows them all mended.
    assert_eq!(Report::new().error(&error, text).matches("tulis: Jumlah A dibagi Jumlah B dikali 100%\n").count(), 2);
}

#[test]
fn a_text_full_of_problems_has_a_list_that_ends() {
    for text in ["/ / ".repeat(5_000), "( ) + ".repeat(5_000), "dibagi ".repeat(5_000), "#REF! ".repeat(5_000)] {
        let error = Reader::new().read(&text).unwrap_err();
        assert!(error.others().len() <= 20, "{} of {}", error.others().len(), &text[..8]);
        assert!(Report::new().error(&error, &text).len() < 200_000);
    }
}

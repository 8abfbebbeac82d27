//! Every code has a text or call that yields it, messages in two languages, and a page that is made from both.
//!
//! `PERBARUI=1 cargo test --test codes` writes the pages in `docs/kesalahan/` anew.
#![allow(clippy::unwrap_used)] // OK because a test may panic, in its helpers as well.
#![cfg(all(feature = "report", feature = "registry", feature = "csv"))]

use rumusan::check::Declarations;
use rumusan::data::CsvReader;
use rumusan::error::Report;
use rumusan::{
    Code, Dataset, Error, Formula, Language, Limits, Note, Number, Reader, Registry, Result, Rounding, Strictness, Unit,
};
use std::collections::HashSet;
use std::fmt::Write as _;
use std::{env, fs, path::PathBuf};

/// What an example gives.
enum Outcome {
    Error(Error),
    Notes(Vec<Note>),
}

/// A text that gives a code.
struct Example {
    text: String,
    /// What stands beside the text, in Indonesian and English.
    beside: Option<(String, String)>,
    outcome: Outcome,
}

impl Example {
    fn new(text: impl Into<String>, outcome: Outcome) -> Self {
        Self { text: text.into(), beside: None, outcome }
    }

    fn failed<T>(text: impl Into<String>, result: Result<T>) -> Self {
        let text = text.into();
        match result {
            Ok(_) => panic!("an error was expected: {text}"),
            Err(error) => Self::new(text, Outcome::Error(error)),
        }
    }

    fn beside(mut self, indonesian: impl Into<String>, english: impl Into<String>) -> Self {
        self.beside = Some((indonesian.into(), english.into()));
        self
    }

    /// Read as an official's text.
    fn read(text: &str) -> Self {
        match Reader::new().read(text) {
            Ok(reading) => Self::new(text, Outcome::Notes(reading.notes().cloned().collect())),
            Err(error) => Self::new(text, Outcome::Error(error)),
        }
    }

    /// Read with other limits.
    fn limited(text: &str, limits: Limits, name: &str, value: usize) -> Self {
        let result = Reader::new().limits(limits).read(text);
        Self::failed(text, result)
            .beside(format!("dengan batas `{name}` = {value}"), format!("with the limit `{name}` = {value}"))
    }

    /// Evaluated over values, each with its name.
    fn evaluated(text: &str, values: &[(&str, &str)]) -> Self {
        let data = values.iter().fold(Dataset::new(), |data, (name, value)| data.with(*name, *value));
        let result = Formula::parse(text).unwrap().evaluate(&data);
        let listed: Vec<String> = values.iter().map(|(name, value)| format!("{name} = \"{value}\"")).collect();
        let listed = listed.join(", ");
        Self::failed(text, result).beside(format!("dengan data {listed}"), format!("with the data {listed}"))
    }

    /// Checked for units.
    fn checked(text: &str) -> Self {
        Self::failed(text, Formula::parse(text).unwrap().check(&Declarations::new()))
    }

    fn declared(text: &str, unit: &str) -> Self {
        let declared = Declarations::new().unit(Unit::parse(unit).unwrap());
        Self::failed(text, Formula::parse(text).unwrap().check(&declared))
            .beside(format!("dengan satuan {unit}"), format!("with the unit {unit}"))
    }

    /// Read as a registry file.
    fn toml(entry: &str) -> Self {
        let text = format!("format = 1\nbahasa = 1\n\n[[indikator]]\n{entry}");
        let result = Registry::from_toml("desa.toml", &text);
        Self::failed(text, result)
    }

    /// The first line of the report on the code, and all of it.
    fn report(&self, code: Code, language: Language) -> String {
        let report = Report::new().language(language);
        match &self.outcome {
            Outcome::Error(error) => {
                let all: Vec<&Error> = std::iter::once(error).chain(error.others()).collect();
                let error = all.into_iter().find(|error| error.code() == code).unwrap();
                report.error(error, &self.text)
            }
            Outcome::Notes(notes) => report.notes(notes.iter().filter(|note| note.code() == code), &self.text),
        }
    }

    fn codes(&self) -> Vec<Code> {
        match &self.outcome {
            Outcome::Error(error) => std::iter::once(error).chain(error.others()).map(rumusan::Error::code).collect(),
            Outcome::Notes(notes) => notes.iter().map(Note::code).collect(),
        }
    }

    fn help(&self, code: Code, language: Language) -> String {
        match &self.outcome {
            Outcome::Error(error) => error.help(language),
            Outcome::Notes(notes) => notes.iter().find(|note| note.code() == code).unwrap().help(language),
        }
    }
}

/// A registry entry with its usual fields and some more.
const ENTRY: &str = "n = 1\nid = \"desa-maju\"\njenjang = \"program\"\nnama = \"Persentase desa maju\"\n";

/// The example of a code.
fn example(code: Code) -> Example {
    let limits = Limits::default();
    match code.as_str() {
        "empty-text" => Example::read("  "),
        "not-a-formula" => Example::read("Laporan ini menunjukkan jumlah desa yang tertib"),
        "pasted-table" => Example::read("1\tDesa Juai\tA / B x 100%\t75%"),
        "cut-off" => Example::read("Jumlah disabilitas terlayani dibagi Jumlah Penyandang"),
        "missing-operand" => Example::read("Jumlah desa yang melapor dibagi"),
        "doubled-operator" => Example::read("Jumlah desa yang melapor dibagi dikali Jumlah desa x 100%"),
        "empty-brackets" => Example::read("Jumlah desa yang melapor / ( ) x 100%"),
        "missing-operator" => Example::read("Jumlah A dibagi Jumlah B dikali 100% Jumlah C"),
        "unbalanced-bracket" => Example::read("(Jumlah desa maju + Jumlah desa mandiri / Jumlah desa x 100%"),
        "bad-number" => Example::read("Jumlah kasus / Jumlah perempuan x 100.000.00"),
        "bad-canonical" => {
            let text = r#""Jumlah desa yang melapor" / / "Jumlah desa""#;
            let beside = ("dibaca sebagai bacaan kanonik", "read as a canonical reading");
            Example::failed(text, Formula::canonical(text)).beside(beside.0, beside.1)
        }
        "spreadsheet-error" => Example::read("Jumlah desa yang melapor / #REF! x 100%"),
        "cell-reference" => Example::read("=B2/B3*100"),
        "several-formulas" => {
            let text = "Jumlah A dibagi Jumlah B x 100% dan Jumlah C dibagi Jumlah D x 100%";
            Example::read(text)
        }
        "layout-lost" => Example::read("260 x 100 13.000\nPTR = = =65 %\n200 x 1 200"),
        "text-too-long" => {
            Example::limited("Jumlah desa / Jumlah kecamatan", Limits { bytes: 20, ..limits }, "bytes", 20)
        }
        "too-deep" => Example::limited("((A + B) x 2) / C", Limits { depth: 1, ..limits }, "depth", 1),
        "too-many-terms" => Example::limited("A + B + C + D", Limits { terms: 2, ..limits }, "terms", 2),
        "number-too-long" => Example::limited("Jumlah desa / 1234567", Limits { digits: 5, ..limits }, "digits", 5),
        "unknown-name" => Example::evaluated(
            "Jumlah desa yang melapor / Jumlah desa x 100%",
            &[("Jumlah desa melapor", "144"), ("Jumlah desa", "154")],
        ),
        "empty-cell" => Example::evaluated(
            "Jumlah desa yang melapor / Jumlah desa x 100%",
            &[("Jumlah desa yang melapor", ""), ("Jumlah desa", "154")],
        ),
        "no-reading" => {
            let text = format!(
                "format = 1\nbahasa = 1\n\n[[indikator]]\n{ENTRY}rumus = \"Jumlah desa maju dibagi jumlah\"\n\
                 tanpa_bacaan = \"Rumusnya terpotong di dokumen.\"\n"
            );
            let registry = Registry::from_toml("desa.toml", &text).unwrap();
            let result = registry.get("desa-maju").unwrap().evaluate(&Dataset::new());
            Example::failed(text, result)
        }
        "zero-denominator" => Example::evaluated(
            "Jumlah desa yang melapor / Jumlah desa x 100%",
            &[("Jumlah desa yang melapor", "144"), ("Jumlah desa", "0")],
        ),
        "no-data" => {
            let text = "Σ Jumlah desa";
            let data = Dataset::new().with_rows("Jumlah desa", Vec::<i64>::new());
            Example::failed(text, Formula::parse(text).unwrap().evaluate(&data))
                .beside("dengan tabel tanpa baris", "with a table that has no rows")
        }
        "rows-outside-aggregate" => {
            let text = "Jumlah desa / Jumlah kecamatan";
            let data = Dataset::new().with_rows("Jumlah desa", [21, 24]).with("Jumlah kecamatan", 2);
            Example::failed(text, Formula::parse(text).unwrap().evaluate(&data))
                .beside("dengan dua baris \"Jumlah desa\"", "with two rows of \"Jumlah desa\"")
        }
        "row-count-differs" => {
            let text = "Σ (Bobot x Skor)";
            let data = Dataset::new().with_rows("Bobot", [1, 2, 3]).with_rows("Skor", [4, 5]);
            Example::failed(text, Formula::parse(text).unwrap().evaluate(&data)).beside(
                "dengan tiga baris \"Bobot\" dan dua baris \"Skor\"",
                "with three rows of \"Bobot\" and two of \"Skor\"",
            )
        }
        "bad-value" => Example::evaluated(
            "Jumlah desa yang melapor / Jumlah desa x 100%",
            &[("Jumlah desa yang melapor", "144 (sementara)"), ("Jumlah desa", "154")],
        ),
        "not-computable" => {
            let text = r#"log("Jumlah desa")"#;
            let result = Formula::canonical(text).unwrap().evaluate(&Dataset::new().with("Jumlah desa", 0));
            Example::failed(text, result).beside("dengan Jumlah desa = 0", "with Jumlah desa = 0")
        }
        "undecided-rounding" => {
            let text = "akar(2) + akar(8) - akar(18) + 0,5";
            let value = Formula::canonical(text).unwrap().evaluate(&Dataset::new()).unwrap();
            Example::failed(text, value.rounded(0, Rounding::HalfUp))
                .beside("dibulatkan tanpa desimal", "rounded to no decimals")
        }
        "out-of-range" => {
            let text = "1".to_owned() + &"0".repeat(40);
            let number: Number = text.parse().unwrap();
            Example::failed(text, number.to_decimal()).beside("sebagai `Decimal`", "as a `Decimal`")
        }
        "bad-rounding" => Example::failed("setengah", "setengah".parse::<Rounding>())
            .beside("sebagai cara pembulatan", "as a way of rounding"),
        "definition-cycle" => {
            let text = r#""A" / 2 dengan { "A" = "B" + 1; "B" = "A" + 1 }"#;
            Example::failed(text, Formula::canonical(text).unwrap().evaluate(&Dataset::new()))
        }
        "definition-twice" => {
            let text = r#""A" / 2 dengan { "A" = "Jumlah desa"; "A" = "Jumlah kecamatan" }"#;
            Example::failed(text, Formula::canonical(text).unwrap().evaluate(&Dataset::new()))
        }
        "duplicate-name" => {
            let text = "nama;nilai\nJumlah desa;154\nJUMLAH DESA;155\n";
            Example::failed(text, CsvReader::new().list(text)).beside("sebagai berkas CSV", "as a CSV file")
        }
        "bad-table" => {
            let text = "nama;nilai\nJumlah desa;154;155;156\n";
            Example::failed(text, CsvReader::new().list(text)).beside("sebagai berkas CSV", "as a CSV file")
        }
        "ambiguous-cell" => {
            let text = "nama;nilai\nIndeks desa;1.234\n";
            let data = CsvReader::new().list(text).unwrap();
            Example::new(text, Outcome::Notes(data.notes().to_vec())).beside("sebagai berkas CSV", "as a CSV file")
        }
        "unit-clash" => Example::checked("Jumlah desa + Jumlah anggaran"),
        "declared-unit-clash" => Example::declared("Jumlah desa + Jumlah desa baru", "persen"),
        "percent-twice" => Example::declared("Jumlah desa maju / Jumlah desa x 100% x 100", "persen"),
        "bad-unit" => {
            let text = "desa/(bulan";
            Example::failed(text, Unit::parse(text)).beside("sebagai satuan", "as a unit")
        }
        "number-beside-percent" => {
            let text = "100 - Jumlah desa maju / Jumlah desa x 100%";
            let notes = Formula::parse(text).unwrap().check(&Declarations::new()).unwrap().notes().to_vec();
            Example::new(text, Outcome::Notes(notes))
        }
        "percent-assumed" => {
            let text = "Capaian + 10%";
            let notes = Formula::parse(text).unwrap().check(&Declarations::new()).unwrap().notes().to_vec();
            Example::new(text, Outcome::Notes(notes))
        }
        "bad-toml" => Example::toml("nama = \"Persentase desa maju\nid = 1"),
        "missing-field" => Example::toml("n = 1\nid = \"desa-maju\"\nnama = \"Persentase desa maju\""),
        "unknown-field" => Example::toml(&format!("{ENTRY}satuann = \"persen\"")),
        "bad-field" => Example::toml(&format!("{ENTRY}satuan = 7")),
        "duplicate-entry" => Example::toml(&format!("{ENTRY}\n[[indikator]]\n{}", ENTRY.replace("n = 1", "n = 2"))),
        "unknown-reference" => Example::toml(&format!("{ENTRY}induk = \"program-desa\"")),
        "misspelt-word" => Example::read("Jumlah desa yang melapor dibgi Jumlah desa x 100%"),
        "misspelt-name" => Example::read("Jumlh desa yang melapor dibagi Jumlah desa x 100%"),
        "doubled-sign" => Example::read("Jumlah desa yang melapor dibagi Jumlah desa x 100%%"),
        "percent-moved" => Example::read("Jumlah desa yang melapor dibagi 100% Jumlah desa"),
        "lost-operator" => Example::read("Jumlah desa yang melapor Jumlah desa x 100%"),
        "missing-times" => Example::read("Jumlah desa yang melapor dibagi Jumlah desa 100%"),
        "fraction-by-lines" => Example::read("Jumlah desa yang melapor\nx 100%\nJumlah desa"),
        "missing-bracket" => {
            Example::read("Pertumbuhan desa = Desa tahun n - Desa tahun lalu / Desa tahun lalu x 100%")
        }
        "ambiguous-number" => Example::read("Jumlah desa / 1.234"),
        "rate-base" => Example::read("Jumlah kasus / 100.000 perempuan"),
        "only-numbers" => Example::read("100%"),
        "result-differs" => Example::read("Cakupan = 45 / 50 x 100% = 80%"),
        "one-quantity" => Example::read("Desa tertib administrasi"),
        "nothing-divided" => Example::read("Pencari Kerja x 100%"),
        "odd-name" => Example::read("Jumlah desa yang melapor Jumlah desa + Jumlah kelurahan"),
        "comparison" => Example::read("membandingkan kursi terpakai dengan kursi terpasang"),
        "exponent-lost" => Example::read("[(0.535)(0.72) + (0.465)(0.61)] -1"),
        "ignored-text" => Example::read("Jumlah desa melapor dibagi Jumlah desa. Dikali 100%"),
        "remark" => Example::read("Jumlah desa yang melapor dibagi Jumlah desa x 100% per tahun"),
        "ambiguous-part" => Example::read("perbandingan jumlah guru dengan jumlah murid dengan jumlah kelas"),
        "ambiguous-sign" => Example::read("Korban bencana : jumlah seluruh korban bencana"),
        other => panic!("the code {other} has no example"),
    }
}

#[test]
fn every_code_has_an_example_that_gives_it() {
    let wrong: Vec<String> = Code::ALL
        .iter()
        .map(|code| (code, example(*code)))
        .filter(|(code, example)| !example.codes().contains(code))
        .map(|(code, example)| format!("{code}: {:?} gives {:?}", example.text, example.codes()))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn messages_in_both_languages() {
    let mut all = String::new();
    for code in Code::ALL {
        let example = example(*code);
        for language in [Language::Indonesian, Language::English] {
            writeln!(all, "{}\n", example.report(*code, language)).unwrap();
        }
    }
    insta::assert_snapshot!("codes", all);
}

#[test]
fn texts_are_sentences_for_people() {
    // Words of the grammar, of parsers, and of programs.
    const FOREIGN: [&str; 14] = [
        "pest",
        "rule",
        "token",
        "parse",
        "SOI",
        "EOI",
        "expected",
        "panic",
        "unwrap",
        "canonical_list",
        "add_operator",
        "multiply_operator",
        "line_end",
        "Rule::",
    ];
    let mut names = HashSet::new();
    for code in Code::ALL {
        assert!(names.insert(code.as_str()), "{code} stands twice");
        assert_eq!(Code::from_name(code.as_str()), Some(*code));
        let example = example(*code);
        for language in [Language::Indonesian, Language::English] {
            let texts = [example.report(*code, language), code.why(language).to_owned(), example.help(*code, language)];
            for text in &texts {
                for word in FOREIGN {
                    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
                    assert!(words.into_iter().all(|found| found != word), "{code}: {text} holds {word}");
                }
                assert!(!text.contains('…') || example.text.contains('…'), "{code}: a word is missing in {text}");
                assert!(!text.contains("\"\" "), "{code}: an empty word in {text}");
                assert!(!text.contains('{') || example.text.contains('{'), "{code}: an unfilled word in {text}");
            }
            for text in &texts[1..] {
                assert!(text.ends_with(['.', '`', '%']), "{code}: {text} is no sentence");
            }
        }
    }
}

/// Applying a suggestion leaves the problem behind.
#[test]
fn a_suggestion_mends_what_it_speaks_of() {
    for code in Code::ALL {
        let example = example(*code);
        let suggestion = match &example.outcome {
            Outcome::Error(error) => error.suggestion(),
            Outcome::Notes(notes) => notes.iter().find(|note| note.code() == *code).and_then(Note::suggestion),
        };
        let Some(suggestion) = suggestion else { continue };
        let mended = suggestion.apply(&example.text).unwrap();
        let again = Example::read(&mended);
        assert!(!again.codes().contains(code), "{code}: {mended:?} gives {:?}", again.codes());
    }
}

/// A repair changes nothing but the note: the text with the suggestion made reads to the same tree, strictly.
#[test]
fn a_repaired_text_reads_the_same() {
    for code in Code::ALL {
        let Example { text, outcome: Outcome::Notes(_), .. } = example(*code) else { continue };
        let Ok(reading) = Reader::new().read(&text) else { continue };
        let notes: Vec<&Note> = reading.notes().collect();
        let [note] = notes.as_slice() else { continue };
        let (Some(suggestion), "repair") = (note.suggestion(), note.severity().as_str()) else { continue };
        let mended = suggestion.apply(&text).unwrap();
        let strict = Reader::new().strictness(Strictness::Strict).read(&mended);
        assert_eq!(strict.map(|reading| reading.to_sexpr()), Ok(reading.to_sexpr()), "{code}: {mended}");
    }
}

/// The page of a code.
fn page(code: Code) -> String {
    let example = example(code);
    let mut page = format!("# {code}\n\n{WRITTEN}\n\n{}\n", blanked(code.template(Language::Indonesian)));
    for (language, [heading, beside, why, what]) in [
        (Language::Indonesian, ["Contoh", "Teksnya", "Mengapa", "Yang dapat dilakukan"]),
        (Language::English, ["Example", "The text", "Why", "What to do"]),
    ] {
        if language == Language::English {
            write!(page, "\n## In English\n\n{}\n", blanked(code.template(language))).unwrap();
        }
        let level = if language == Language::English { "###" } else { "##" };
        let said = match (&example.beside, language) {
            (None, _) => String::new(),
            (Some((indonesian, _)), Language::Indonesian) => format!(" {indonesian}"),
            (Some((_, english)), Language::English) => format!(" {english}"),
        };
        write!(page, "\n{level} {heading}\n\n{beside}{said}:\n\n```text\n{}\n```\n\n", example.text.trim_end())
            .unwrap();
        write!(page, "```text\n{}\n```\n", example.report(code, language)).unwrap();
        write!(page, "\n{level} {why}\n\n{}\n", code.why(language)).unwrap();
        write!(page, "\n{level} {what}\n\n{}\n", example.help(code, language)).unwrap();
    }
    page
}

/// Says that a page is made, and from what.
const WRITTEN: &str =
    "<!-- Ditulis oleh `PERBARUI=1 cargo test --test codes` dari katalog kesalahan; jangan diubah di sini. -->";

/// A message without the words of one text.
fn blanked(template: &str) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        text.push('…');
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text
}

/// The page that lists all codes.
fn index() -> String {
    let mut page = format!(
        "# Kesalahan dan catatan\n\n{WRITTEN}\n\n\
         Setiap kesalahan dan catatan punya kode yang tetap. Halamannya menyebut contoh, sebab, dan yang dapat dilakukan.\n\n\
         Every error and note has a stable code. Its page has an example, the reason, and what to do, in both languages.\n\n\
         | kode | pesan | message |\n|---|---|---|\n"
    );
    for code in Code::ALL {
        let message = |language| blanked(code.template(language)).replace('|', "\\|");
        let (indonesian, english) = (message(Language::Indonesian), message(Language::English));
        writeln!(page, "| [{code}]({code}.md) | {indonesian} | {english} |").unwrap();
    }
    page
}

#[test]
fn pages_are_made_from_the_catalogue() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/kesalahan");
    let mut pages = vec![("README.md".to_owned(), index())];
    pages.extend(Code::ALL.iter().map(|code| (format!("{code}.md"), page(*code))));
    if env::var_os("PERBARUI").is_some() {
        fs::create_dir_all(&folder).unwrap();
        for old in fs::read_dir(&folder).unwrap() {
            fs::remove_file(old.unwrap().path()).unwrap();
        }
        for (name, page) in &pages {
            fs::write(folder.join(name), page).unwrap();
        }
    }
    let found: HashSet<String> =
        fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    for (name, page) in &pages {
        assert!(found.contains(name), "docs/kesalahan/{name} is missing: run PERBARUI=1 cargo test --test codes");
        let written = fs::read_to_string(folder.join(name)).unwrap();
        assert_eq!(written, *page, "docs/kesalahan/{name} is old: run PERBARUI=1 cargo test --test codes");
    }
    assert_eq!(found.len(), pages.len(), "docs/kesalahan holds pages of codes that are gone");
}

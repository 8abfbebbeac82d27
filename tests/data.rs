//! Tables as offices hold them: delimiters, quotes, marks, holes and ambiguous numbers.

#![cfg(feature = "csv")]
#![allow(clippy::unwrap_used)]

use rumusan::data::{Cell, CsvReader, Numerals};
use rumusan::{Code, Dataset, Formula, Number, Severity};

fn number(text: &str) -> Cell {
    Cell::Number(text.parse().unwrap())
}

fn list(text: &str) -> Dataset {
    CsvReader::new().list(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn a_list_in_any_dress_is_the_same_list() {
    for text in [
        "nama;nilai\nJumlah desa;154\nCakupan;12,5\n",
        "\u{FEFF}nama;nilai\r\nJumlah desa;154\r\nCakupan;12,5\r\n",
        "Jumlah desa;154\nCakupan;12,5",
        "Nama,Nilai\nJumlah desa,154\nCakupan,\"12,5\"\n",
        "nama\tnilai\nJumlah desa\t154\nCakupan\t12,5\n",
        "\n;\nNilai;Nama;Satuan\n154;Jumlah desa;\n\n 12,5 ; Cakupan ;\n",
        "\"Jumlah desa\";\"154\"\n\"Cakupan\";\"12,5\"\n",
    ] {
        let data = list(text);
        assert_eq!(data.get("jumlah DESA"), Some(&[number("154")][..]), "{text}");
        assert_eq!(data.get("Cakupan"), Some(&[number("12.5")][..]), "{text}");
        assert!(data.notes().is_empty());
    }
}

#[test]
fn a_name_may_hold_delimiters_quotes_and_line_ends() {
    let data = list("\"PPKS (lansia; \"\"anak\"\")\";3\n\"Jumlah\ndesa\";4\n");
    assert_eq!(data.get("PPKS (lansia; \"anak\")"), Some(&[number("3")][..]));
    assert_eq!(data.get("Jumlah desa"), Some(&[number("4")][..]));
}

#[test]
fn holes_are_empty_and_not_zero() {
    let data = list("A;\nB;-\nC;n/a\nD;...\nE;N/A\nF;0\nG;…\nH;......\nI; \nJ;#DIV/0!\nK;ada\n");
    for name in ["A", "B", "C", "D", "E", "G", "H", "I"] {
        assert_eq!(data.get(name), Some(&[Cell::Empty][..]), "{name}");
    }
    assert_eq!(data.get("F"), Some(&[number("0")][..]));
    for name in ["J", "K"] {
        let error = Formula::canonical(name).unwrap().evaluate(&data).unwrap_err();
        assert_eq!(error.code(), Code::BadValue, "{name}");
    }
    let zero = CsvReader::new().dash_is_zero(true).list("B;-\nC;n/a\n").unwrap();
    assert_eq!(zero.get("B"), Some(&[number("0")][..]));
    assert_eq!(zero.get("C"), Some(&[Cell::Empty][..]));
}

#[test]
fn numbers_are_indonesian_unless_told_otherwise() {
    let data = list("A;1.234.567,50\nB;Rp 5.000.000,00\nC;80 %\nD;-3,5\nE;0.376\nF;Rp. 177,-\n");
    assert_eq!(data.get("A"), Some(&[number("1234567.5")][..]));
    assert_eq!(data.get("B"), Some(&[number("5000000")][..]));
    assert_eq!(data.get("C"), Some(&[Cell::Percent(Number::from(80))][..]));
    assert_eq!(data.get("D"), Some(&[number("-3.5")][..]));
    assert_eq!(data.get("E"), Some(&[number("0.376")][..]));
    assert_eq!(data.get("F"), Some(&[number("177")][..]));
    let english = CsvReader::new().numerals(Numerals::English).list("A;1,234,567.50\nB;1.234\n").unwrap();
    assert_eq!(english.get("A"), Some(&[number("1234567.5")][..]));
    assert_eq!(english.get("B"), Some(&[number("1.234")][..]));
}

#[test]
fn an_ambiguous_number_is_noted_with_its_other_value_and_place() {
    let text = "nama;nilai\nKepadatan;1.234\nLuas;12,345\nDesa;154\nJumlah penduduk;1.234\nJumlah desa;1,234\n";
    let data = list(text);
    let notes: Vec<_> = data
        .notes()
        .iter()
        .map(|note| (note.severity(), note.span().of(text), note.argument("other").unwrap()))
        .collect();
    assert_eq!(
        notes,
        [
            (Severity::Doubt, "Kepadatan;1.234", "1.234"),
            (Severity::Doubt, "Luas;12,345", "12345"),
            (Severity::Doubt, "Jumlah desa;1,234", "1234")
        ]
    );
    assert_eq!(data.notes()[0].code().as_str(), "ambiguous-cell");
    let plain = CsvReader::new()
        .numerals(Numerals::Plain)
        .list(text.replace("12,345", "12.345").replace("1,234", "1.234"))
        .unwrap();
    assert!(plain.notes().is_empty());
    assert_eq!(plain.get("Jumlah penduduk"), Some(&[number("1.234")][..]));
}

#[test]
fn units_and_sources_of_a_list_are_used() {
    let data = list("nama;nilai;satuan;sumber\nCakupan;75;persen;Dinas Kesehatan\nBelanja;1,5;Rp juta;BPKAD\n");
    let value = |text: &str| Formula::canonical(text).unwrap().evaluate(&data).unwrap().to_string();
    assert_eq!(value("100% - \"Cakupan\""), "25%");
    assert_eq!(value("\"Belanja\" * 2"), "Rp3.000.000");
    let error = CsvReader::new().list("nama;nilai;satuan\nA;1;12 3\n").unwrap_err();
    assert_eq!(error.code(), Code::BadUnit);
}

#[test]
fn columns_become_rows() {
    let text = "Kecamatan;Jumlah desa;Jumlah penduduk\nJuai;21;16.129\nHalong;24;-\n;;\n";
    let data = CsvReader::new().columns(text).unwrap();
    assert_eq!(data.row_count(), 2);
    let value = |text: &str| match Formula::canonical(text).unwrap().evaluate(&data) {
        Ok(value) => value.to_string(),
        Err(error) => error.code().to_string(),
    };
    assert_eq!(value("jumlah(\"Jumlah desa\")"), "45 desa");
    assert_eq!(value("jumlah(\"Jumlah penduduk\")"), "empty-cell");
    assert_eq!(value("\"Jumlah desa\""), "rows-outside-aggregate");
    let first = Formula::canonical("\"Jumlah penduduk\" / \"Jumlah desa\"").unwrap().evaluate(&data.row(0));
    assert_eq!(first.unwrap().to_string(), "768,05 penduduk per desa");
}

#[test]
fn broken_tables_say_where() {
    for (text, code, line) in [
        ("nama;nilai\nA;1\nJumlah desa;2\njumlah  DESA;3\n", "duplicate-name", None),
        ("A,1\nJumlah desa,12,5\n", "bad-table", Some("2")),
        ("A;1\nB;2;3\n", "bad-table", Some("2")),
    ] {
        let error = CsvReader::new().list(text).unwrap_err();
        assert_eq!(error.code().as_str(), code, "{text}");
        assert_eq!(error.argument("baris"), line);
    }
    let error = CsvReader::new().columns("A;B;A\n1;2;3\n").unwrap_err();
    assert_eq!(error.code(), Code::DuplicateName);
    let error = CsvReader::new().list(b"A;1\nB\xff;2\n".as_slice()).unwrap_err();
    assert_eq!((error.code(), error.argument("baris")), (Code::BadTable, Some("2")));
    assert!(CsvReader::new().list("").unwrap().is_empty());
    assert!(CsvReader::new().columns("").unwrap().is_empty());
}

#[test]
fn one_bad_region_of_five_hundred_neither_stops_nor_vanishes() {
    let desa: Vec<i64> = (0..500).map(|region| if region % 200 == 7 { 0 } else { region + 1 }).collect();
    let data = Dataset::new().with_rows("lapor", 0..500_i64).with_rows("desa", desa);
    let formula = Formula::canonical("lapor / desa * 100%").unwrap();
    let (values, reasons): (Vec<_>, Vec<_>) =
        (0..data.row_count()).map(|row| formula.evaluate(&data.row(row))).partition(Result::is_ok);
    assert_eq!((values.len(), reasons.len()), (497, 3));
    assert!(reasons.iter().all(|reason| reason.as_ref().unwrap_err().code() == Code::ZeroDenominator));
}

#[test]
fn a_name_that_comes_twice_from_rows_is_not_guessed() {
    let data: Dataset = [("A", 1), ("B", 2), ("a", 1), ("A", 3)].into_iter().collect();
    let code = |text: &str| Formula::canonical(text).unwrap().evaluate(&data).map_err(|error| error.code());
    assert_eq!(code("A"), Err(Code::DuplicateName));
    assert_eq!(code("B").unwrap().to_string(), "2");
    let same: Dataset = [("A", 1), ("A", 1)].into_iter().collect();
    assert_eq!(Formula::canonical("A").unwrap().evaluate(&same).unwrap().to_string(), "1");
}

/// A header that names only one of the two columns is said, and not read as data.
#[test]
fn headers_of_a_list() {
    let list = |text: &str| CsvReader::new().list(text);
    let data = list("Kode;Indikator;Nilai\n1;Jumlah desa;154\n").unwrap();
    assert_eq!(data.get("Jumlah desa"), Some(&[Cell::Number(Number::from(154))][..]));
    assert_eq!(data.names().count(), 1);
    for half in ["Kode;Uraian\n1;154\n", "Kelompok;Nilai\nJumlah desa;154\n"] {
        assert_eq!(list(half).unwrap_err().code(), Code::BadTable, "{half}");
    }
    // A quantity that is called as a header is one where a figure stands beside it.
    assert_eq!(list("Jumlah;154\n").unwrap().names().count(), 1);
}

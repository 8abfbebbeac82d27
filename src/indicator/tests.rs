//! What a registry file with a mistake is answered.

use super::Registry;
use crate::Language;

const HEAD: &str = "format = 1\nbahasa = 1\n";
const ROW: &str = "[[indikator]]\nn = 7\nid = \"desa-maju\"\njenjang = \"program\"\nnama = \"Persentase desa maju\"\n";

/// Every message about a file, in both languages, one a line.
fn messages(text: &str) -> String {
    let error = Registry::from_toml("desa.toml", text).unwrap_err();
    let both = |error: &crate::Error| {
        let (id, en) = (error.message(Language::Indonesian), error.message(Language::English));
        format!("{}: {id}\n    {en}", error.code())
    };
    std::iter::once(&error).chain(error.others()).map(both).collect::<Vec<_>>().join("\n")
}

#[test]
fn broken_toml() {
    insta::assert_snapshot!(messages("format = 1\nbahasa = 1\n[[indikator]]\nn = 7\nnama = \"Persentase"), @r#"
    bad-toml: desa.toml: baris 5 bukan TOML yang benar, di sekitar: nama = "Persentase
        desa.toml: line 5 is not correct TOML, near: nama = "Persentase
    "#);
}

#[test]
fn missing_and_unknown_fields() {
    insta::assert_snapshot!(messages("bahasa = 2\n[[indikator]]\nn = 7\nname = \"A\"\ncatetan = [\"b\"]"), @r#"
    missing-field: desa.toml, bagian awal: kolom `format` belum diisi.
        desa.toml, bagian awal: the field `format` is missing.
    bad-field: desa.toml, bagian awal, kolom `bahasa`: versi 2 tidak dikenal; versi ini membaca 1.
        desa.toml, bagian awal, field `bahasa`: version 2 is not known; this version reads 1.
    missing-field: desa.toml, indikator ke-1: kolom `id` belum diisi.
        desa.toml, indikator ke-1: the field `id` is missing.
    missing-field: desa.toml, indikator 7: kolom `jenjang` belum diisi.
        desa.toml, indikator 7: the field `jenjang` is missing.
    missing-field: desa.toml, indikator 7: kolom `nama` belum diisi.
        desa.toml, indikator 7: the field `nama` is missing.
    unknown-field: desa.toml, indikator 7: kolom `catetan` tidak dikenal. Mungkin maksudnya "catatan"?
        desa.toml, indikator 7: the field `catetan` is not known. Did you mean "catatan"?
    unknown-field: desa.toml, indikator 7: kolom `name` tidak dikenal. Mungkin maksudnya "nama"?
        desa.toml, indikator 7: the field `name` is not known. Did you mean "nama"?
    "#);
}

#[test]
fn values_of_the_wrong_kind() {
    let text = format!(
        "{HEAD}[[indikator]]\nn = -7\nid = \"Desa Maju\"\njenjang = \"programme\"\nnama = \"\"\nbaris_sumber = [1]\nasumsi = \"ya\"\narah = \"naek\"\ncatatan = \"a\"\n"
    );
    insta::assert_snapshot!(messages(&text), @r#"
    bad-field: desa.toml, indikator ke-1, kolom `n`: seharusnya bilangan bulat mulai dari 0.
        desa.toml, indikator ke-1, field `n`: a whole number from 0 upwards is wanted.
    bad-field: desa.toml, indikator ke-1, kolom `id`: "Desa Maju" hanya boleh berisi huruf kecil, angka dan tanda hubung, misalnya desa-maju.
        desa.toml, indikator ke-1, field `id`: "Desa Maju" may hold only lower case letters, digits and hyphens, such as desa-maju.
    bad-field: desa.toml, indikator Desa Maju, kolom `jenjang`: "programme" tidak dikenal; pilih tujuan, sasaran, program, kegiatan, sub-kegiatan.
        desa.toml, indikator Desa Maju, field `jenjang`: "programme" is not known; choose one of tujuan, sasaran, program, kegiatan, sub-kegiatan.
    bad-field: desa.toml, indikator Desa Maju, kolom `nama`: teksnya kosong.
        desa.toml, indikator Desa Maju, field `nama`: the text is empty.
    bad-field: desa.toml, indikator Desa Maju, kolom `baris_sumber`: seharusnya dua bilangan bulat, misalnya [478, 479].
        desa.toml, indikator Desa Maju, field `baris_sumber`: two whole numbers are wanted, such as [478, 479].
    bad-field: desa.toml, indikator Desa Maju, kolom `asumsi`: seharusnya true atau false.
        desa.toml, indikator Desa Maju, field `asumsi`: true or false is wanted.
    bad-field: desa.toml, indikator Desa Maju, kolom `arah`: "naek" tidak dikenal; pilih naik, turun.
        desa.toml, indikator Desa Maju, field `arah`: "naek" is not known; choose one of naik, turun.
    bad-field: desa.toml, indikator Desa Maju, kolom `catatan`: seharusnya daftar teks.
        desa.toml, indikator Desa Maju, field `catatan`: a list of texts is wanted.
    "#);
}

#[test]
fn a_reading_that_cannot_be_read() {
    insta::assert_snapshot!(messages(&format!("{HEAD}{ROW}bacaan = '\"Jumlah desa maju\" dibagi \"Jumlah desa\"'")), @r#"
    bad-field: desa.toml, indikator 7 (desa-maju), kolom `bacaan`: Bacaan kanonik ini tidak dapat dibaca mulai dari: dibagi "Jumlah desa".
        desa.toml, indikator 7 (desa-maju), field `bacaan`: The canonical reading cannot be read from here on: dibagi "Jumlah desa".
    "#);
    insta::assert_snapshot!(messages(&format!("{HEAD}{ROW}bacaan = '\"a\" dengan {{ \"a\" = \"b\" + 1; \"b\" = \"a\" + 1 }}'")), @r#"
    bad-field: desa.toml, indikator 7 (desa-maju), kolom `bacaan`: Definisi "a" berputar kembali ke dirinya sendiri.
        desa.toml, indikator 7 (desa-maju), field `bacaan`: The definition of "a" leads back to itself.
    "#);
}

#[test]
fn fields_that_contradict_each_other() {
    let text = format!(
        "{HEAD}{ROW}rumus = \"A / B\"\nbacaan = '\"A\" / \"B\"'\ntanpa_bacaan = \"terpotong\"\nasumsi = true\nsatuan_dari = \"dokumen\"\n"
    );
    insta::assert_snapshot!(messages(&text), @r#"
    bad-field: desa.toml, indikator 7 (desa-maju), kolom `tanpa_bacaan`: ada bersama bacaan; pilih salah satu.
        desa.toml, indikator 7 (desa-maju), field `tanpa_bacaan`: stands beside bacaan; keep one of the two.
    bad-field: desa.toml, indikator 7 (desa-maju), kolom `satuan_dari`: tidak ada satuan.
        desa.toml, indikator 7 (desa-maju), field `satuan_dari`: there is no satuan.
    bad-field: desa.toml, indikator 7 (desa-maju), kolom `asumsi`: bacaannya harus satu besaran.
        desa.toml, indikator 7 (desa-maju), field `asumsi`: its bacaan must be one quantity.
    bad-field: desa.toml, indikator 7 (desa-maju), kolom `asumsi`: rumusnya tidak kosong.
        desa.toml, indikator 7 (desa-maju), field `asumsi`: its rumus is not empty.
    "#);
}

#[test]
fn entries_that_do_not_fit_together() {
    let items = "[[butir]]\nid = \"desa\"\njenjang = \"program\"\nnama = \"Desa\"\n[[butir]]\nid = \"tata-kelola\"\njenjang = \"tujuan\"\ninduk = \"desa\"\nnama = \"Tata kelola\"\n";
    let wrong_parent = ROW.replace("[[indikator]]", "[[indikator]]\ninduk = \"des\"").replace("desa-maju", "desa-lain");
    let wrong_level = ROW.replace("[[indikator]]", "[[indikator]]\ninduk = \"tata-kelola\"").replace("n = 7", "n = 8");
    let text =
        format!("{HEAD}{items}{ROW}bacaan = '\"A\" / \"B\"'\ndata = {{ \"C\" = \"D\" }}\n{wrong_parent}{wrong_level}");
    insta::assert_snapshot!(messages(&text), @r#"
    duplicate-entry: desa.toml, indikator: id "desa-maju" dipakai dua kali, yang pertama di desa.toml.
        desa.toml, indikator: id "desa-maju" is used twice, first in desa.toml.
    duplicate-entry: desa.toml, indikator: n "7" dipakai dua kali, yang pertama di desa.toml.
        desa.toml, indikator: n "7" is used twice, first in desa.toml.
    bad-field: desa.toml, butir tata-kelola, kolom `induk`: induk "desa" berjenjang program, tidak di atas tujuan.
        desa.toml, butir tata-kelola, field `induk`: the parent "desa" is a program, not above a tujuan.
    unknown-reference: desa.toml, indikator 7 (desa-maju), kolom `data`: "C" tidak ada.
        desa.toml, indikator 7 (desa-maju), field `data`: there is no "C".
    unknown-reference: desa.toml, indikator 7 (desa-lain), kolom `induk`: "des" tidak ada. Mungkin maksudnya "desa"?
        desa.toml, indikator 7 (desa-lain), field `induk`: there is no "des". Did you mean "desa"?
    bad-field: desa.toml, indikator 8 (desa-maju), kolom `jenjang`: "program", sedangkan induknya "tujuan".
        desa.toml, indikator 8 (desa-maju), field `jenjang`: "program" while its parent is "tujuan".
    "#);
}

#[test]
fn a_place_in_the_file_comes_with_each_error() {
    let text = format!("{HEAD}{ROW}arah = \"naek\"\n");
    let error = Registry::from_toml("desa.toml", &text).unwrap_err();
    assert_eq!(error.span().unwrap().of(&text), "\"naek\"");
}

#[test]
fn any_text_gets_an_answer() {
    for text in [
        "",
        "\u{0}",
        "[[[[",
        "indikator = 3",
        "format = 99999999999999999999",
        "[[indikator]]",
        "butir = [1, \"a\", {}]",
    ] {
        assert!(Registry::from_toml("desa.toml", text).is_err(), "{text:?}");
    }
}

#[test]
fn files_as_windows_writes_them() {
    let text = format!("\u{feff}{HEAD}{ROW}").replace('\n', "\r\n");
    assert_eq!(Registry::from_toml("desa.toml", &text).unwrap().all().len(), 1);
}

#[test]
fn everything_goes_to_other_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Registry>();
}

proptest::proptest! {
    /// Any text is a registry or an error with a place in the text.
    #[test]
    fn any_file_gets_an_answer(text in "(format = 1|bahasa = 1|\\[\\[(indikator|butir|besaran)\\]\\]|(n|id|nama|induk|satuan|bacaan|data) = ([0-9]|\"[a-z /%]{0,9}\"|\\[\\]|\\{\\})|[ -~]{0,12}|\n){0,30}") {
        if let Err(error) = Registry::from_toml("a.toml", &text) {
            for error in std::iter::once(&error).chain(error.others()) {
                let span = error.span().unwrap();
                proptest::prop_assert!(text.get(span.start..span.end).is_some(), "{:?}", span);
            }
        }
    }
}

//! Each rule on a small registry: what it finds, and what it leaves alone.

use super::{Finding, Rule, Severity};
use crate::{Language, Registry};

/// A registry of rows, each a name, a formula as written and a reading; an empty text leaves the field out.
fn registry(rows: &[[&str; 3]]) -> Registry {
    let row = |(at, [name, text, reading]): (usize, &[&str; 3])| {
        let field =
            |key: &str, value: &str| if value.is_empty() { String::new() } else { format!("{key} = '''{value}'''\n") };
        let flag = if text.is_empty() { "asumsi = true\n" } else { "" };
        format!(
            "[[indikator]]\nn = {n}\nid = 'i-{n}'\njenjang = 'program'\nnama = '''{name}'''\nsumber_data = 'a'\nsumber_referensi = 'b'\npenanggung_jawab = 'c'\n{flag}{}{}",
            field("rumus", text),
            field("bacaan", reading),
            n = at + 1,
        )
    };
    let rows = rows.iter().enumerate().map(row).collect::<Vec<_>>().concat();
    Registry::from_toml("a.toml", &format!("format = 1\nbahasa = 1\n{rows}")).unwrap()
}

/// The findings without those that the small rows always have.
fn findings(registry: &Registry) -> Vec<Finding> {
    let always = [Rule::EmptyCell, Rule::ReadingDiffers, Rule::NoFormula];
    registry.audit().into_iter().filter(|finding| !always.contains(&finding.rule())).collect()
}

/// `rule: n, n` for each finding.
fn found(rows: &[[&str; 3]]) -> Vec<String> {
    let show = |finding: &Finding| {
        let numbers: Vec<String> = finding.places().iter().map(|place| place.n().to_string()).collect();
        format!("{} {}: {}", finding.severity().as_str(), finding.rule(), numbers.join(", "))
    };
    findings(&registry(rows)).iter().map(show).collect()
}

#[test]
fn sound_indicators_are_left_alone() {
    let sound = [
        [
            "Persentase desa yang melapor",
            "Jumlah desa yang melapor dibagi Jumlah desa dikali 100%",
            r#""Jumlah desa yang melapor" / "Jumlah desa" * 100%"#,
        ],
        ["Jumlah peserta pelatihan", "Jumlah peserta pelatihan", r#""Jumlah peserta pelatihan""#],
        [
            "Rasio kekerasan anak per 10.000 anak",
            "jumlah korban anak / jumlah anak x 10.000",
            r#""jumlah korban anak" / "jumlah anak" * 10.000"#,
        ],
        [
            "Persentase ARG pada belanja langsung",
            "Jumlah ARG pada belanja langsung / Jumlah belanja langsung x 100%",
            r#""Jumlah ARG pada belanja langsung" / "Jumlah belanja langsung" * 100%"#,
        ],
        [
            "Persentase puskesmas terakreditasi",
            "x dibagi y dikali 100%\nKet : x : Jumlah puskesmas terakreditasi, y : Jumlah puskesmas",
            r#""x" / "y" * 100% dengan { "x" = "Jumlah puskesmas terakreditasi"; "y" = "Jumlah puskesmas" }"#,
        ],
        [
            "Persentase kader terlatih",
            "Jumlah kader terlatih / Jumlah kader x 100",
            r#""Jumlah kader terlatih" / "Jumlah kader" * 100"#,
        ],
        ["Jumlah sekolah ramah anak", "", r#""Jumlah sekolah ramah anak""#],
        [
            "Persentase anak 0-4 tahun yang memiliki akta kelahiran",
            "Jumlah anak 0-4 tahun yang memiliki akta kelahiran / Jumlah penduduk 0-4 tahun x 100%",
            r#""Jumlah anak 0-4 tahun yang memiliki akta kelahiran" / "Jumlah penduduk 0-4 tahun" * 100%"#,
        ],
        [
            "APM SMP/MTs",
            "Jumlah siswa usia 13-15 tahun / Jumlah penduduk usia 13-15 tahun x 100%",
            r#""Jumlah siswa usia 13-15 tahun" / "Jumlah penduduk usia 13-15 tahun" * 100%"#,
        ],
        ["Konseling gizi", "Pencapaian / Total sasaran x 100%", r#""Pencapaian" / "Total sasaran" * 100%"#],
        [
            "Penderita hipertensi dilayani",
            "Pencapaian / Total sasaran x 100%",
            r#""Pencapaian" / "Total sasaran" * 100%"#,
        ],
        ["Rasio guru murid", "Guru : Murid", r#""Guru" / "Murid""#],
        ["Laju pertumbuhan penduduk", "(Pt - Po) / Po x 100%", r#"("Pt" - "Po") / "Po" * 100%"#],
        ["Persentase capaian kinerja", "Capaian kinerja", r#""Capaian kinerja""#],
        ["Indeks Kepuasan Masyarakat", "IKM : jumlah nilai x 25", r#""IKM" = "jumlah nilai" * 25"#],
        ["IKM kecamatan", "jumlah nilai kecamatan x 25", r#""jumlah nilai kecamatan" * 25"#],
        ["Nilai akhir SKP", "Kinerja utama + kinerja tambahan", r#""Kinerja utama" + "kinerja tambahan""#],
    ];
    // That two rows use one formula, and that nobody says what Pt is, is only told.
    assert_eq!(found(&sound), ["info shared-formula: 10, 11", "info undefined-symbol: 13"]);
}

#[test]
fn the_name_against_the_formula() {
    let rows = [
        ["Persentase makam yang terawat", "Jumlah makam yang terawat", r#""Jumlah makam yang terawat""#],
        [
            "Persentase korban yang dibantu",
            "Korban yang dibantu : seluruh korban",
            r#""Korban yang dibantu" / "seluruh korban""#,
        ],
        [
            "Jumlah posyandu aktif",
            "Jumlah posyandu aktif / Jumlah posyandu x 100%",
            r#""Jumlah posyandu aktif" / "Jumlah posyandu" * 100%"#,
        ],
        [
            "Rasio kematian ibu per 100.000 kelahiran",
            "Jumlah kematian ibu / Jumlah kelahiran x 10.000",
            r#""Jumlah kematian ibu" / "Jumlah kelahiran" * 10.000"#,
        ],
        ["Jumlah lembaga yang dilatih", "Jumlah SKPD yang menyusun ARG", r#""Jumlah SKPD yang menyusun ARG""#],
    ];
    let expected = [
        "warning ambiguous-sign: 2",
        "warning count-under-percent-name: 1",
        "warning no-percent-under-percent-name: 2",
        "warning percent-under-count-name: 3",
        "error rate-base-differs: 4",
        "warning unlike-name: 5",
    ];
    assert_eq!(found(&rows), expected);
}

#[test]
fn a_label_of_another_row() {
    let rows = [
        ["IDG (Indeks Pemberdayaan Gender)", "IPG : A + B", r#""IPG" = "Nilai A" + "Nilai B""#],
        ["IPG (Indeks Pembangunan Gender)", "IDG : C + D", r#""IDG" = "Nilai C" + "Nilai D""#],
    ];
    let findings = findings(&registry(&rows));
    assert_eq!(findings.len(), 2);
    assert_eq!(findings[0].others(&findings[0].places()[0]), [2]);
    assert!(findings[0].message(Language::English).contains("n 2"));
}

#[test]
fn rows_against_each_other() {
    let copied = r#""Jumlah PSKS terampil" / "Jumlah PSKS" * 100%"#;
    let text = "Jumlah PSKS terampil dibagi Jumlah PSKS dikali 100%";
    let rows = [
        ["Persentase PSKS yang terampil", text, copied],
        ["Persentase warga adat yang terlayani", text, copied],
        ["Persentase tenaga PSKS terampil", text, copied],
    ];
    assert_eq!(found(&rows), ["warning unlike-name: 2", "warning shared-formula: 2"]);
    let related = [rows[0], rows[2]];
    assert_eq!(found(&related), ["info shared-formula: 1, 2"]);
}

#[test]
fn names_and_quantities() {
    let row = |(at, data): (usize, &str)| {
        format!(
            "[[indikator]]\nn = {at}\nid = 'i-{at}'\njenjang = 'program'\nnama = 'Jumlah kasus {at}'\nrumus = 'Jumlah kasus yang ditangani'\nbacaan = '\"Jumlah kasus yang ditangani\"'\ndata = {{ 'Jumlah kasus yang ditangani' = '{data}' }}\n"
        )
    };
    let text = |[one, other]: [&str; 2]| format!("format = 1\nbahasa = 1\n{}{}", row((1, one)), row((2, other)));
    let rules = |data| {
        findings(&Registry::from_toml("a.toml", &text(data)).unwrap()).iter().map(Finding::rule).collect::<Vec<_>>()
    };
    assert_eq!(rules(["Kasus perempuan", "Kasus anak"]), [Rule::OneNameTwoQuantities]);
    assert_eq!(rules(["Kasus", "Kasus"]), [Rule::SharedFormula]);

    let other_name = text(["Kasus", "Kasus"]).replacen("Jumlah kasus yang ditangani", "Banyaknya kasus", 3);
    let findings = findings(&Registry::from_toml("a.toml", &other_name).unwrap());
    assert_eq!(findings[0].rule(), Rule::SeveralNamesOneQuantity);
    assert!(findings[0].message(Language::Indonesian).contains("2 nama"));
}

#[test]
fn the_inside_of_a_formula() {
    let rows = [
        [
            "Persentase inovasi desa",
            "Jumlah karya inovasi / Jumlah desa x 100%",
            r#""Jumlah karya inovasi" / "Jumlah desa" * 100%"#,
        ],
        ["Indeks gender", "1/3 (Ipar + IDM)", r#"1 / 3 * ("Ipar" + "IDM")"#],
        [
            "Persentase puskesmas ramah anak",
            "x / y x 100%",
            r#""x" / "y" * 100% dengan { "x" = "Puskesmas ramah anak"; "y" = "Jumlah puskesmas"; "z" = "Jumlah dokter" }"#,
        ],
    ];
    let expected =
        ["info numerator-outside-denominator: 1", "info undefined-symbol: 2", "warning unused-definition: 3"];
    assert_eq!(found(&rows), expected);
}

#[test]
fn several_indicators_in_one_cell() {
    let rows = [
        [
            "Persentase LKD yang dibiayai dan Persentase BUMDes yang berkembang",
            "Jumlah BUMDes berkembang / Jumlah BUMDes x 100%",
            r#""Jumlah BUMDes berkembang" / "Jumlah BUMDes" * 100%"#,
        ],
        ["umlah kader, lembaga dan masyarakat", "", r#""umlah kader, lembaga dan masyarakat""#],
    ];
    assert_eq!(found(&rows), ["warning several-indicators: 1", "info misspelt-head: 2"]);
}

#[test]
fn units_that_contradict_each_other() {
    let rows = [["Angka gabungan", "Jumlah desa + Jumlah penduduk", r#""Jumlah desa" + "Jumlah penduduk""#]];
    assert_eq!(found(&rows), ["error unit-clash: 1"]);
    let joint = r#"
        format = 1
        bahasa = 1
        [[indikator]]
        n = 1
        id = "desa-dan-kelurahan"
        jenjang = "program"
        nama = "Jumlah desa dan kelurahan"
        rumus = "Jumlah desa + Jumlah kelurahan"
        bacaan = '"Jumlah desa" + "Jumlah kelurahan"'
        satuan = "desa/kelurahan"
    "#;
    assert!(findings(&Registry::from_toml("a.toml", joint).unwrap()).is_empty());
}

#[test]
fn a_formula_that_goes_on_elsewhere_is_cut_off() {
    let text = r#"
        format = 1
        bahasa = 1
        [[indikator]]
        n = 1
        id = "a"
        jenjang = "program"
        nama = "Persentase PPKS terlayani"
        rumus = "Jumlah PPKS terlayani di bagi Jumlah"
        tanpa_bacaan = "terpotong"
        [[indikator]]
        n = 2
        id = "b"
        jenjang = "program"
        nama = "Persentase PPKS terlayani di panti"
        rumus = "Jumlah PPKS terlayani di bagi Jumlah PPKS di Kali 100%"
        bacaan = '"Jumlah PPKS terlayani" / "Jumlah PPKS" * 100%'
    "#;
    let findings = findings(&Registry::from_toml("a.toml", text).unwrap());
    let cut: Vec<_> = findings.iter().filter(|finding| finding.rule() == Rule::CutOff).collect();
    assert_eq!((cut.len(), cut[0].severity()), (1, Severity::Error));
    assert_eq!(cut[0].others(&cut[0].places()[0]), [2]);
}

/// Without an accepted reading the audit looks at what the text reads as.
#[test]
fn a_registry_without_readings_is_audited_too() {
    let rows = [
        ["Persentase makam yang terawat", "Jumlah makam yang terawat", ""],
        ["Jumlah posyandu aktif", "Jumlah posyandu aktif dibagi 100% jumlah posyandu", ""],
        [
            "Indeks keluarga",
            "nilai ini diambil dari hasil pengukuran yang dilakukan setiap tahun oleh kementerian bersama badan statistik dan diumumkan pada akhir tahun",
            "",
        ],
        ["Persentase kader terlatih", "Jumlah kader dibagi", ""],
        ["Persentase desa maju", "Jumlah desa maju dibagi Jumlah desa dikali 100%", ""],
    ];
    let expected = [
        "warning not-a-formula: 3",
        "error unreadable: 4",
        "error missing-operator: 2",
        "warning count-under-percent-name: 1",
        "warning percent-under-count-name: 2",
    ];
    assert_eq!(found(&rows), expected);
}

#[test]
fn one_indicator_can_be_audited_alone() {
    let registry =
        registry(&[["Persentase makam yang terawat", "Jumlah makam yang terawat", r#""Jumlah makam yang terawat""#]]);
    assert!(registry.all()[0].audit().iter().any(|finding| finding.rule() == Rule::CountUnderPercentName));
}

/// The messages hold no word that is left to fill in.
#[test]
fn messages_are_complete() {
    let rows = [
        ["Persentase makam yang terawat", "Jumlah makam yang terawat", r#""Jumlah makam yang terawat""#],
        [
            "Jumlah posyandu",
            "Jumlah posyandu aktif / Jumlah desa x 100%",
            r#""Jumlah posyandu aktif" / "Jumlah desa" * 100%"#,
        ],
        ["Angka gabungan", "Jumlah desa + Jumlah penduduk", r#""Jumlah desa" + "Jumlah penduduk""#],
    ];
    for finding in registry(&rows).audit() {
        for language in [Language::Indonesian, Language::English] {
            for text in [finding.message(language), finding.advice(language)] {
                assert!(!text.contains(['{', '}', '…']), "{text}");
            }
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(64))]

    /// Whatever the cells hold, the audit answers, and its places lie in the fields.
    #[test]
    fn any_cells_can_be_audited(
        names in proptest::collection::vec("[ -~é“”½\n]{1,60}|(Jumlah|Persentase|IPG|per 1.000)( [a-z(){}:/%-]{1,9}){0,6}", 1..6),
        text in "[ -~×÷\n]{0,60}|(Jumlah [a-z]{3,8} (dibagi|:|/|x 100%) ){0,3}Jumlah [a-z]{3,8}",
    ) {
        let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let rows = names.iter().enumerate().map(|(at, name)| {
            let name = if name.trim().is_empty() { "A" } else { name };
            let rumus = if text.trim().is_empty() { String::new() } else { format!("rumus = {}\n", quoted(&text)) };
            format!("[[indikator]]\nn = {at}\nid = 'i-{at}'\njenjang = 'program'\nnama = {}\n{rumus}bacaan = '\"A\" / \"B b\" * 100%'\n", quoted(name))
        });
        let file = format!("format = 1\nbahasa = 1\n{}", rows.collect::<Vec<_>>().concat());
        let registry = Registry::from_toml("a.toml", &file).unwrap();
        for finding in registry.audit() {
            for place in finding.places() {
                let row = registry.get(place.id()).unwrap();
                let field = match place.field().as_str() {
                    "nama" => row.name().to_owned(),
                    "rumus" => row.text().unwrap_or_default(),
                    "bacaan" => row.formula().unwrap().to_string(),
                    _ => String::new(),
                };
                proptest::prop_assert!(field.get(place.span().start..place.span().end).is_some(), "{:?}", place);
            }
        }
    }
}

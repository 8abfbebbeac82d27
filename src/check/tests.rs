use super::*;
use crate::error::{Code, Language, Severity};
use proptest::prelude::*;

/// Units of names that the tests below use: `P` a percentage, `I` an index, `D` villages, `O` people, `R` rupiah.
fn declared() -> Declarations {
    let unit = |text: &str| Unit::parse(text).unwrap();
    ["P1", "P2", "P3"]
        .into_iter()
        .fold(Declarations::new(), |all, name| all.name(name, unit("persen")))
        .name("I1", unit("indeks"))
        .name("I2", unit("indeks"))
        .name("D1", unit("desa"))
        .name("D2", unit("desa"))
        .name("O1", unit("orang"))
        .name("O2", unit("orang"))
        .name("K1", unit("kelurahan"))
        .name("R1", unit("rupiah"))
        .name("R2", unit("juta rupiah"))
        .name("L1", unit("kasus per 1.000 penduduk"))
}

fn outcome(text: &str, unit: Option<&str>, indicator: Option<&str>) -> String {
    let formula = Formula::canonical(text).unwrap();
    let mut declared = declared();
    if let Some(unit) = unit {
        declared = declared.unit(Unit::parse(unit).unwrap());
    }
    if let Some(indicator) = indicator {
        declared = declared.indicator(indicator);
    }
    match formula.check(&declared) {
        Err(error) => error.code().to_string(),
        Ok(checked) => {
            let unit = checked.unit().map_or("?".to_owned(), Unit::canonical);
            let excess = if checked.excess == Number::ONE { String::new() } else { format!(" /{}", checked.excess) };
            let notes: Vec<_> = checked.notes().iter().map(|note| note.code().as_str()).collect();
            format!("{unit}{excess}{}{}", if notes.is_empty() { "" } else { " !" }, notes.join(" !"))
        }
    }
}

#[track_caller]
fn expect(text: &str, expected: &str) {
    assert_eq!(outcome(text, None, None), expected, "{text}");
}

#[track_caller]
fn expect_declared(text: &str, unit: &str, expected: &str) {
    assert_eq!(outcome(text, Some(unit), None), expected, "{text} in {unit}");
}

#[test]
fn a_factor_of_100_percent_shows_a_share() {
    expect("D1 / D2 * 100%", "persen");
    expect("100% * D1 / D2", "persen");
    expect("D1 * 100% / D2", "persen");
    expect("a / b * 100%", "persen");
    expect("(1 + (1 - a / b)) * 100%", "persen");
    expect("(a - b) / b * 100%", "persen");
    expect("-(a / b) * 100%", "persen");
    expect("75%", "persen");
}

#[test]
fn another_percent_keeps_the_unit_of_the_other_factor() {
    expect("40% * I1", "indeks");
    expect("40% * I1 + 60% * I2", "indeks");
    expect("5% * D1", "desa");
    expect("D1 / 80%", "desa");
    expect("5% * P1", "persen");
    expect("40% * a", "?");
    expect("100% / 50%", "rasio");
}

#[test]
fn a_percentage_of_something_counted_is_a_count() {
    expect("P1 * D1", "desa");
    expect("D1 / D2 * 100% * O1", "orang");
    expect("P1 * I1", "indeks");
    expect("P1 * P2", "persen");
    expect("P1 / P2", "rasio");
    expect("(P1 + P2) / 2", "persen");
    expect("rata-rata(P1; P2)", "persen");
}

#[test]
fn only_percent_and_one_join_a_percent() {
    expect("1 - D1 / D2 * 100%", "persen");
    expect("100% - D1 / D2 * 100%", "persen");
    expect("100 - D1 / D2 * 100%", "tanpa satuan !number-beside-percent");
    expect("100 - P1", "tanpa satuan !number-beside-percent");
    expect("P1 + 5", "tanpa satuan !number-beside-percent");
    expect("20 + 10%", "tanpa satuan !number-beside-percent");
    expect("min(P1; 100)", "tanpa satuan !number-beside-percent");
    expect("min(P1; 100%)", "persen");
    expect("D1 / D2 * 100 - P1", "persen !number-beside-percent");
    expect("P1 + D1", "unit-clash");
    expect("D1 + 10%", "unit-clash");
    expect("R1 - P1", "unit-clash");
    expect("I1 + P1", "unit-clash");
    expect("P1 + D1 / D2", "persen");
}

#[test]
fn the_doubt_has_the_other_reading_and_a_suggestion() {
    let formula = Formula::canonical(r#"100 - "A" / "B" * 100%"#).unwrap();
    let checked = formula.check(&Declarations::new()).unwrap();
    let note = &checked.notes()[0];
    assert_eq!((note.code(), note.severity()), (Code::NumberBesidePercent, Severity::Doubt));
    assert_eq!(note.other_reading(), Some(r#"100% - "A" / "B" * 100%"#));
    assert_eq!(note.suggestion().unwrap().apply(r#"100 - "A" / "B" * 100%"#).unwrap(), r#"100% - "A" / "B" * 100%"#);
    // Inside a definition it is the definition that changes.
    let formula = Formula::canonical(r#""x" / 2 dengan { "x" = 50 + "A" / "B" * 100% }"#).unwrap();
    let checked = formula.check(&Declarations::new()).unwrap();
    assert_eq!(checked.notes()[0].other_reading(), Some(r#""x" / 2 dengan { "x" = 50% + "A" / "B" * 100% }"#));
}

#[test]
fn differences_are_points() {
    expect("P1 - P2", "persen poin");
    expect("D1 / D2 * 100% - O1 / O2 * 100%", "persen poin");
    expect("P1 + P2", "persen");
    expect("100% - P1", "persen");
    expect("(P1 - P2) / P2 * 100%", "persen");
    expect("P1 + (P2 - P3)", "persen");
    expect("I1 - I2", "poin");
    expect("(I1 - I2) / I2 * 100%", "persen");
}

#[test]
fn a_name_beside_a_percent_is_in_percent() {
    let unit = |text: &str| {
        let formula = Formula::canonical(text).unwrap();
        let checked = formula.check(&declared()).unwrap();
        checked.inputs().iter().map(|input| input.unit().map_or("?".into(), Unit::canonical)).collect::<Vec<_>>()
    };
    assert_eq!(unit("100% - x"), ["persen"]);
    assert_eq!(unit("P1 + x / 2 - 0,4 * y"), ["persen", "persen", "persen"]);
    assert_eq!(unit("x / y + P1"), ["?", "?", "persen"]);
    // The name turns out to be in percent after it was used.
    assert_eq!(unit("x * D1 + 0 * (x + P1) * D1"), ["persen", "desa", "persen"]);
    assert_eq!(unit(r#""Persentase desa maju" / 2"#), ["persen"]);
}

#[test]
fn a_declared_percent() {
    expect_declared("D1 / D2", "persen", "persen");
    expect_declared("a / b", "persen", "persen");
    expect_declared("D1 / D2 * 100", "persen", "persen /100");
    expect_declared("100 * D1 / D2", "persen", "persen /100");
    expect_declared("D1 * 100 / D2", "persen", "persen /100");
    expect_declared("(1 + (1 - a / b)) * 100", "persen", "persen /100");
    expect_declared("100 - a / b * 100", "persen", "persen /100");
    expect_declared("(a / b * 100 + c / d * 100) / 2", "persen", "persen /100");
    expect_declared("min(a / b * 100; 100)", "persen", "persen /100");
    expect_declared("45 / 144 * 100", "persen", "persen /100");
    expect_declared("75", "persen", "persen /100");
    expect_declared("D1 / D2 * 100%", "persen", "persen");
    expect_declared("P1", "persen", "persen");
    expect_declared("x", "persen", "persen");
    expect_declared("(x + y) / 2", "persen", "persen");
    expect_declared("O1 / D1", "persen", "persen");
    expect_declared("D1", "persen", "declared-unit-clash");
    expect_declared("R1", "persen", "declared-unit-clash");
    expect_declared("R1 / O1", "persen", "declared-unit-clash");
    expect_declared("R1 / R2", "persen", "persen");
    expect_declared("I1", "persen", "declared-unit-clash");
    expect_declared("D1 / D2 * 1.000", "persen", "declared-unit-clash");
    expect_declared("a / b + c / d * 100", "persen", "declared-unit-clash");
    expect_declared("a / b * 1.000", "permil", "permil /1000");
    expect_declared("a / b", "permil", "permil");
}

#[test]
fn a_declared_index() {
    expect_declared("I1 / I2 * 100", "indeks", "indeks");
    expect_declared("D1 / D2 * 100%", "indeks", "indeks x 100");
    expect_declared("1 / 3 * (a + b + c)", "indeks", "indeks");
    expect_declared("0,4 * I1 + 0,6 * I2", "indeks", "indeks");
    expect_declared("D1", "indeks", "declared-unit-clash");
    expect_declared("R1", "nilai", "declared-unit-clash");
    expect_declared("D1 / D2 * 100%", "rasio", "rasio");
    expect_declared("D1 / D2", "rasio", "rasio");
    expect_declared("a / b * 100%", "-", "tanpa satuan x 100");
}

#[test]
fn a_literal_of_a_thousand_or_more_makes_per_k() {
    expect("O1 / D1 * 1.000", "orang per 1.000 desa /1000");
    expect(r#""Jumlah Korban Perempuan" / "jumlah perempuan" * 100.000"#, "korban per 100.000 perempuan /100000");
    expect("10.000 * O1 / D1", "orang per 10.000 desa /10000");
    expect("O1 * 10.000 / D1", "orang per 10.000 desa /10000");
    expect("O1 / (D1 / 10.000)", "orang per 10.000 desa /10000");
    expect("a / b * 1.000", "per 1.000 /1000");
    expect("a / b * 100", "?");
    expect("D1 * 1.000", "desa");
    expect("O1 / D1 * 1.500", "orang per desa");
    expect("O1 / D1 * 1.000 + O2 / D2 * 1.000", "orang per 1.000 desa /1000");
    expect("O1 / D1 * 1.000 + O2 / D2 * 10.000", "unit-clash");
    expect("L1 - L1 / 2", "kasus per 1.000 penduduk /1000");
    expect_declared("O1 / D1 * 100.000", "per 100.000 desa", "per 100.000 desa /100000");
    expect_declared("a / b * 100.000", "per 100.000", "per 100.000 /100000");
    expect_declared("O1 / O2 * 100.000", "per 100.000 penduduk", "per 100.000 penduduk /100000");
    expect_declared("O1 / D1 * 10.000", "per 100.000 desa", "declared-unit-clash");
    expect_declared("O1 / D1", "per 1.000 desa", "per 1.000 desa");
    expect_declared("O1", "per 1.000", "declared-unit-clash");
    expect_declared("a / b * 100%", "per 1.000", "declared-unit-clash");
}

#[test]
fn a_factor_of_100_never_counts_twice() {
    for text in
        ["a / b * 100 * 100%", "D1 * 100 / D2 * 100%", "100% * (a / b * 100)", "P1 * 100", "100 * P1", "P1 / 100"]
    {
        expect(text, "percent-twice");
    }
    expect("(a / b * 100 + c / d * 100) / 2 * 100%", "percent-twice");
    expect_declared("a / b * 100 * 100", "persen", "percent-twice");
    // Weights that add up to 100 are no second factor.
    expect("(40 * P1 + 60 * P2) / 100", "persen");
    expect("a / b * 100% * 100%", "persen");
    expect("a / b * 100 / 100 * 100%", "persen");
}

#[test]
fn only_sums_and_comparisons_clash() {
    expect("D1 + D2", "desa");
    expect("D1 + O1", "unit-clash");
    expect("R1 + O1", "unit-clash");
    expect("maks(D1; O1)", "unit-clash");
    expect("D1 + K1", "unit-clash");
    expect("D1 * O1 / D2", "orang");
    expect("D1 / O1", "desa per orang");
    expect("R1 / O1", "rupiah per orang");
    expect("R1 + R2", "rupiah");
    expect("D1 + a", "desa");
    expect("a + b", "?");
    expect("D1 - 3", "desa");
    expect("D1 / D2", "rasio");
    expect_declared("D1", "orang", "declared-unit-clash");
    expect_declared("D1 / D2", "desa", "declared-unit-clash");
    expect_declared("a", "orang", "orang");
    expect_declared("O1 / D1", "orang", "orang");
    expect_declared("R1", "juta rupiah", "juta rupiah");
    expect_declared("D1 + K1", "desa/kelurahan", "desa/kelurahan");
    expect_declared("D1", "unit", "unit");
}

#[test]
fn related_nouns_are_one_kind() {
    expect(r#""Jumlah perempuan" + "Jumlah laki-laki""#, "orang");
    expect(r#""Jumlah siswa" / "Jumlah penduduk" * 100%"#, "persen");
    expect(r#""Jumlah makam" + "Jumlah desa""#, "desa");
    expect(
        r#""Jumlah kematian ibu" / "Jumlah kelahiran hidup" * 100.000"#,
        "kematian per 100.000 kelahiran hidup /100000",
    );
}

#[test]
fn means_and_normalisation_keep_the_unit() {
    expect("1 / (0,5 / I1 + 0,5 / I2)", "indeks");
    expect("(I1 * I2) ^ (1 / 2)", "indeks");
    expect("akar(I1 * I2)", "indeks");
    expect("(I1 - 20) / (85 - 20)", "indeks");
    expect("(I1 - I2) / (I1 - I2 / 2)", "indeks");
    expect("rata-rata(I1; I2)", "indeks");
    expect("jumlah(D1)", "desa");
    expect("D1 ^ 2 / D1", "desa");
    expect("ln(R1)", "tanpa satuan");
}

#[test]
fn the_name_of_the_indicator_asks_for_a_look_and_never_clashes() {
    let by_name = |text: &str, indicator: &str| outcome(text, None, Some(indicator));
    assert_eq!(by_name("a / b", "Persentase desa maju"), "persen");
    assert_eq!(by_name("a / b * 100", "Persentase desa maju"), "persen /100");
    assert_eq!(by_name("D1", "Persentase makam yang terawat"), "desa");
    assert_eq!(by_name("a / b", "Rasio kekerasan"), "?");
    assert_eq!(by_name("1 / 3 * (a + b)", "Indeks Pemberdayaan Gender"), "indeks");
    // What the formula calls its result says the same.
    expect(r#""Persentase (%)" = a / b"#, "persen");
    expect(r#""Skor mutu" = 60 + (79 - 60) / (89% - 70%) * (P1 - 70%)"#, "indeks");
}

#[test]
fn a_clash_names_both_operands_with_their_units_and_places() {
    let text = r#""Jumlah desa" + "Jumlah warga" / 2"#;
    let error = Formula::canonical(text).unwrap().check(&Declarations::new()).unwrap_err();
    assert_eq!(
        error.message(Language::Indonesian),
        "\"Jumlah desa\" bersatuan desa, sedangkan \"Jumlah warga / 2\" bersatuan warga; keduanya tidak dapat dijumlahkan."
    );
    let places: Vec<_> = error.related().iter().map(|span| span.of(text)).collect();
    assert_eq!(places, [r#""Jumlah desa""#, r#""Jumlah warga" / 2"#]);
    let declared = Declarations::new().unit(Unit::parse("persen").unwrap());
    let error = Formula::canonical(r#""Jumlah makam""#).unwrap().check(&declared).unwrap_err();
    assert_eq!(
        error.message(Language::English),
        "The unit is declared as persen, but the formula \"Jumlah makam\" gives makam."
    );
}

#[test]
fn all_clashes_of_a_formula_are_told() {
    let error = Formula::canonical("(D1 + O1) / (R1 - D2)").unwrap().check(&declared()).unwrap_err();
    assert_eq!(error.others().len(), 1);
}

fn expression() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "D1", "O1", "P1", "I1", "R1", "R2", "L1", "a", "x", "2", "100", "1.000", "100%", "40%",
    ])
    .prop_map(str::to_owned);
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            (inner.clone(), prop::sample::select(vec!["+", "-", "*", "/", "^"]), inner.clone())
                .prop_map(|(a, sign, b)| format!("({a} {sign} {b})")),
            (prop::sample::select(vec!["akar", "min", "jumlah", "ln"]), inner.clone(), inner).prop_map(
                |(name, a, b)| if name == "akar" || name == "ln" {
                    format!("{name}({a})")
                } else {
                    format!("{name}({a}; {b})")
                }
            ),
        ]
    })
}

proptest! {
    #[test]
    fn every_formula_has_units_or_an_error(text in expression(), unit in prop::sample::select(vec!["persen", "indeks", "desa", "per 1.000", "rupiah"])) {
        let formula = Formula::canonical(&text).unwrap();
        let _ = formula.check(&declared());
        let _ = formula.check(&declared().unit(Unit::parse(unit).unwrap()));
    }

    #[test]
    fn scaling_a_formula_never_changes_its_noun(text in expression(), weight in prop::sample::select(vec!["2", "0,25", "7"])) {
        let formula = Formula::canonical(&text).unwrap();
        let scaled = Formula::canonical(&format!("{weight} * ({text})")).unwrap();
        let dimension = |formula: &Formula| formula.check(&declared()).ok().map(|checked| checked.unit().map(|unit| unit.dimension().clone()));
        prop_assert_eq!(dimension(&formula), dimension(&scaled));
    }
}

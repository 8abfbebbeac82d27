use super::*;
use crate::check::Declarations;
use proptest::prelude::*;

fn unit(text: &str) -> Unit {
    Unit::parse(text).unwrap()
}

/// `name=value` pairs, parted by blanks; `?` is an empty cell.
fn data(pairs: &str) -> Dataset {
    pairs
        .split_whitespace()
        .map(|pair| pair.split_once('=').unwrap())
        .map(|(name, value)| (name, if value == "?" { "" } else { value }))
        .collect()
}

fn outcome(text: &str, pairs: &str, declared: &Declarations) -> String {
    let formula = Formula::canonical(text).unwrap();
    match formula.evaluate_with(&data(pairs), declared) {
        Ok(value) => value.to_string(),
        Err(error) => {
            let name = error.argument("nama").or(error.argument("penyebut")).unwrap_or("-").to_owned();
            format!("{} {name}", error.code())
        }
    }
}

#[track_caller]
fn expect(text: &str, pairs: &str, expected: &str) {
    assert_eq!(outcome(text, pairs, &Declarations::new()), expected, "{text} over {pairs}");
}

#[track_caller]
fn expect_in(declared: &str, text: &str, pairs: &str, expected: &str) {
    assert_eq!(outcome(text, pairs, &Declarations::new().unit(unit(declared))), expected, "{text} over {pairs}");
}

#[test]
fn nine_cells_of_zero_missing_and_five() {
    for (above, below, expected) in [
        ("0", "0", "zero-denominator B"),
        ("0", "?", "empty-cell B"),
        ("0", "5", "0%"),
        ("?", "0", "empty-cell A"),
        ("?", "?", "empty-cell A"),
        ("?", "5", "empty-cell A"),
        ("5", "0", "zero-denominator B"),
        ("5", "?", "empty-cell B"),
        ("5", "5", "100%"),
    ] {
        expect("A / B * 100%", &format!("A={above} B={below}"), expected);
        // An absent name is a reason of its own.
        let pair = |name: &str, value: &str| if value == "?" { String::new() } else { format!("{name}={value} ") };
        let absent = expected.replace("empty-cell", "unknown-name");
        expect("A / B * 100%", &(pair("A", above) + &pair("B", below)), &absent);
    }
}

#[test]
fn every_written_name_is_required() {
    expect("A - A", "B=1", "unknown-name A");
    expect("A - A", "A=?", "empty-cell A");
    expect("0 * A", "A=?", "empty-cell A");
    expect("A / B * B", "A=5 B=0", "zero-denominator B");
    expect("A / (B - C)", "A=5 B=3 C=3", "zero-denominator B");
    expect("B + A", "", "unknown-name B");
    let error = Formula::canonical("B / A + C").unwrap().evaluate(&data("A=0 C=?")).unwrap_err();
    let codes: Vec<_> = std::iter::once(&error).chain(error.others()).map(|error| error.code().as_str()).collect();
    assert_eq!(codes, ["unknown-name", "empty-cell"]);
}

#[test]
fn fractions_stay_fractions() {
    expect("1 / 3 * (A + B + C)", "A=1 B=1 C=1", "1");
    expect("0,1 + 0,2", "", "0,3");
    let big = Formula::canonical("(A + 0,01) - A").unwrap().evaluate(&data("A=1000000000000000")).unwrap();
    assert_eq!(big.exact().unwrap().to_string(), "0.01");
    expect("1.000.000.000.000.000,01 + 0", "", "1.000.000.000.000.000,01");
}

#[test]
fn percent_rules_in_figures() {
    expect("100% - x", "x=75", "25%");
    expect("100% - x", "x=75%", "25%");
    expect("x", "x=80%", "80%");
    expect("40% * A + 60% * B", "A=70 B=80", "76");
    expect("5% * A", "A=200", "10");
    expect("A / B * 100% - C / D * 100%", "A=3 B=4 C=1 D=2", "25 persen poin");
    expect("100 - A / B * 100%", "A=1 B=2", "99,5");
    expect("100% / 50%", "", "2");
    expect_in("persen", "A / B * 100", "A=144 B=154", "93,51%");
    expect_in("persen", "A / B", "A=144 B=154", "93,51%");
    expect_in("persen", "A / B * 100%", "A=144 B=154", "93,51%");
    expect_in("persen", "x", "x=75", "75%");
    expect_in("persen", "(x + y) / 2", "x=70% y=80", "75%");
    expect_in("persen", "min(A / B * 100; 100)", "A=1112 B=647", "100%");
    expect_in("persen", "(B - (A - B)) / B * 100", "B=24 A=4.88", "179,67%");
    expect_in("indeks", "A / B * 100%", "A=7938 B=8722", "91,01");
    expect_in("indeks", "A / B * 100", "A=79.38 B=87.22", "91,01");
    expect("Persentase_A", "Persentase_A=75", "75%");
    expect_in("per 100.000", "A / B * 100.000", "A=9 B=8233", "109,32 per 100.000");
    expect(r#""Jumlah desa""#, "", "unknown-name Jumlah desa");
}

#[test]
fn rates_and_money() {
    let data = Dataset::new().with("Jumlah Korban Perempuan", 11).with("jumlah perempuan", 88000);
    let formula = Formula::canonical(r#""Jumlah Korban Perempuan" / "jumlah perempuan" * 100.000"#).unwrap();
    assert_eq!(formula.evaluate(&data).unwrap().to_string(), "12,5 korban per 100.000 perempuan");
    let declared = Declarations::new().unit(unit("per 100.000 perempuan"));
    assert_eq!(formula.evaluate_with(&data, &declared).unwrap().to_string(), "12,5 per 100.000 perempuan");

    let data = Dataset::new().with("Belanja", "1250000.50").with("Pendapatan (juta rupiah)", "2,5".replace(',', "."));
    let formula = Formula::canonical(r#""Belanja" + "Pendapatan (juta rupiah)""#).unwrap();
    assert_eq!(formula.evaluate(&data).unwrap().to_string(), "Rp3.750.000,50");
}

#[test]
fn a_percent_sign_under_a_count_is_an_error() {
    let formula = Formula::canonical(r#""Jumlah desa" / 2"#).unwrap();
    let error = formula.evaluate(&Dataset::new().with("Jumlah desa", "80%")).unwrap_err();
    assert_eq!(error.code(), Code::DeclaredUnitClash);
    let error = formula.evaluate(&Dataset::new().with("Jumlah desa", "ada")).unwrap_err();
    assert_eq!((error.code(), error.argument("nilai")), (Code::BadValue, Some("ada")));
}

#[test]
fn values_are_found_by_name_or_meaning() {
    let formula = Formula::canonical(r#""x" / "y" dengan { "x" = "Jumlah desa maju"; "y" = "Jumlah desa" }"#).unwrap();
    let data = Dataset::new().with("JUMLAH desa  maju", 1).with("y", 2);
    assert_eq!(formula.evaluate(&data).unwrap().to_string(), "0,5");
    // A symbol in another case is found where nothing else can be meant.
    expect("X / y", "x=1 Y=2", "0,5");
    expect("m / M", "m=1", "unknown-name M");
    expect("m / M", "m=1 M=2", "0,5");
    expect("X", "x=1 xx=3", "1");
}

#[test]
fn an_unknown_name_has_the_nearest_ones() {
    let formula = Formula::canonical(r#""Jumlah desa yang melapor""#).unwrap();
    let data = Dataset::new().with("Jumlah desa yang lapor", 1).with("Jumlah BUMDes", 2).with("Kecamatan", 3);
    let error = formula.evaluate(&data).unwrap_err();
    insta::assert_snapshot!(error.to_string(), @r#"Nama "Jumlah desa yang melapor" tidak ada dalam data. Yang mirip: "Jumlah desa yang lapor"."#);
}

#[test]
fn definitions_are_computed() {
    expect("x / y * 100% dengan { x = a + b; y = 4 }", "a=1 b=2", "75%");
    expect("x - x dengan { x = a / b }", "a=1 b=0", "zero-denominator b");
}

#[test]
fn aggregates_run_over_rows_or_arguments() {
    let data =
        Dataset::new().with_rows("A", [1, 2, 3]).with_rows("B", ["4", "5", "6"]).with("c", 10).with_rows("E", [""; 0]);
    let value = |text: &str| match Formula::canonical(text).unwrap().evaluate(&data) {
        Ok(value) => value.to_string(),
        Err(error) => error.code().to_string(),
    };
    assert_eq!(value("jumlah(A)"), "6");
    assert_eq!(value("jumlah(A * B) / jumlah(B)"), "2,13");
    assert_eq!(value("rata-rata(A)"), "2");
    assert_eq!(value("rata-rata(A + c)"), "12");
    assert_eq!(value("min(A) + maks(B)"), "7");
    assert_eq!(value("jumlah(1; 2; c)"), "13");
    assert_eq!(value("maks(1; c)"), "10");
    assert_eq!(value("jumlah(c)"), "10");
    assert_eq!(value("A / c"), "rows-outside-aggregate");
    let holes = Dataset::new().with_rows("A", ["1", ""]).with("c", 10);
    let error = Formula::canonical("A / c").unwrap().evaluate(&holes).unwrap_err();
    let others: Vec<Code> = error.others().iter().map(Error::code).collect();
    assert_eq!((error.code(), others), (Code::RowsOutsideAggregate, vec![Code::EmptyCell]));
    assert_eq!(value("jumlah(A; B)"), "rows-outside-aggregate");
    assert_eq!(value("jumlah(E)"), "no-data");
    let uneven = Dataset::new().with_rows("A", [1, 2]).with_rows("B", [1, 2, 3]);
    assert_eq!(
        Formula::canonical("jumlah(A * B)").unwrap().evaluate(&uneven).unwrap_err().code(),
        Code::RowCountDiffers
    );
    let holes = Dataset::new().with_rows("A", ["1", "-", "3"]);
    let error = Formula::canonical("jumlah(A)").unwrap().evaluate(&holes).unwrap_err();
    assert_eq!((error.code(), error.argument("baris")), (Code::EmptyCell, Some("2")));
}

#[test]
fn roots_and_logarithms_are_proved() {
    expect("akar(A)", "A=2.25", "1,5");
    expect("A ^ 2", "A=12", "144");
    expect("(A * B * C) ^ (1 / 3)", "A=2 B=3 C=4", "2,88");
    expect("akar(A; 3)", "A=27", "3");
    expect("ln(A)", "A=2", "0,69");
    expect("log(1.000)", "", "3");
    for text in ["akar(8; 0,5)", "akar(8; akar(2))", "log(8; 2)", "akar(0 - 1)", "ln(0)"] {
        let error = Formula::canonical(text).unwrap().evaluate(&Dataset::new()).unwrap_err();
        assert_eq!(error.code(), Code::NotComputable);
        assert!(!error.to_string().contains('…'), "{text}: {error}");
    }
    expect("0 ^ (0 - 1)", "", "zero-denominator 0");
    assert_eq!(
        Formula::canonical("9 ^ 387.420.489").unwrap().evaluate(&Dataset::new()).unwrap_err().code(),
        Code::NumberTooLong
    );
}

#[test]
fn formulas_made_to_grow_are_refused() {
    // Forty squarings of a number, and forty doublings of a root.
    for (start, operator) in [("a", "*"), ("akar(a)", "+")] {
        let definitions: Vec<_> = (0..60).map(|at| format!("n{at} = n{} {operator} n{}", at + 1, at + 1)).collect();
        let text = format!("n0 dengan {{ {}; n60 = {start} }}", definitions.join("; "));
        let error = Formula::canonical(&text).unwrap().evaluate(&data("a=3")).unwrap_err();
        assert!(error.is_limit(), "{error}");
    }
}

#[test]
fn a_long_sum_takes_no_stack() {
    let text = vec!["a"; 20_000].join(" + ");
    let run = move || expect(&text, "a=1", "20.000");
    std::thread::Builder::new().stack_size(512 * 1024).spawn(run).unwrap().join().unwrap();
}

#[test]
fn thousands_of_problems_are_told_without_growing() {
    let data: Dataset = (0..200).map(|at| (format!("Jumlah sesuatu yang lain {at}"), at)).collect();
    for piece in ["1% + 2 + ", "100 * ", "\"Jumlah desa\" + \"Jumlah warga\" + ", "1 / (a - a) + "] {
        let text = piece.repeat(5_000) + "a";
        let formula = Formula::canonical(&text).unwrap();
        let _ = formula.evaluate(&data);
        let _ = formula.evaluate(&Dataset::new().with("a", 1));
    }
    let names: Vec<_> = (0..5_000).map(|at| format!("\"Jumlah sesuatu yang hilang {at}\"")).collect();
    let error = Formula::canonical(&names.join(" + ")).unwrap().evaluate(&data).unwrap_err();
    assert_eq!(error.others().len(), 4_999);
}

proptest! {
    #[test]
    fn values_agree_with_fractions(numbers in prop::collection::vec((-10_i64.pow(12)..10_i64.pow(12), 0_u32..7), 4)) {
        let names = ["a", "b", "c", "d"];
        let values: Vec<Number> = numbers.iter().map(|(mantissa, scale)| Number::from(*mantissa).checked_div(&Number::from(10_i64.pow(*scale))).unwrap()).collect();
        let data: Dataset = names.iter().copied().zip(values.iter()).collect();
        let value = Formula::canonical("(a - b) / c * d + a / 3").unwrap().evaluate(&data);
        let expected = (&values[0] - &values[1]).checked_div(&values[2]).map(|quotient| &(&quotient * &values[3]) + &values[0].checked_div(&Number::from(3)).unwrap());
        prop_assert_eq!(value.ok().and_then(|value| value.exact().cloned()), expected);
    }
}

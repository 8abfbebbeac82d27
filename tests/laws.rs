//! Laws of the language: what is written reads back, under any vocabulary; no text brings the reader down.
#![allow(clippy::unwrap_used)] // OK because a test may panic, in its helpers as well.

use proptest::prelude::*;
use rumusan::formula::{Definition, Expr, Function, Operator};
use rumusan::{Formula, Limits, Number, Reader};

/// Names that could be mistaken for anything else.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z]{1,8}( [a-z]{1,8}){0,3}",
        Just("x".to_owned()),
        Just("dibagi".to_owned()),
        Just("A dibagi B x 100%".to_owned()),
        Just("kabupaten/kota (lansia, disabilitas) 20-24 \"tahun\" \\".to_owned()),
        Just("dengan { }; = jumlah(".to_owned()),
        "\\PC{1,12}",
    ]
    .prop_filter("a name names something", |name| {
        !name.trim().is_empty() && !name.chars().all(|c| c.is_whitespace() || c.is_control())
    })
}

fn decimal() -> impl Strategy<Value = Number> {
    (0_u64..1_000_000, 0_u32..7).prop_map(|(value, scale)| {
        format!("{}.{:0width$}", value, value % 10_u64.pow(scale.max(1)), width = scale.max(1) as usize)
            .parse()
            .unwrap()
    })
}

fn expr() -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![
        4 => name().prop_map(Expr::variable),
        1 => decimal().prop_map(Expr::number),
        1 => decimal().prop_map(Expr::percent),
    ];
    leaf.prop_recursive(6, 48, 3, |inner| {
        let operator = prop_oneof![
            Just(Operator::Add),
            Just(Operator::Subtract),
            Just(Operator::Multiply),
            Just(Operator::Divide),
            Just(Operator::Power)
        ];
        prop_oneof![
            4 => (inner.clone(), operator, inner.clone()).prop_map(|(a, operator, b)| a.binary(operator, b)),
            1 => inner.clone().prop_map(Expr::negate),
            1 => (0..Function::ALL.len(), prop::collection::vec(inner, 1..4))
                .prop_map(|(at, arguments)| Expr::call(Function::ALL[at], arguments).unwrap()),
        ]
    })
}

fn formula() -> impl Strategy<Value = Formula> {
    (proptest::option::of(name()), expr(), prop::collection::vec((name(), expr()), 0..3)).prop_map(
        |(label, expr, definitions)| {
            let formula =
                Formula::new(expr).defining(definitions.into_iter().map(|(name, expr)| Definition::new(name, expr)));
            match label {
                Some(label) => formula.labelled(label),
                None => formula,
            }
        },
    )
}

#[test]
fn canonical_text_is_taken_as_it_stands_whatever_its_characters() {
    for text in ["\"⁾\" = \"a\"", "\"𝑅𝑎𝑠𝑖𝑜\" / \"½ b\""] {
        assert_eq!(Reader::new().read(text).unwrap().to_string(), text);
    }
}

#[test]
fn a_label_without_a_value_is_answered() {
    for text in [
        "1e5 dikali\nPembilang : √ dikurangkan\nPembilang :",
        "A / B\nPenyebut :\nPenyebut :",
        "A : = x 100%",
        "& menjumlahkan secara",
    ] {
        let _ = Reader::new().read(text);
    }
}

proptest! {
    #[test]
    fn canonical_text_reads_back(formula in formula()) {
        let text = formula.to_string();
        prop_assert_eq!(&Formula::canonical(&text).unwrap(), &formula, "{}", text);
    }

    #[test]
    fn canonical_text_reads_back_under_any_vocabulary(formula in formula(), known in prop::collection::vec(name(), 0..6)) {
        let text = formula.to_string();
        let hostile = known.into_iter().chain([text.clone(), "\"".to_owned(), " / ".to_owned()]);
        let reading = Reader::new().known(hostile).read(&text).unwrap();
        prop_assert_eq!(reading.to_sexpr(), formula.to_sexpr(), "{}", text);
    }

    #[test]
    fn serde_keeps_a_formula(formula in formula()) {
        let json = serde_json::to_string(&formula).unwrap();
        prop_assert_eq!(serde_json::from_str::<Formula>(&json).unwrap(), formula);
    }

    #[test]
    fn any_text_is_answered(text in "\\PC{0,120}") {
        let _ = Reader::new().read(&text);
        let _ = Formula::canonical(&text);
    }

    #[test]
    fn texts_of_formula_parts_are_answered(
        parts in prop::collection::vec(prop::sample::select(PARTS), 0..40),
        indicator in prop::sample::select(&["", "Persentase desa", "Laju pertumbuhan", "Jumlah orang"][..]),
    ) {
        answered(&parts.join(" "), indicator)?;
    }

    #[test]
    fn texts_over_lines_are_answered(
        lines in prop::collection::vec(prop::collection::vec(prop::sample::select(PARTS), 1..5), 2..6),
        indicator in prop::sample::select(&["", "Persentase desa", "Laju pertumbuhan"][..]),
    ) {
        let lines: Vec<_> = lines.iter().map(|parts| parts.join(" ")).collect();
        answered(&lines.join("\n"), indicator)?;
    }
}

/// Reads a text; what comes out reads back.
fn answered(text: &str, indicator: &str) -> Result<(), TestCaseError> {
    if let Ok(reading) = Reader::new().indicator(indicator).read(text) {
        let canonical = reading.to_string();
        let again = Reader::new().read(&canonical);
        prop_assert!(again.is_ok_and(|again| again.formulas() == reading.formulas()), "{}", canonical);
    }
    Ok(())
}

const PARTS: &[&str] = &[
    "½",
    "∛",
    "√",
    "Σ",
    "å",
    "s/d",
    "H'",
    ".5",
    "1e5",
    "x3",
    "2A",
    "10 000",
    "fi xi",
    "Bi.Si",
    "(t-1)",
    "PDRBt",
    ")n",
    ")1/n",
    "hasilnya",
    "lalu",
    "dikurangkan",
    "dari",
    "ditambah",
    "rata-rata dari",
    "jika",
    "maka",
    "a.",
    "b.",
    "- ",
    "1.",
    "2.",
    "Persentase",
    "Pembilang :",
    "Penyebut :",
    "Sumber :",
    "1.000 KH",
    "km²",
    "±",
    "≈",
    "Jumlah",
    "desa",
    "yang",
    "melapor",
    "dibagi",
    "di bagi",
    "dikali",
    "x",
    "X",
    "100%",
    "100",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "/",
    ":",
    "-",
    "+",
    "=",
    "Ket :",
    "Dimana",
    "dengan",
    "\n",
    "-----",
    "Persentase",
    "adalah",
    "perbandingan antara",
    "terhadap",
    "Σ",
    "∑",
    "rata-rata",
    "1/3",
    "0,5",
    "1.234",
    "1.2.3",
    "dan",
    "di",
    "kali",
    "per",
    "lalu",
    "…",
    ".",
    ",",
    ";",
    "%",
    "‰",
    "\\frac{A}{B}",
    "\"nama\"",
    "log",
    "pangkat",
    "^",
    "n-1",
    "KT_B",
    "\u{F03D}",
    "𝑅",
    "selisih",
    "hasil kali",
    "dinyatakan dalam persen",
    "Contoh :",
    "Rp",
    "juta",
    "•",
    "\"",
    "&",
    "'",
    "()",
    "—",
];

/// Hostile texts are answered on a stack of one mebibyte.
#[test]
fn hostile_texts_are_answered_on_a_small_stack() {
    let texts = [
        "(".repeat(60_000),
        "A + ".repeat(16_000),
        "9".repeat(60_000),
        "- ".repeat(30_000) + "A",
        "\"A\" ^ ".repeat(9_000) + "2",
        "IPG : ".repeat(10_000),
        "Ket : ".repeat(10_000),
        "Jumlah ".repeat(9_000),
        "A (".repeat(20_000),
        "\\frac{".repeat(10_000),
        "x = ".repeat(16_000),
    ];
    let run = move || {
        for text in &texts {
            let _ = Reader::new().read(text);
        }
        for (depth, open) in [(100_000, "("), (100_000, "[")] {
            let limits =
                Limits { bytes: 1 << 20, depth: 1_000_000, terms: 1_000_000, digits: 1_000_000, ..Limits::default() };
            let error = Reader::new().limits(limits).read(&format!("{}A", open.repeat(depth))).unwrap_err();
            assert_eq!(error.code().as_str(), "too-deep");
        }
        // The deepest formula that is taken.
        let deep = format!("{}A{}", "(".repeat(100), ")".repeat(100));
        let limits = Limits { depth: 100, ..Limits::default() };
        assert_eq!(Reader::new().limits(limits).read(&deep).unwrap().to_sexpr(), "\"A\"");
        // A tree of 100,000 nodes in one chain is walked, printed and dropped by loops.
        let mut expr = Expr::variable("A");
        for _ in 0..50_000 {
            expr = expr.binary(Operator::Add, Expr::variable("B"));
        }
        assert!(Formula::new(expr.clone()).to_string().len() > 100_000);
        drop(expr.negate());
    };
    std::thread::Builder::new().stack_size(1 << 20).spawn(run).unwrap().join().unwrap();
}

#[test]
fn what_is_written_over_and_over_has_an_answer_on_a_small_stack() {
    let run = || {
        let units = [
            "a\n",
            "a ",
            "fi xi ",
            "1% dari ",
            "2 ",
            "1/2 ",
            "Σ",
            "aΣ",
            "Σ a ",
            "√",
            "akar dari ",
            "rata-rata ",
            "selisih ",
            "hasil kali ",
            "perbandingan ",
            "−a",
            "- ",
            "^",
            "a^",
            "a = b\n",
            "=",
            "Ket : a = ",
            "a x 100%\n",
            "-----\n",
            "(a)(b)",
            "Jika a maka ",
            "setengah dari ",
            "A : ",
            "1. ",
            "| a |\n",
            "\\frac{a}{b} ",
            "\"a\" ",
        ];
        for unit in units {
            // Less than is taken, so that the test is quick.
            let text = unit.repeat(20_000 / unit.len());
            if let Ok(reading) = Reader::new().read(&text) {
                assert!(!reading.to_sexpr().is_empty(), "{unit}");
            }
        }
    };
    std::thread::Builder::new().stack_size(1 << 20).spawn(run).unwrap().join().unwrap();
}

#[test]
fn limits_have_codes() {
    let code = |text: &str| Reader::new().read(text).unwrap_err().code().as_str();
    assert_eq!(code(&format!("{}A", "(".repeat(1_000))), "too-deep");
    assert_eq!(code(&format!("A{}", " + A".repeat(10_500))), "too-many-terms");
    assert_eq!(code(&"7".repeat(1_001)), "number-too-long");
    assert_eq!(code(&"A ".repeat(40_000)), "text-too-long");
    assert_eq!(code(""), "empty-text");
    assert_eq!(code(" \n\t"), "empty-text");
}

use super::*;
use crate::formula::{Definition, Expr, Function, NodeKind, Operator};
use crate::{Dataset, Number};
use proptest::prelude::*;

fn formula(text: &str) -> Formula {
    Formula::canonical(text).unwrap()
}

#[test]
fn prose_of_usual_formulas() {
    for (text, prose) in [
        (
            r#""Jumlah desa maju" / "Jumlah desa" * 100%"#,
            "Jumlah desa maju dibagi Jumlah desa, dinyatakan dalam persen",
        ),
        (r#"("A" - "B") / "B" * 100%"#, "(A dikurangi B) dibagi B, dinyatakan dalam persen"),
        (r#"1 / 3 * ("Ipar" + "IDM" + "Iinc-dis")"#, "1 dibagi 3 dikali (Ipar ditambah IDM ditambah Iinc-dis)"),
        (r#""Jumlah korban" / "Jumlah perempuan" * 100.000"#, "Jumlah korban dibagi Jumlah perempuan dikali 100.000"),
        (r#"0,4 * "Indeks A" + 60% * "Indeks B""#, "0,4 dikali Indeks A ditambah 60% dikali Indeks B"),
        (
            r#""IPG" = "x" / "y" dengan { "x" = "Jumlah desa maju"; "y" = "Jumlah desa" }"#,
            "IPG = x dibagi y\nKeterangan:\nx = Jumlah desa maju\ny = Jumlah desa",
        ),
    ] {
        assert_eq!(formula(text).to_prose(), prose);
        assert_eq!(Formula::parse(prose).unwrap(), formula(text), "{prose}");
    }
}

#[test]
fn prose_of_numbers_brackets_what_would_be_taken_for_a_share() {
    let shares = formula("0 - 111% / 0 - 111%");
    assert_eq!(shares.to_prose(), "(0 dikurangi (111% dibagi 0)) dikurangi 111%");
    assert_eq!(Formula::parse(&shares.to_prose()).unwrap(), shares);
}

#[test]
fn latex_of_usual_formulas() {
    for (text, latex) in [
        (r#""A" / ("B" + "C")"#, r"\frac{A}{B + C}"),
        (r#"("A" - "B") / "B" * 100%"#, r"\frac{A - B}{B} \times 100\%"),
        (r#"akar("A" * "B")"#, r"\sqrt{A \times B}"),
        (r#"jumlah("A" * "B") / jumlah("B")"#, r"\frac{\sum \left(A \times B\right)}{\sum \left(B\right)}"),
        (r#""Laju (%)" - 0,5"#, r"\text{Laju (\%)} - 0{,}5"),
        ("A - 0,5", "A - 0,5"),
        (r#""A" ^ -1"#, "A^{-1}"),
        (r#"12,5% * "A""#, r"12{,}5\% \times A"),
        (r#"("A" * "B") ^ (1 / 2)"#, r"\left(A \times B\right)^{\frac{1}{2}}"),
        (r#"ln("A") + log("B")"#, r"\ln \left(A\right) + \log \left(B\right)"),
        (r#"("A" / "B") ^ 2"#, r"\left(\frac{A}{B}\right)^{2}"),
    ] {
        assert_eq!(formula(text).to_latex(), latex);
        assert_eq!(Formula::parse(latex).unwrap(), formula(text), "{latex}");
    }
}

#[test]
fn spreadsheet_formulas() {
    let cells = [("A", "A2"), ("B", "B2"), ("C", "C2:C9")];
    for (text, excel) in [
        ("A / B * 100%", r#"=IF(COUNT(A2,B2)<2,"",IF(B2=0,"",A2/B2*100%))"#),
        ("A / (B / (A - 1))", r#"=IF(COUNT(A2,B2)<2,"",IF((A2-1)=0,"",IF((B2/(A2-1))=0,"",A2/(B2/(A2-1)))))"#),
        ("A / 4 + 0,5", r#"=IF(COUNT(A2)<1,"",A2/4+0.5)"#),
        ("-A ^ 2", r#"=IF(COUNT(A2)<1,"",-(A2^2))"#),
        ("A ^ -1", r#"=IF(COUNT(A2)<1,"",IF(A2=0,"",A2^(-1)))"#),
        ("(A * B) ^ (1 / 2)", r#"=IF(COUNT(A2,B2)<2,"",IF((A2*B2)<0,"",(A2*B2)^(1/2)))"#),
        ("A ^ -0,5", r#"=IF(COUNT(A2)<1,"",IF(A2<=0,"",A2^(-0.5)))"#),
        ("1,05 ^ B", r#"=IF(COUNT(B2)<1,"",1.05^B2)"#),
        ("A ^ B", r#"=IF(COUNT(A2,B2)<2,"",IF((A2=0)*(B2<=0)+(A2<0)*(B2<>INT(B2))>0,"",A2^B2))"#),
        ("akar(A)", r#"=IF(COUNT(A2)<1,"",IF(A2<0,"",SQRT(A2)))"#),
        ("ln(A) / log(100)", r#"=IF(COUNT(A2)<1,"",IF(A2<=0,"",IF((LOG10(100))=0,"",LN(A2)/LOG10(100))))"#),
        (
            "jumlah(ln(C))",
            r#"=IF(COUNT(C2:C9)<ROWS(C2:C9)*COLUMNS(C2:C9),"",IF(SUMPRODUCT((C2:C9<=0)*1)>0,"",SUMPRODUCT(LN(C2:C9))))"#,
        ),
        (
            "jumlah(C ^ A)",
            r#"=IF(OR(COUNT(C2:C9)<ROWS(C2:C9)*COLUMNS(C2:C9),COUNT(A2)<1),"",IF(SUMPRODUCT((C2:C9=0)*(A2<=0)+(C2:C9<0)*(A2<>INT(A2)))>0,"",SUMPRODUCT(C2:C9^A2)))"#,
        ),
        (
            "jumlah(C) / A",
            r#"=IF(OR(COUNT(C2:C9)<ROWS(C2:C9)*COLUMNS(C2:C9),COUNT(A2)<1),"",IF(A2=0,"",SUM(C2:C9)/A2))"#,
        ),
        ("x / y dengan { x = A + B; y = z; z = B - 1 }", r#"=IF(COUNT(A2,B2)<2,"",IF((B2-1)=0,"",(A2+B2)/(B2-1)))"#),
        ("akar(A; 3) + maks(A; B)", r#"=IF(COUNT(A2,B2)<2,"",IF(A2<0,"",POWER(A2,1/(3))+MAX(A2,B2)))"#),
        (
            "akar(A; B + 1)",
            r#"=IF(COUNT(A2,B2)<2,"",IF((A2<0)+((B2+1)<1)+((B2+1)<>INT((B2+1)))>0,"",POWER(A2,1/(B2+1))))"#,
        ),
        (
            "rata-rata(C * A)",
            r#"=IF(OR(COUNT(C2:C9)<ROWS(C2:C9)*COLUMNS(C2:C9),COUNT(A2)<1),"",SUMPRODUCT(AVERAGE(C2:C9*A2)))"#,
        ),
        ("jumlah(x) dengan { x = C * 2 }", r#"=IF(COUNT(C2:C9)<ROWS(C2:C9)*COLUMNS(C2:C9),"",SUMPRODUCT((C2:C9*2)))"#),
        (
            "jumlah(1 / C)",
            r#"=IF(COUNT(C2:C9)<ROWS(C2:C9)*COLUMNS(C2:C9),"",IF(SUMPRODUCT((C2:C9=0)*1)>0,"",SUMPRODUCT(1/C2:C9)))"#,
        ),
        ("1 / 3", "=1/3"),
        ("1 / 0", r#"=IF(0=0,"",1/0)"#),
    ] {
        assert_eq!(formula(text).to_excel(cells).unwrap(), excel, "{text}");
    }
    assert_eq!(formula("A / D").to_excel(cells).unwrap_err().code().as_str(), "unknown-name");
    for text in ["C / A", "jumlah(C; A)", "jumlah(maks(C; A))", "x dengan { x = akar(C) }"] {
        assert_eq!(formula(text).to_excel(cells).unwrap_err().code().as_str(), "rows-outside-aggregate", "{text}");
    }
    for text in ["log(A; 2)", "akar(A; 2; B)"] {
        assert_eq!(formula(text).to_excel(cells).unwrap_err().code().as_str(), "not-computable", "{text}");
    }
    let long = vec!["A"; 9000].join(" + ");
    assert_eq!(formula(&long).to_excel(cells).unwrap_err().code().as_str(), "text-too-long");
    let grows: Vec<_> = (0..60).map(|at| format!("n{at} = n{} + n{}", at + 1, at + 1)).collect();
    let grows = format!("n0 dengan {{ {}; n60 = A }}", grows.join("; "));
    assert_eq!(formula(&grows).to_excel(cells).unwrap_err().code().as_str(), "text-too-long");
    assert_eq!(
        formula(&grows.replace("n60 = A", "n60 = n0")).to_excel(cells).unwrap_err().code().as_str(),
        "definition-cycle"
    );
}

#[test]
fn symbols_never_stand_for_two_names() {
    let many: Vec<String> = (0..60).map(|at| format!("\"Jumlah benda {at}\"")).collect();
    let symbols = formula(&format!("{} + a + \"b\"", many.join(" + "))).to_symbols();
    let letters: std::collections::HashSet<_> = symbols.legend().iter().map(|(letter, _)| letter).collect();
    assert_eq!((letters.len(), symbols.legend().len()), (60, 60));
    assert!(!letters.contains(&"a".to_owned()) && !letters.contains(&"b".to_owned()));
}

const NAMES: &[&str] = &[
    "A",
    "B",
    "Jumlah desa yang melapor",
    "Jumlah desa",
    "IPM laki-laki",
    "PDRB(t-1)",
    "kabupaten/kota",
    "PPKS (lansia, anak)",
    "Jumlah dibagikan",
    "nilai x bobot",
    "20-24 tahun",
    "persen",
    "dengan",
    "rata-rata",
    "a \"b\" c",
    "1 desa",
    "Σ",
    "ket",
    "di bagi",
    "100%",
    "A : B",
    "x",
];

fn expression(names: &'static [&'static str]) -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![
        prop::sample::select(names).prop_map(Expr::variable),
        (0_i64..2_000_000, 0_u32..3).prop_map(|(mantissa, scale)| {
            Expr::number(Number::from(mantissa).checked_div(&Number::from(10_i64.pow(scale))).unwrap())
        }),
        (1_i64..200).prop_map(|value| Expr::percent(Number::from(value))),
    ];
    let operators = vec![Operator::Add, Operator::Subtract, Operator::Multiply, Operator::Divide, Operator::Power];
    leaf.prop_recursive(4, 16, 3, move |inner| {
        // A function of numbers alone is nothing that a document writes.
        let argument = (prop::sample::select(names), inner.clone()).prop_map(|(name, other)| Expr::variable(name).binary(Operator::Add, other));
        prop_oneof![
            8 => (inner.clone(), prop::sample::select(operators.clone()), inner.clone()).prop_map(|(a, operator, b)| a.binary(operator, b)),
            1 => inner.clone().prop_map(Expr::negate),
            1 => (prop::sample::select(Function::ALL.to_vec()), prop::collection::vec(argument, 1..3))
                .prop_map(|(function, arguments)| Expr::call(function, arguments).unwrap()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn prose_reads_back(expr in expression(NAMES), label in prop::option::of(Just("IPG"))) {
        let mut formula = Formula::new(expr);
        if let Some(label) = label {
            formula = formula.labelled(label);
        }
        let prose = formula.to_prose();
        let read = Formula::parse(&prose);
        prop_assert_eq!(read.as_ref().ok(), Some(&formula), "{}\n{:?}", prose, read);
    }

    #[test]
    fn latex_reads_back(expr in expression(&["A", "B", "Jumlah desa", "IPM laki-laki", "PDRB(t-1)"])) {
        // A sum of several arguments has no sign of its own in LaTeX, nor have functions that take one argument.
        prop_assume!(!expr.nodes().iter().any(|node| match &node.kind {
            NodeKind::Call(Function::Sum | Function::Root | Function::Log | Function::Ln, arguments) => arguments.len() > 1,
            _ => false,
        }));
        let formula = Formula::new(expr);
        let latex = formula.to_latex();
        let read = Formula::parse(&latex);
        prop_assert_eq!(read.as_ref().ok(), Some(&formula), "{}\n{:?}", latex, read);
    }

    #[test]
    fn every_formula_can_be_written_out(expr in expression(NAMES), inner in expression(NAMES)) {
        let formula = Formula::new(expr).defining([Definition::new("A", inner)]);
        prop_assert!(!formula.to_symbols().formula().is_empty());
        let cells: Vec<_> = NAMES.iter().enumerate().map(|(at, name)| (*name, format!("A{at}"))).collect();
        let _ = formula.to_excel(cells);
        prop_assert!(!formula.to_latex().is_empty());
        let _ = formula.steps(&Dataset::new()).map(|steps| (steps.to_html(), steps.to_markdown(), steps.to_string()));
    }
}

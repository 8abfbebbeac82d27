use super::*;
use crate::Number;
use crate::unit::Unit;

fn steps(text: &str, data: &Dataset) -> Steps {
    Formula::canonical(text).unwrap().steps(data).unwrap()
}

#[test]
fn the_terminal_shows_inputs_definitions_and_the_formula() {
    let mut data = Dataset::new().with("Jumlah desa maju", 40).with("Jumlah desa mandiri", 5).with("y", 144);
    data.set_source("y", "Dinas PMD");
    let text = r#""x" / "y" * 100% dengan { "x" = "Jumlah desa maju" + "Jumlah desa mandiri"; "y" = "Jumlah desa" }"#;
    insta::assert_snapshot!(steps(text, &data), @"
    Jumlah desa maju = 40 desa
    Jumlah desa mandiri = 5 desa
    y = 144 desa (sumber: Dinas PMD)
    x = 40 desa + 5 desa = 45 desa
    45 desa / 144 desa x 100% = 31,25%
    ");
}

#[test]
fn inside_everything_is_exact() {
    let data = Dataset::new().with("a", 1).with("b", 3).with("c", "-2.125");
    let steps = steps("x * c dengan { x = a / b }", &data);
    insta::assert_snapshot!(steps, @"
    a = 1
    b = 3
    c = -2,125
    x = 1 / 3 = 1/3
    (1/3) x (-2,125) = -0,71
    ");
    assert_eq!(steps.value().unwrap().exact().unwrap(), &"-17/24".parse::<Number>().unwrap());
    assert_eq!(steps.rounded(4, Rounding::Down).unwrap().result(), Some("-0,7083"));
}

#[test]
fn what_is_missing_is_shown_with_where_it_was_looked_for() {
    let data = Dataset::new().with("Jumlah desa maju", "").with("y", 144);
    let text = r#""x" / "y" + "z" dengan { "x" = "Jumlah desa maju"; "z" = "Jumlah desa mandiri" }"#;
    insta::assert_snapshot!(steps(text, &data), @r#"
    x = (tidak ada nilai) (data: Jumlah desa maju)
    y = 144
    z = (tidak ada nilai) (dicari sebagai "z", "Jumlah desa mandiri")
    x / 144 + z = (tidak ada nilai)
    Nilai "x" belum diisi. Isi nilai "x" dari sumber datanya. Kalau memang nol, tulis 0.
    "#);
}

#[test]
fn a_zero_denominator_points_at_the_denominator() {
    let text = r#""A" / ("B" - "C")"#;
    let data = Dataset::new().with("A", 1).with("B", 2).with("C", 2);
    let steps = steps(text, &data);
    let failure = steps.failure().unwrap();
    assert_eq!(failure.span().unwrap().of(text), r#""B" - "C""#);
    assert_eq!(steps.steps().iter().filter(|step| step.value().is_some()).count(), 4);
}

#[test]
fn the_steps_add_up_to_the_value() {
    let data = Dataset::new().with("A", 3).with("B", 4).with_rows("C", [1, 2]);
    let steps = steps(r#""A" / "B" * 100% + jumlah("C") / "B""#, &data);
    let last = steps.steps().last().unwrap();
    assert_eq!(last.value(), steps.value());
    assert_eq!(last.inputs().len(), 2);
    let shown: Vec<_> = steps.steps().iter().map(|step| (step.operation(), step.shown().unwrap_or("-"))).collect();
    assert_eq!(
        shown,
        [
            ("name", "3"),
            ("name", "4"),
            ("/", "0,75"),
            ("number", "100%"),
            ("*", "75%"),
            ("name", "(2 baris)"),
            ("jumlah", "3"),
            ("name", "4"),
            ("/", "0,75"),
            ("+", "150%"),
        ]
    );
    for (at, step) in steps.steps().iter().enumerate() {
        assert!(step.inputs().iter().all(|input| *input < at));
    }
}

#[test]
fn declared_units_and_the_regulation_are_shown() {
    let declared = Declarations::new().unit(Unit::percent());
    let formula = Formula::canonical(r#""A" / "B" * 100"#).unwrap();
    let data = Dataset::new().with("A", 144).with("B", 154);
    let steps = formula.steps_with(&data, &declared).unwrap().under("PMDN 86 / 2017");
    insta::assert_snapshot!(steps, @"
    A = 144
    B = 154
    144 / 154 x 100 = 93,51%
    Dasar: PMDN 86 / 2017
    ");
    insta::assert_snapshot!(steps.to_markdown(), @r"
    | Langkah | Nilai | Asal |
    | --- | ---: | --- |
    | A | 144 |  |
    | B | 154 |  |
    | 144 / 154 x 100 | **93,51%** |  |

    Dasar: PMDN 86 / 2017
    ");
}

#[test]
fn one_name_is_one_line() {
    let data = Dataset::new().with("Jumlah desa", 154);
    insta::assert_snapshot!(steps(r#""Jumlah desa""#, &data), @"Jumlah desa = 154 desa");
    let data = Dataset::new().with("x", "1234.56789");
    insta::assert_snapshot!(steps("x", &data), @r"
    x = 1.234,56789
    1.234,56789 = 1.234,57
    ");
}

#[test]
fn steps_survive_json_and_keep_to_their_schema() {
    let data = Dataset::new().with("A", 3).with("B", 4);
    for text in [r#""A" / "B" * 100%"#, r#""A" / ("B" - 4)"#, r#""A" + "C" dengan { "C" = "D" }"#] {
        let steps = steps(text, &data).under("Permendagri 86/2017");
        let json = serde_json::to_value(&steps).unwrap();
        assert_eq!(serde_json::from_value::<Steps>(json.clone()).unwrap(), steps);
        let schema: serde_json::Value = serde_json::from_str(include_str!("../../docs/langkah.schema.json")).unwrap();
        keeps_to(&schema, &schema, &json, "steps");
    }
}

/// Checks what our schema uses: required fields, no others, types, items and references.
fn keeps_to(root: &serde_json::Value, schema: &serde_json::Value, value: &serde_json::Value, at: &str) {
    if let Some(reference) = schema.get("$ref").and_then(|name| name.as_str()) {
        let name = reference.strip_prefix("#/$defs/").unwrap();
        return keeps_to(root, &root["$defs"][name], value, at);
    }
    let kind = match value {
        serde_json::Value::Object(_) => "object",
        serde_json::Value::Array(_) => "array",
        serde_json::Value::String(_) => "string",
        serde_json::Value::Number(_) => "integer",
        other => panic!("{at}: {other}"),
    };
    assert_eq!(schema["type"], kind, "{at}");
    if let serde_json::Value::Object(fields) = value {
        for (name, field) in fields {
            let of_field = schema["properties"].get(name).unwrap_or_else(|| panic!("{at}.{name} is not in the schema"));
            keeps_to(root, of_field, field, &format!("{at}.{name}"));
        }
        for name in schema["required"].as_array().into_iter().flatten() {
            assert!(fields.contains_key(name.as_str().unwrap()), "{at}.{name} is missing");
        }
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        keeps_to(root, &schema["items"], item, &format!("{at}[{index}]"));
    }
}

#[test]
fn long_sums_do_not_make_long_texts() {
    let text = vec!["a"; 5_000].join(" + ");
    let steps = steps(&text, &Dataset::new().with("a", 1));
    let length: usize = steps.steps().iter().map(|step| step.text().len() + step.substituted.len()).sum();
    assert!(length < 2_000_000, "{length}");
    assert_eq!(steps.result(), Some("5.000"));
    let text = vec!["akar(2)"; 2_000].join(" + ");
    assert!(Formula::canonical(&text).unwrap().steps(&Dataset::new()).unwrap().result().is_some());
}

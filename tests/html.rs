//! The steps as HTML: whatever names, sources and regulations hold, the mark-up is ours and complete.

#![allow(clippy::unwrap_used, reason = "the helpers of a test fail as tests do")]

use proptest::prelude::*;
use rumusan::formula::Expr;
use rumusan::{Dataset, Formula, Steps};

/// The elements of a whole page; the second flag says whether one has an end.
const ELEMENTS: &[(&str, bool)] = &[
    ("html", true),
    ("head", true),
    ("meta", false),
    ("title", true),
    ("style", true),
    ("body", true),
    ("main", true),
    ("h1", true),
    ("p", true),
    ("code", true),
    ("table", true),
    ("thead", true),
    ("tbody", true),
    ("tr", true),
    ("th", true),
    ("td", true),
    ("strong", true),
];

/// The text of HTML as a browser shows it; fails where an element is unknown, unclosed, or closed by another.
fn shown(html: &str) -> String {
    let (mut open, mut text) = (Vec::new(), String::new());
    let mut rest = html.strip_prefix("<!DOCTYPE html>").unwrap_or(html);
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, behind) = after.split_once('>').expect("a tag has an end");
        rest = behind;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{html}");
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let (_, has_end) = ELEMENTS.iter().find(|(own, _)| *own == name).unwrap_or_else(|| panic!("<{tag}> in {html}"));
        assert!(attributes.matches('"').count() % 2 == 0 && !attributes.contains('<'), "<{tag}>");
        if *has_end {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} in {html}");
    text.push_str(rest);
    assert!(!text.contains('>'), "{text}");
    for (at, _) in text.match_indices('&') {
        let is_ours = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"].iter().any(|own| text[at..].starts_with(own));
        assert!(is_ours, "{}", &text[at..]);
    }
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    plain.replace("&amp;", "&").replace('\u{a0}', " ")
}

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Jumlah desa "),
        Just("<script>alert(1)</script>"),
        Just("</td></table>"),
        Just("<!--"),
        Just("</style>"),
        Just("&amp;"),
        Just("&lt;b&gt;"),
        Just("\" onclick=\"x"),
        Just("'"),
        Just("]]>"),
        Just("\u{202e}"),
        Just("\u{0}\u{1b}"),
        Just("\n"),
        Just("漢字 😀"),
        Just("100.000 perempuan"),
    ];
    prop_oneof![prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat()), "\\PC{1,40}"]
}

/// What a text looks like in a browser: signs that hide or turn around the rest are replaced.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            '\u{a0}' => ' ',
            c if c.is_control() && !c.is_whitespace() => '\u{fffd}',
            c => c,
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn hostile_texts_stay_texts(names in prop::collection::vec(hostile(), 2..4), source in hostile(), heading in hostile(), known in 0_usize..4) {
        let sum = names.iter().map(|name| Expr::variable(name.as_str())).reduce(|sum, name| sum.binary(rumusan::formula::Operator::Divide, name));
        let mut data = Dataset::new();
        for (at, name) in names.iter().enumerate().take(known) {
            data.set(name.as_str(), 10 + i64::try_from(at).unwrap());
            data.set_source(name.as_str(), source.as_str());
        }
        let Ok(steps) = Formula::new(sum.unwrap()).steps(&data) else { return Ok(()) };
        let steps = steps.under(source.as_str());
        let page = steps.to_html_page(&heading);
        let (fragment, text) = (shown(&steps.to_html()), shown(&page));
        for step in steps.steps().iter().filter(|step| step.origin().is_some()) {
            prop_assert!(fragment.contains(&visible(step.text())), "{:?} in {fragment}", step.text());
        }
        let regulation = format!("Dasar: {}", visible(&source));
        prop_assert!(fragment.contains(&regulation), "{regulation:?} in {fragment}");
        prop_assert!(text.contains(&visible(steps.formula())));
        prop_assert!(heading.trim().is_empty() || text.contains(&visible(&heading)));
        prop_assert!(page.contains(&steps.to_html()));
    }
}

fn steps() -> Steps {
    let mut data = Dataset::new().with("Jumlah korban perempuan", 23).with("Jumlah perempuan", 46_812);
    data.set_source("Jumlah perempuan", "Dinas Dukcapil <2025>");
    let text = r#""Jumlah korban perempuan" / "Jumlah perempuan" * 100.000"#;
    Formula::canonical(text).unwrap().steps(&data).unwrap().under("PMDN 18 / 2020")
}

#[test]
fn a_page_of_a_rate() {
    let page = steps().to_html_page("Rasio kekerasan terhadap perempuan").replace('\u{a0}', "&nbsp;");
    let (head, rest) = page.split_once("<style>").unwrap();
    let (style, body) = rest.split_once("</style>").unwrap();
    insta::assert_snapshot!("a_page_of_a_rate", format!("{head}<style>…</style>{body}"));
    assert!(
        !style.contains("url(")
            && !style.contains("@import")
            && style.matches('{').count() == style.matches('}').count()
    );
}

#[test]
fn one_name_is_one_row_even_without_a_value() {
    let formula = Formula::canonical(r#""Indeks Perlindungan Anak""#).unwrap();
    for data in [
        Dataset::new(),
        Dataset::new().with("Indeks Perlindungan Anak", ""),
        Dataset::new().with("Indeks Perlindungan Anak", 61),
    ] {
        let steps = formula.steps(&data).unwrap();
        assert_eq!(steps.to_html().matches("<tr>").count(), 2, "{}", steps.to_html());
        assert_eq!(steps.to_string().matches("Indeks Perlindungan Anak = ").count(), 1, "{steps}");
        assert!(steps.to_html().contains("<td><strong>"));
    }
}

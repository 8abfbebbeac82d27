//! Every indicator explained and written out: steps, prose, LaTeX, symbols, a spreadsheet formula.

#![allow(clippy::unwrap_used)]

use rumusan::data::CsvReader;
use rumusan::{Dataset, Formula};

fn data() -> Dataset {
    CsvReader::new().list(include_str!("../../examples/data/balangan-contoh.csv")).unwrap()
}

#[test]
fn every_indicator_has_steps_that_end_in_its_figure() {
    let data = data();
    let mut figures = 0;
    for indicator in rumusan_renstra::all() {
        let Ok(steps) = indicator.steps(&data) else {
            assert!(indicator.formula().is_none() || indicator.evaluate(&data).is_err(), "{}", indicator.n());
            continue;
        };
        let (text, html, markdown) = (steps.to_string(), steps.to_html().replace('\u{a0}', " "), steps.to_markdown());
        match indicator.evaluate(&data) {
            Ok(figure) => {
                assert_eq!(steps.value(), Some(&figure));
                for view in [&text, &html] {
                    assert!(view.contains(&figure.to_string()), "{}: {view}", indicator.n());
                }
                figures += 1;
            }
            Err(reason) => assert_eq!(steps.failure(), Some(&reason)),
        }
        assert!(steps.steps().iter().all(|step| !step.text().trim().is_empty()), "{text}");
        assert!(!text.contains("\"\"") && !html.contains("<th scope=\"row\"></th>") && !markdown.contains("|  | **"));
        assert!(serde_json::to_string(&steps).is_ok());
    }
    assert!(figures > 100, "{figures}");
}

#[test]
fn every_formula_is_written_out_and_reads_back() {
    for indicator in rumusan_renstra::all() {
        let Some(formula) = indicator.formula() else { continue };
        let prose = formula.to_prose();
        assert_eq!(Formula::parse(&prose).as_ref(), Ok(formula), "{}: {prose}", indicator.n());
        let latex = formula.to_latex();
        assert_eq!(Formula::parse(&latex).unwrap().expr(), formula.expr(), "{}: {latex}", indicator.n());
        let symbols = formula.to_symbols();
        assert!(symbols.legend().iter().all(|(symbol, meaning)| !symbol.is_empty() && !meaning.is_empty()));
        let names = formula.variables().unwrap();
        let cells = names.iter().enumerate().map(|(at, name)| (name.clone(), format!("B{}", at + 2)));
        let excel = formula.to_excel(cells).unwrap();
        assert!(excel.starts_with("=IF(COUNT(B2") && !excel.contains(",,"), "{}: {excel}", indicator.n());
    }
}

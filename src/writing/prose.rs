//! Formulas in Indonesian words.

use super::infix::{Notation, comma, function_open, grouped_whole, write};
use super::{Quotes, first_that_reads_back};
use crate::Number;
use crate::formula::{Expr, Formula, Function, Name, NodeKind, Operator};

/// Words for operators.
#[derive(Clone, Copy)]
struct Words {
    quotes: Quotes,
    /// `Σ(...)` for `jumlah(...)`, which can be taken as the name of a count.
    sum_as_sign: bool,
    /// Brackets that no rule needs: numbers alone are read by what such sums look like, `A - B / C - B` as a share.
    all_brackets: bool,
}

impl Notation for Words {
    fn operator(&self, operator: Operator) -> &'static str {
        match operator {
            Operator::Add => " ditambah ",
            Operator::Subtract => " dikurangi ",
            Operator::Multiply => " dikali ",
            Operator::Divide => " dibagi ",
            Operator::Power => " pangkat ",
        }
    }

    fn minus(&self) -> &'static str {
        "minus "
    }

    fn number(&self, value: &Number) -> String {
        grouped_whole(value)
    }

    fn percent(&self, value: &Number) -> String {
        format!("{}%", comma(value))
    }

    fn brackets_operations(&self) -> bool {
        self.all_brackets
    }

    fn name(&self, name: &Name) -> String {
        self.quotes.name(name)
    }

    fn call(&self, function: Function, arguments: &[&NodeKind]) -> (&'static str, &'static str, &'static str) {
        match function {
            Function::Sum if self.sum_as_sign && arguments.len() == 1 => ("Σ(", "; ", ")"),
            _ => (function_open(function), "; ", ")"),
        }
    }
}

impl Formula {
    /// The formula in Indonesian words. It reads back to the same formula.
    ///
    /// ```
    /// use rumusan::Formula;
    ///
    /// let formula = Formula::canonical(r#""Jumlah desa yang melapor" / "Jumlah desa" * 100%"#)?;
    /// assert_eq!(formula.to_prose(), "Jumlah desa yang melapor dibagi Jumlah desa, dinyatakan dalam persen");
    /// let formula = Formula::canonical(r#"("A" - "B") / "B""#)?;
    /// assert_eq!(formula.to_prose(), "(A dikurangi B) dibagi B");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn to_prose(&self) -> String {
        let ways = Quotes::ALL.map(|quotes| Words { quotes, sum_as_sign: false, all_brackets: false });
        let sums = Words { quotes: Quotes::All, sum_as_sign: true, all_brackets: false };
        let bracketed = Words { all_brackets: true, ..sums };
        let texts = ways
            .into_iter()
            .chain([sums, bracketed])
            .flat_map(|words| [in_percent(self, words), Some(whole(self, words))])
            .flatten();
        first_that_reads_back(self, texts).unwrap_or_else(|| self.to_string())
    }
}

fn whole(formula: &Formula, words: Words) -> String {
    with_frame(formula, words, write(formula.expr(), &words))
}

/// `..., dinyatakan dalam persen` in place of a last factor of 100%.
fn in_percent(formula: &Formula, words: Words) -> Option<String> {
    let expr = formula.expr();
    let NodeKind::Binary(Operator::Multiply, left, right) = &expr.node(expr.root()).kind else { return None };
    let is_whole = matches!(&expr.node(*right).kind, NodeKind::Percent(value) if *value == Number::from(100));
    let share: Expr = is_whole.then(|| expr.subtree(*left))?;
    let is_sum = matches!(share.node(share.root()).kind, NodeKind::Binary(Operator::Add | Operator::Subtract, ..));
    let text = write(&share, &words);
    let text = if is_sum { format!("({text})") } else { text };
    Some(with_frame(formula, words, format!("{text}, dinyatakan dalam persen")))
}

/// The label before it, stated results and definitions behind it.
fn with_frame(formula: &Formula, words: Words, mut text: String) -> String {
    if let Some(label) = formula.label() {
        text = format!("{label} = {text}");
    }
    for result in formula.results() {
        text.push_str(" = ");
        text.push_str(&write(result, &words));
    }
    for (at, definition) in formula.definitions().iter().enumerate() {
        text.push_str(if at == 0 { "\nKeterangan:\n" } else { "\n" });
        text.push_str(definition.name().as_str());
        text.push_str(" = ");
        if let Some(label) = definition.label() {
            text.push_str(label.as_str());
            text.push_str(" = ");
        }
        text.push_str(&write(definition.expr(), &words));
    }
    text
}

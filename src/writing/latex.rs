//! Formulas in LaTeX, as the metadata of BPS write them.

use super::infix::{Notation, comma, grouped_whole, write};
use super::{Quotes, first_that_reads_back};
use crate::Number;
use crate::formula::{Formula, Function, Name, NodeKind, Operator};

/// Fractions as `\frac`, names as `\text`.
#[derive(Clone, Copy)]
struct Latex {
    quotes: Quotes,
    decimal_comma: &'static str,
    /// Whether brackets leave nothing to evidence: a minus sign before a function can be taken for a dash of a list.
    brackets_operands: bool,
}

/// Without braces a blank follows the comma, as in a list; a formula without commands is read as plain text, braces and all.
const DECIMAL_COMMAS: [&str; 2] = ["{,}", ","];

impl Notation for Latex {
    fn operator(&self, operator: Operator) -> &'static str {
        match operator {
            Operator::Add => " + ",
            Operator::Subtract => " - ",
            Operator::Multiply => r" \times ",
            Operator::Divide => " / ",
            Operator::Power => "^",
        }
    }

    fn minus(&self) -> &'static str {
        "-"
    }

    fn number(&self, value: &Number) -> String {
        grouped_whole(value).replace(',', self.decimal_comma)
    }

    fn percent(&self, value: &Number) -> String {
        format!(r"{}\%", comma(value).replace(',', self.decimal_comma))
    }

    fn name(&self, name: &Name) -> String {
        let text = self.quotes.name(name);
        if text.chars().count() == 1 { text } else { format!(r"\text{{{}}}", escaped(&text)) }
    }

    fn call(&self, function: Function, arguments: &[&NodeKind]) -> (&'static str, &'static str, &'static str) {
        match (function, arguments.len()) {
            (Function::Root, 1) => (r"\sqrt{", "", "}"),
            (Function::Sum, 1) => (r"\sum \left(", "", r"\right)"),
            (Function::Sum, _) => (r"\text{jumlah}\left(", "; ", r"\right)"),
            (Function::Root, _) => (r"\text{akar}\left(", "; ", r"\right)"),
            (Function::Mean, _) => (r"\text{rata-rata}\left(", "; ", r"\right)"),
            (Function::Min, _) => (r"\min\left(", "; ", r"\right)"),
            (Function::Max, _) => (r"\max\left(", "; ", r"\right)"),
            (Function::Log, _) => (r"\log \left(", "; ", r"\right)"),
            (Function::Ln, _) => (r"\ln \left(", "; ", r"\right)"),
        }
    }

    fn brackets(&self) -> (&'static str, &'static str) {
        (r"\left(", r"\right)")
    }

    fn fraction(&self) -> Option<[&'static str; 3]> {
        Some([r"\frac{", "}{", "}"])
    }

    fn brackets_operands(&self) -> bool {
        self.brackets_operands
    }

    fn raised(&self) -> Option<[&'static str; 2]> {
        Some(["^{", "}"])
    }
}

/// Characters that LaTeX would take as commands.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' | '$' | '&' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(c);
            }
            '\\' => out.push_str(r"\textbackslash{}"),
            '^' => out.push_str(r"\textasciicircum{}"),
            '~' => out.push_str(r"\textasciitilde{}"),
            c => out.push(c),
        }
    }
    out
}

impl Formula {
    /// The formula in LaTeX, for mathematics mode; definitions are left out, they belong into the text around it.
    ///
    /// ```
    /// use rumusan::Formula;
    ///
    /// let formula = Formula::canonical(r#""Jumlah desa yang melapor" / "Jumlah desa" * 100%"#)?;
    /// assert_eq!(formula.to_latex(), r"\frac{\text{Jumlah desa yang melapor}}{\text{Jumlah desa}} \times 100\%");
    /// let formula = Formula::canonical(r#""IPG" = 1 / 3 * ("a" + "b")"#)?;
    /// assert_eq!(formula.to_latex(), r"\text{IPG} = \frac{1}{3} \times \left(a + b\right)");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn to_latex(&self) -> String {
        let bare = Formula::new(self.expr().clone());
        let bare = self.label().into_iter().fold(bare, |bare, label| bare.labelled(label.clone()));
        let written = |latex: Latex| {
            let text = write(bare.expr(), &latex);
            match bare.label() {
                Some(label) => format!(r"\text{{{}}} = {text}", escaped(label.as_str())),
                None => text,
            }
        };
        // The plainest way first.
        let mut ways = Vec::new();
        for quotes in Quotes::ALL {
            for brackets_operands in [false, true] {
                ways.extend(DECIMAL_COMMAS.map(|decimal_comma| Latex { quotes, decimal_comma, brackets_operands }));
            }
        }
        let most_certain = ways.last().copied();
        first_that_reads_back(&bare, ways.into_iter().map(written))
            .or_else(|| most_certain.map(written))
            .unwrap_or_default()
    }
}

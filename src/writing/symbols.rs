//! Formulas with one letter for each name, and a legend.

use super::infix::{Notation, comma, function_open, grouped, write};
use crate::Number;
use crate::formula::{Expr, Formula, Function, Name, NodeKind, Operator};
use std::collections::{HashMap, HashSet};
use std::fmt;

/// A formula with symbols for its names, and what each symbol stands for.
///
/// ```
/// use rumusan::Formula;
///
/// let formula = Formula::canonical(r#""Jumlah desa yang melapor" / "Jumlah desa" * 100%"#)?;
/// let symbols = formula.to_symbols();
/// assert_eq!(symbols.formula(), "a/b × 100%");
/// assert_eq!(symbols.to_string(), "\
/// a/b × 100%
/// a = Jumlah desa yang melapor
/// b = Jumlah desa");
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbols {
    formula: String,
    legend: Vec<(String, String)>,
}

impl Symbols {
    /// The formula: `a/b × 100%`.
    ///
    /// ```
    /// use rumusan::Formula;
    ///
    /// let symbols = Formula::canonical(r#""Jumlah desa" / 2"#)?.to_symbols();
    /// assert_eq!(symbols.formula(), "a/2");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn formula(&self) -> &str {
        &self.formula
    }

    /// Symbols with what they stand for: a name, or the formula of a definition.
    ///
    /// ```
    /// use rumusan::Formula;
    ///
    /// let symbols = Formula::canonical(r#""Jumlah desa" / 2"#)?.to_symbols();
    /// assert_eq!(symbols.legend(), [("a".to_owned(), "Jumlah desa".to_owned())]);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn legend(&self) -> &[(String, String)] {
        &self.legend
    }
}

impl fmt::Display for Symbols {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.formula)?;
        self.legend.iter().try_for_each(|(symbol, meaning)| write!(f, "\n{symbol} = {meaning}"))
    }
}

struct Letters<'a> {
    of: &'a HashMap<String, String>,
}

impl Notation for Letters<'_> {
    fn operator(&self, operator: Operator) -> &'static str {
        match operator {
            Operator::Add => " + ",
            Operator::Subtract => " − ",
            Operator::Multiply => " × ",
            Operator::Divide => "/",
            Operator::Power => "^",
        }
    }

    fn minus(&self) -> &'static str {
        "−"
    }

    fn number(&self, value: &Number) -> String {
        grouped(value)
    }

    fn percent(&self, value: &Number) -> String {
        format!("{}%", comma(value))
    }

    fn name(&self, name: &Name) -> String {
        self.of.get(name.key()).cloned().unwrap_or_else(|| name.to_string())
    }

    fn call(&self, function: Function, arguments: &[&NodeKind]) -> (&'static str, &'static str, &'static str) {
        match (function, arguments.len()) {
            (Function::Sum, 1) => ("Σ(", "; ", ")"),
            (Function::Root, 1) => ("√(", "; ", ")"),
            _ => (function_open(function), "; ", ")"),
        }
    }
}

impl Formula {
    /// The formula with a letter for each long name. Names that are symbols already stay.
    ///
    /// ```
    /// use rumusan::Formula;
    ///
    /// let formula = Formula::canonical(r#""IPG" = "x" / "y" dengan { "x" = "Jumlah desa maju"; "y" = "b" + "Jumlah kota" }"#)?;
    /// assert_eq!(formula.to_symbols().to_string(), "\
    /// IPG = x/y
    /// x = Jumlah desa maju
    /// y = b + a
    /// a = Jumlah kota");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn to_symbols(&self) -> Symbols {
        let computed = |expr: &Expr| expr.as_variable().is_none();
        let exprs = std::iter::once(self.expr())
            .chain(self.definitions().iter().map(crate::formula::Definition::expr).filter(|expr| computed(expr)));
        let names: Vec<&Name> = exprs.flat_map(Expr::names).collect();
        let defined = self.definitions().iter().map(crate::formula::Definition::name);
        let taken: HashSet<String> =
            names.iter().copied().chain(defined).map(|name| name.as_str().to_owned()).collect();
        let mut letters = letters().filter(|letter| !taken.contains(letter));
        let (mut of, mut given) = (HashMap::new(), Vec::new());
        for name in names {
            if is_symbol(name) || self.definition(name).is_some() || of.contains_key(name.key()) {
                continue;
            }
            let letter = letters.next().unwrap_or_default();
            given.push((letter.clone(), name.to_string()));
            of.insert(name.key().to_owned(), letter);
        }
        let notation = Letters { of: &of };
        let text = write(self.expr(), &notation);
        let formula = self.label().map_or(text.clone(), |label| format!("{label} = {text}"));
        let meaning = |expr: &Expr| expr.as_variable().map_or_else(|| write(expr, &notation), ToString::to_string);
        let mut legend: Vec<_> =
            self.definitions().iter().map(|own| (own.name().to_string(), meaning(own.expr()))).collect();
        legend.extend(given);
        Symbols { formula, legend }
    }
}

/// A name of one short word.
fn is_symbol(name: &Name) -> bool {
    name.as_str().chars().count() <= 3 && !name.as_str().contains(' ')
}

/// a, b, ..., z, a1, b1, ...: `l`, `o` and `x` are left out, they look like 1, 0 and the sign for times.
fn letters() -> impl Iterator<Item = String> {
    let plain = || "abcdefghijkmnpqrstuvwyz".chars();
    plain()
        .map(String::from)
        .chain((1_u32..).flat_map(move |round| plain().map(move |letter| format!("{letter}{round}"))))
}

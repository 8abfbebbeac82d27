//! Formulas for a spreadsheet.

use super::infix::{Notation, write};
use crate::Number;
use crate::error::{Code, Error, Result};
use crate::formula::{Expr, Formula, Function, Name, NodeKind, Operator, Variable};
use std::collections::HashMap;

/// The longest formula that a cell takes.
const MAX_LENGTH: usize = 8192;

/// The notation of the file format: English functions, points, commas between arguments.
struct Sheet<'a> {
    cells: &'a HashMap<String, String>,
}

impl Notation for Sheet<'_> {
    fn operator(&self, operator: Operator) -> &'static str {
        operator.sign()
    }

    fn minus(&self) -> &'static str {
        "-"
    }

    fn number(&self, value: &Number) -> String {
        value.to_string()
    }

    fn percent(&self, value: &Number) -> String {
        format!("{value}%")
    }

    fn name(&self, name: &Name) -> String {
        self.cells.get(name.key()).cloned().unwrap_or_default()
    }

    fn call(&self, function: Function, arguments: usize) -> (&'static str, &'static str, &'static str) {
        match (function, arguments) {
            // A sum over products of ranges, which SUM alone would not take.
            (Function::Sum, 1) => ("SUMPRODUCT(", ",", ")"),
            (Function::Sum, _) => ("SUM(", ",", ")"),
            (Function::Mean, _) => ("AVERAGE(", ",", ")"),
            (Function::Min, _) => ("MIN(", ",", ")"),
            (Function::Max, _) => ("MAX(", ",", ")"),
            (Function::Root, 1) => ("SQRT(", ",", ")"),
            (Function::Root, _) => ("POWER(", ",1/", ")"),
            (Function::Log, _) => ("LOG10(", ",", ")"),
            (Function::Ln, _) => ("LN(", ",", ")"),
        }
    }

    fn powers_are_bracketed(&self) -> bool {
        true
    }
}

impl Formula {
    /// The formula for a cell of a spreadsheet, over the cells or ranges that hold its names, in the notation of the file
    /// format. An empty cell or a zero denominator leaves the cell empty: a spreadsheet would take the one as zero and
    /// print `#DIV/0!` for the other.
    ///
    /// The cells hold unscaled numbers, 0.75 for 75%, as spreadsheets keep percentages. A name without a cell is the
    /// error `unknown-name`; the error is `text-too-long` where the formula does not fit into a cell.
    ///
    /// ```
    /// use rumusan::Formula;
    ///
    /// let formula = Formula::canonical(r#""Jumlah desa yang melapor" / "Jumlah desa" * 100%"#)?;
    /// let cells = [("Jumlah desa yang melapor", "B2"), ("Jumlah desa", "C2")];
    /// assert_eq!(formula.to_excel(cells)?, r#"=IF(COUNT(B2,C2)<2,"",IF(C2=0,"",B2/C2*100%))"#);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn to_excel<N: Into<Name>, C: Into<String>>(&self, cells: impl IntoIterator<Item = (N, C)>) -> Result<String> {
        let given: HashMap<String, String> =
            cells.into_iter().map(|(name, cell)| (name.into().key().to_owned(), cell.into())).collect();
        let variables = self.quantities()?;
        let mut texts: HashMap<String, String> = HashMap::new();
        for variable in &variables {
            let cell = variable.names().find_map(|name| given.get(name.key()));
            let cell = cell.ok_or_else(|| unknown(variable))?;
            texts.insert(variable.name().key().to_owned(), cell.clone());
        }
        let filled = filled(variables.iter().filter_map(|variable| texts.get(variable.name().key())));
        // Definitions are put in where their names stand, the last ones first.
        let mut conditions = Vec::new();
        let text = self.put_in(self.expr(), &mut texts, &mut conditions)?;
        let mut formula = text;
        for condition in conditions.into_iter().rev() {
            formula = format!("IF({condition}=0,\"\",{formula})");
            too_long(&formula)?;
        }
        if let Some(filled) = filled {
            formula = format!("IF({filled},\"\",{formula})");
        }
        formula.insert(0, '=');
        too_long(&formula)?;
        Ok(formula)
    }

    /// Writes an expression after the definitions that it uses.
    fn put_in(&self, expr: &Expr, texts: &mut HashMap<String, String>, conditions: &mut Vec<String>) -> Result<String> {
        // Cycles are refused before, so that the walk over definitions ends.
        let mut open = vec![(expr, false)];
        let mut keys: Vec<Option<&Name>> = vec![None];
        let mut last = String::new();
        while let Some((expr, is_ready)) = open.pop() {
            let defines = keys.pop().flatten();
            if !is_ready {
                open.push((expr, true));
                keys.push(defines);
                for name in expr.names().into_iter().rev().filter(|name| !texts.contains_key(name.key())) {
                    if let Some(definition) = self.definition(name) {
                        open.push((definition.expr(), false));
                        keys.push(Some(definition.name()));
                    }
                }
                continue;
            }
            let sheet = Sheet { cells: texts };
            conditions.extend(denominators(expr, &sheet));
            last = write(expr, &sheet);
            too_long(&last)?;
            if let Some(name) = defines {
                let is_leaf = expr.nodes().len() == 1;
                let text = if is_leaf { last.clone() } else { format!("({last})") };
                texts.insert(name.key().to_owned(), text);
            }
        }
        let mut seen = std::collections::HashSet::new();
        conditions.retain(|condition| seen.insert(condition.clone()));
        Ok(last)
    }
}

/// The denominators that can be zero, in the order of evaluation.
fn denominators(expr: &Expr, sheet: &Sheet<'_>) -> Vec<String> {
    let below = |kind: &NodeKind| match kind {
        NodeKind::Binary(Operator::Divide, _, right) => Some(*right),
        _ => None,
    };
    let can_be_zero = |part: &Expr| match part.nodes() {
        [only] => !matches!(&only.kind, NodeKind::Number(value) | NodeKind::Percent(value) if !value.is_zero()),
        _ => true,
    };
    let parts = expr.nodes().iter().filter_map(|node| below(&node.kind)).map(|id| expr.subtree(id)).filter(can_be_zero);
    parts
        .map(|part| {
            let text = write(&part, sheet);
            if part.nodes().len() == 1 { text } else { format!("({text})") }
        })
        .collect()
}

/// That not every cell has a number.
fn filled<'a>(cells: impl Iterator<Item = &'a String>) -> Option<String> {
    let (mut single, mut ranges) = (Vec::new(), Vec::new());
    for cell in cells {
        if cell.contains(':') { ranges.push(cell.as_str()) } else { single.push(cell.as_str()) }
    }
    let mut tests: Vec<String> =
        ranges.iter().map(|range| format!("COUNT({range})<ROWS({range})*COLUMNS({range})")).collect();
    // A function takes 255 arguments.
    tests.extend(single.chunks(200).map(|cells| format!("COUNT({})<{}", cells.join(","), cells.len())));
    match tests.len() {
        0 => None,
        1 => tests.pop(),
        _ => Some(format!("OR({})", tests.join(","))),
    }
}

fn unknown(variable: &Variable) -> Error {
    let error = Error::new(Code::UnknownName).at(variable.span()).with("nama", variable.name());
    error.with("mirip", "").with("near", "")
}

fn too_long(formula: &str) -> Result<()> {
    if formula.len() > MAX_LENGTH {
        return Err(Error::new(Code::TextTooLong).with("panjang", formula.len()).with("batas", MAX_LENGTH));
    }
    Ok(())
}

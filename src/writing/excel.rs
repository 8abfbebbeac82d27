//! Formulas for a spreadsheet.

use super::infix::{Notation, write};
use super::plain_text;
use crate::Number;
use crate::error::{Code, Error, Result};
use crate::formula::{Expr, Formula, Function, Name, NodeId, NodeKind, Operator, Variable};
use std::collections::{HashMap, HashSet};

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

    fn call(&self, function: Function, arguments: &[&NodeKind]) -> (&'static str, &'static str, &'static str) {
        // What is computed from ranges row by row, a spreadsheet takes as a range only inside SUMPRODUCT.
        let is_computed = match arguments {
            [NodeKind::Variable(name)] => self.name(name).starts_with('('),
            [_] => true,
            _ => false,
        };
        match (function, arguments.len()) {
            (Function::Sum, _) if is_computed => ("SUMPRODUCT(", ",", ")"),
            (Function::Sum, _) => ("SUM(", ",", ")"),
            (Function::Mean, _) if is_computed => ("SUMPRODUCT(AVERAGE(", ",", "))"),
            (Function::Mean, _) => ("AVERAGE(", ",", ")"),
            (Function::Min, _) if is_computed => ("SUMPRODUCT(MIN(", ",", "))"),
            (Function::Min, _) => ("MIN(", ",", ")"),
            (Function::Max, _) if is_computed => ("SUMPRODUCT(MAX(", ",", "))"),
            (Function::Max, _) => ("MAX(", ",", ")"),
            (Function::Root, 1) => ("SQRT(", ",", ")"),
            (Function::Root, _) => ("POWER(", ",1/(", "))"),
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
    /// error `unknown-name`; the error is `text-too-long` where the formula does not fit into a cell, and
    /// `rows-outside-aggregate` where a range stands that no `jumlah` or other function makes one value of.
    ///
    /// What the formula multiplies with stays in the figure: a rate `x 100.000` is 49.13 in the cell, a share
    /// `x 100%` is 0.75 and the format of the cell shows it as 75%.
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
        let ranges = variables.iter().map(|variable| variable.name().key());
        let mut rows: HashSet<String> =
            ranges.filter(|key| texts.get(*key).is_some_and(|text| is_range(text))).map(str::to_owned).collect();
        let filled = filled(variables.iter().filter_map(|variable| texts.get(variable.name().key())));
        // Definitions are put in where their names stand, the last ones first.
        let mut conditions = Vec::new();
        let mut formula = self.put_in(self.expr(), &mut texts, &mut rows, &mut conditions)?;
        for condition in conditions.into_iter().rev() {
            formula = format!("IF({condition},\"\",{formula})");
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
    fn put_in(
        &self,
        expr: &Expr,
        texts: &mut HashMap<String, String>,
        rows: &mut HashSet<String>,
        conditions: &mut Vec<String>,
    ) -> Result<String> {
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
            let in_rows = in_rows(expr, rows)?;
            conditions.extend(zero_denominators(expr, &sheet, &in_rows));
            last = write(expr, &sheet);
            too_long(&last)?;
            let is_in_rows = in_rows.last() == Some(&true);
            if let Some(name) = defines {
                if is_in_rows {
                    rows.insert(name.key().to_owned());
                }
                let is_leaf = expr.nodes().len() == 1;
                let text = if is_leaf { last.clone() } else { format!("({last})") };
                texts.insert(name.key().to_owned(), text);
            } else if is_in_rows {
                return Err(rows_outside_aggregate(expr, expr.root()));
            }
        }
        let mut seen = HashSet::new();
        conditions.retain(|condition| seen.insert(condition.clone()));
        Ok(last)
    }
}

/// For each node, whether it has a value in every row of a range.
fn in_rows(expr: &Expr, rows: &HashSet<String>) -> Result<Vec<bool>> {
    let mut found: Vec<bool> = Vec::with_capacity(expr.nodes().len());
    for (at, node) in expr.nodes().iter().enumerate() {
        found.push(match &node.kind {
            NodeKind::Number(_) | NodeKind::Percent(_) => false,
            NodeKind::Variable(name) => rows.contains(name.key()),
            NodeKind::Negate(operand) => found[operand.index()],
            NodeKind::Binary(_, left, right) => found[left.index()] || found[right.index()],
            NodeKind::Call(function, arguments) => {
                let any = arguments.iter().any(|argument| found[argument.index()]);
                let is_row_by_row = matches!(function, Function::Root | Function::Log | Function::Ln);
                if any && !is_row_by_row && arguments.len() > 1 {
                    return Err(rows_outside_aggregate(expr, NodeId::new(at)));
                }
                any && is_row_by_row
            }
        });
    }
    Ok(found)
}

fn rows_outside_aggregate(expr: &Expr, node: NodeId) -> Error {
    let part = expr.subtree(node);
    Error::new(Code::RowsOutsideAggregate).at(expr.node(node).span).with("nama", plain_text(&part))
}

/// That a denominator is zero, for those that can be, in the order of evaluation.
fn zero_denominators(expr: &Expr, sheet: &Sheet<'_>, in_rows: &[bool]) -> Vec<String> {
    let below = |kind: &NodeKind| match kind {
        NodeKind::Binary(Operator::Divide, _, right) => Some(*right),
        _ => None,
    };
    let can_be_zero = |part: &Expr| match part.nodes() {
        [only] => !matches!(&only.kind, NodeKind::Number(value) | NodeKind::Percent(value) if !value.is_zero()),
        _ => true,
    };
    let parts = expr.nodes().iter().filter_map(|node| below(&node.kind)).map(|id| (id, expr.subtree(id)));
    parts
        .filter(|(_, part)| can_be_zero(part))
        .map(|(id, part)| {
            let text = write(&part, sheet);
            let text = if part.nodes().len() == 1 { text } else { format!("({text})") };
            // A zero in any of the rows.
            if in_rows[id.index()] { format!("SUMPRODUCT(({text}=0)*1)>0") } else { format!("{text}=0") }
        })
        .collect()
}

/// A name of a sheet has no colon.
fn is_range(cell: &str) -> bool {
    cell.contains(':')
}

/// That not every cell has a number.
fn filled<'a>(cells: impl Iterator<Item = &'a String>) -> Option<String> {
    let (mut single, mut ranges) = (Vec::new(), Vec::new());
    for cell in cells {
        if is_range(cell) { ranges.push(cell.as_str()) } else { single.push(cell.as_str()) }
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

//! Formulas for a spreadsheet.

use super::infix::{Notation, write};
use super::plain_text;
use crate::Number;
use crate::error::{Code, Error, Result};
use crate::formula::{Expr, Formula, Function, Name, NodeId, NodeKind, Operator, Variable};
use crate::number::check_count;
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
    /// print `#DIV/0!` for the other. So do a root of a negative number, a logarithm of zero or less, and a power that a
    /// spreadsheet cannot compute: it would print `#NUM!`, for an odd root and for `0 ^ 0` as well.
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
            last = write(expr, &sheet);
            too_long(&last)?;
            conditions.extend(without_result(expr, &sheet, &in_rows));
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

/// For each node, whether it has a value in every row of a range. Functions with more arguments than they take are
/// refused, as where they are computed.
fn in_rows(expr: &Expr, rows: &HashSet<String>) -> Result<Vec<bool>> {
    let mut found: Vec<bool> = Vec::with_capacity(expr.nodes().len());
    for (at, node) in expr.nodes().iter().enumerate() {
        found.push(match &node.kind {
            NodeKind::Number(_) | NodeKind::Percent(_) => false,
            NodeKind::Variable(name) => rows.contains(name.key()),
            NodeKind::Negate(operand) => found[operand.index()],
            NodeKind::Binary(_, left, right) => found[left.index()] || found[right.index()],
            NodeKind::Call(function, arguments) => {
                check_count(*function, arguments.len()).map_err(|error| error.at(node.span))?;
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

/// When an operation has no result, for those that can have none, in the order of evaluation.
fn without_result(expr: &Expr, sheet: &Sheet<'_>, in_rows: &[bool]) -> Vec<String> {
    let constants = constants(expr);
    let text = |id: NodeId| {
        let part = expr.subtree(id);
        let text = write(&part, sheet);
        if part.nodes().len() == 1 { text } else { format!("({text})") }
    };
    let constant = |id: NodeId| constants[id.index()].as_ref();
    let is_above_zero = |id: NodeId| constant(id).is_some_and(|value| *value > Number::ZERO);
    let mut conditions = Vec::new();
    for node in expr.nodes() {
        let (tests, places) = match &node.kind {
            NodeKind::Binary(Operator::Divide, _, below) => {
                let can_be_zero = constant(*below).is_none_or(Number::is_zero);
                (can_be_zero.then(|| Tests::One(format!("{}=0", text(*below)))), vec![*below])
            }
            NodeKind::Binary(Operator::Power, base, exponent) if !is_above_zero(*base) => {
                (power_without_result(&text(*base), constant(*exponent), || text(*exponent)), vec![*base, *exponent])
            }
            NodeKind::Call(Function::Log | Function::Ln, arguments) if !is_above_zero(arguments[0]) => {
                (Some(Tests::One(format!("{}<=0", text(arguments[0])))), vec![arguments[0]])
            }
            NodeKind::Call(Function::Root, arguments) => {
                let degree = arguments.get(1).copied();
                let is_degree = |value: &Number| value.is_integer() && *value > Number::ZERO;
                let base = text(arguments[0]);
                let tests = match degree {
                    Some(degree) if !constant(degree).is_some_and(is_degree) => {
                        let degree = text(degree);
                        Some(Tests::Sum(format!("({base}<0)+({degree}<1)+({degree}<>INT({degree}))")))
                    }
                    _ if is_above_zero(arguments[0]) => None,
                    _ => Some(Tests::One(format!("{base}<0"))),
                };
                (tests, arguments.to_vec())
            }
            _ => continue,
        };
        let is_in_rows = places.iter().any(|id| in_rows[id.index()]);
        conditions.extend(tests.map(|tests| tests.condition(is_in_rows)));
    }
    conditions
}

/// When a power has no result: a negative power of zero, a power of a negative number that is no whole one. Spreadsheets
/// disagree about the power zero of zero.
fn power_without_result(base: &str, exponent: Option<&Number>, text: impl Fn() -> String) -> Option<Tests> {
    let Some(exponent) = exponent else {
        let exponent = text();
        return Some(Tests::Sum(format!("({base}=0)*({exponent}<=0)+({base}<0)*({exponent}<>INT({exponent}))")));
    };
    match (exponent.is_integer(), *exponent > Number::ZERO) {
        (true, true) => None,
        (true, false) => Some(Tests::One(format!("{base}=0"))),
        (false, true) => Some(Tests::One(format!("{base}<0"))),
        (false, false) => Some(Tests::One(format!("{base}<=0"))),
    }
}

/// Comparisons of which none may be true.
enum Tests {
    One(String),
    /// Their sum and product count those that are: a spreadsheet has no OR for each row of a range.
    Sum(String),
}

impl Tests {
    /// That one of them is true, in any of the rows.
    fn condition(self, is_in_rows: bool) -> String {
        match (self, is_in_rows) {
            (Self::One(test), false) => test,
            (Self::One(test), true) => format!("SUMPRODUCT(({test})*1)>0"),
            (Self::Sum(sum), false) => format!("{sum}>0"),
            (Self::Sum(sum), true) => format!("SUMPRODUCT({sum})>0"),
        }
    }
}

/// For each node, its value where it holds nothing but numbers and the four operations.
fn constants(expr: &Expr) -> Vec<Option<Number>> {
    let mut found: Vec<Option<Number>> = Vec::with_capacity(expr.nodes().len());
    for node in expr.nodes() {
        let value = match &node.kind {
            NodeKind::Number(value) => Some(value.clone()),
            NodeKind::Percent(value) => value.checked_div(&Number::from(100)),
            NodeKind::Negate(operand) => found[operand.index()].clone().map(|value| -value),
            NodeKind::Binary(operator, left, right) => match (&found[left.index()], &found[right.index()]) {
                (Some(left), Some(right)) => match operator {
                    Operator::Add => Some(left + right),
                    Operator::Subtract => Some(left - right),
                    Operator::Multiply => Some(left * right),
                    Operator::Divide => left.checked_div(right),
                    Operator::Power => None,
                },
                _ => None,
            },
            NodeKind::Variable(_) | NodeKind::Call(..) => None,
        };
        found.push(value);
    }
    found
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

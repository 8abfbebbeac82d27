//! What programs rely on: types that cross threads.

#![allow(clippy::unwrap_used)]

use rumusan::check::{Checked, Declarations, Input};
use rumusan::data::{Cell, CellStyle, CsvReader, Dataset, Numerals};
use rumusan::formula::{Definition, Expr, Name, Node, Variable};
use rumusan::number::{Numeral, Real, Rounding};
use rumusan::program::{Bound, Column, Figures, Program, Reason};
use rumusan::unit::{Dimension, Look, Noun};
use rumusan::{Code, Error, Formula, Limits, Note, Number, Reader, Reading, Severity, Span, Suggestion, Unit, Value};

const fn crosses_threads<T: Send + Sync + 'static>() {}

const _: () = {
    crosses_threads::<(Formula, Expr, Node, Name, Definition, Variable)>();
    crosses_threads::<(Reader, Reading, Limits, Span, Suggestion)>();
    crosses_threads::<(Error, Note, Code, Severity)>();
    crosses_threads::<(Number, Real, Numeral, Rounding, Value)>();
    crosses_threads::<(Unit, Dimension, Noun, Look)>();
    crosses_threads::<(Dataset, Cell, CellStyle, Numerals, CsvReader)>();
    crosses_threads::<(Checked, Declarations, Input)>();
    crosses_threads::<(Program, Bound, Column<'static>, Figures, Figures<i128>, Reason)>();
};

#[test]
fn one_formula_serves_many_threads() {
    let formula = Formula::canonical(r#""lapor" / "desa" * 100%"#).unwrap();
    std::thread::scope(|scope| {
        for lapor in 1..=4_i64 {
            let formula = &formula;
            scope.spawn(move || {
                let data = Dataset::new().with("lapor", lapor).with("desa", 4);
                assert_eq!(formula.evaluate(&data).unwrap().exact(), Number::ratio(lapor, 4).as_ref());
            });
        }
    });
}

//! Columns beside an independent big rational: every width, scale, hole and rounding, and the borders between them.

#![allow(clippy::unwrap_used)]

mod tree;

use num_bigint::BigInt;
use num_rational::Ratio;
use num_traits::ToPrimitive;
use proptest::prelude::*;
use proptest::sample::select;
use rumusan::number::Rounding;
use rumusan::program::{Column, Figures, Program};
use rumusan::{Code, Formula};
use tree::{NAMES, Oracle, Tree, rounded, tree};

/// A column with its scale and holes; wide ones are given as `i128`.
#[derive(Clone, Debug)]
struct Data {
    values: Vec<i128>,
    narrow: Vec<i64>,
    scale: i8,
    wide: bool,
    holes: Option<Vec<bool>>,
    bitmap: Vec<u8>,
    offset: usize,
}

impl Data {
    fn new(values: Vec<i128>, scale: i8, wide: bool, holes: Option<Vec<bool>>, offset: usize) -> Self {
        let narrow = values.iter().map(|value| i64::try_from(*value).unwrap_or(0)).collect();
        let mut bitmap = vec![0b1010_1010; (values.len() + offset).div_ceil(8)];
        for (row, hole) in holes.iter().flatten().enumerate() {
            let bit = row + offset;
            bitmap[bit / 8] = bitmap[bit / 8] & !(1 << (bit % 8)) | u8::from(!hole) << (bit % 8);
        }
        Self { values, narrow, scale, wide, holes, bitmap, offset }
    }

    fn column(&self) -> Column<'_> {
        let column = if self.wide {
            Column::wide_decimals(&self.values, self.scale)
        } else {
            Column::decimals(&self.narrow, self.scale)
        };
        match self.holes {
            Some(_) => column.with_validity(&self.bitmap, self.offset).unwrap(),
            None => column,
        }
    }

    fn cell(&self, row: usize) -> Option<Oracle> {
        if self.holes.as_ref().is_some_and(|holes| holes[row]) {
            return None;
        }
        let value = if self.wide { self.values[row] } else { self.narrow[row].into() };
        let power = BigInt::from(10).pow(u32::from(self.scale.unsigned_abs()));
        Some(if self.scale < 0 {
            Ratio::from(BigInt::from(value) * power)
        } else {
            Ratio::new(BigInt::from(value), power)
        })
    }
}

/// Values of one size: counts, money, and the borders of what floating point and 64 bits hold.
fn values(rows: usize) -> impl Strategy<Value = Vec<i128>> {
    let around = |bits: u32| {
        let middle = 1_i128 << bits;
        prop_oneof![middle - 3..middle + 3, -middle - 3..-middle + 3, -3..3_i128]
    };
    let of = |value: BoxedStrategy<i128>| proptest::collection::vec(value, rows).boxed();
    prop_oneof![
        4 => of((-20..20_i128).boxed()),
        6 => of((0..1_000_000_i128).boxed()),
        3 => of((-1_000_000_000_000..1_000_000_000_000_i128).boxed()),
        1 => of(select(vec![24_u32, 40, 47, 48, 49, 50, 51, 62, 63]).prop_flat_map(around).boxed()),
        1 => of(any::<i64>().prop_map(i128::from).boxed()),
        1 => of(any::<i128>().boxed()),
    ]
}

fn data(rows: usize) -> impl Strategy<Value = Data> {
    let holes = proptest::option::weighted(0.3, proptest::collection::vec(proptest::bool::weighted(0.1), rows));
    let scale = prop_oneof![6 => 0_i8..4, 1 => -3_i8..0, 1 => 4_i8..30];
    (values(rows), scale, proptest::bool::weighted(0.25), holes, 0_usize..20)
        .prop_map(|(values, scale, wide, holes, offset)| Data::new(values, scale, wide, holes, offset))
}

/// Compares every row with the walk over the tree.
fn check(formula: &Tree, data: &[Data], digits: u16, rounding: Rounding) {
    let program = Program::compile(&Formula::new(formula.expr())).unwrap();
    let bound = program.bind(&NAMES).unwrap();
    let columns: Vec<Column<'_>> = data.iter().map(Data::column).collect();
    let mut figures = Figures::<i128>::new();
    bound.eval_into(&columns, digits, rounding, &mut figures).unwrap();
    let narrow = bound.eval_columns(&columns, digits, rounding).unwrap();
    #[cfg(feature = "rayon")]
    {
        let mut parallel = Figures::<i64>::new();
        bound.par_eval_into(&columns, digits, rounding, &mut parallel).unwrap();
        assert_eq!((parallel.mantissas(), parallel.validity()), (narrow.mantissas(), narrow.validity()));
    }

    let mut names = Vec::new();
    formula.names(&mut names);
    let mut without = 0;
    for row in 0..figures.len() {
        let cells: Vec<Option<Oracle>> = data.iter().map(|data| data.cell(row)).collect();
        let expected = if names.iter().any(|at| cells[*at].is_none()) {
            Err(Code::EmptyCell)
        } else {
            let cells: Vec<Oracle> = cells.into_iter().map(Option::unwrap_or_default).collect();
            formula.value(&cells).map(|value| rounded(&value, digits, rounding)).ok_or(Code::ZeroDenominator)
        };
        let fitting = |limit: &BigInt| match &expected {
            Ok(mantissa) if mantissa.magnitude() < limit.magnitude() => Ok(mantissa.to_i128().unwrap()),
            Ok(_) => Err(Code::OutOfRange),
            Err(code) => Err(*code),
        };
        let wide = fitting(&BigInt::from(10).pow(38));
        let got = figures.reason(row).map_or(Ok(figures.mantissas()[row]), Err);
        assert_eq!(got, wide, "row {row} of {formula:?}");
        if let Ok(mantissa) = wide
            && i64::try_from(mantissa).is_ok()
        {
            assert_eq!(narrow.reason(row).map_or(Ok(i128::from(narrow.mantissas()[row])), Err), wide, "row {row}");
        }
        without += usize::from(wide.is_err());
        let bit = figures.validity().map(|bits| bits[row / 8] >> (row % 8) & 1 == 1);
        assert_eq!(bit.unwrap_or(true), wide.is_ok());
    }
    assert_eq!(figures.without(), without);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn columns_agree_with_a_walk_over_the_tree(
        formula in tree(),
        data in (1_usize..200).prop_flat_map(|rows| proptest::collection::vec(data(rows), NAMES.len())),
        digits in 0_u16..9,
        rounding in select(Rounding::ALL.to_vec()),
    ) {
        check(&formula, &data, digits, rounding);
    }
}

/// Blocks of different kinds one after another: quick, tied, empty, zero, wide.
#[test]
fn blocks_of_every_kind_follow_each_other() {
    let rows = 9 * 1024 + 77; // nine blocks and a rest
    let kind = |row: usize| row / 1024;
    let number = |row: usize, salt: usize| i128::try_from((row * 7919 + salt * 104_729) % 1_000_003).unwrap();
    let above: Vec<i128> = (0..rows)
        .map(|row| match kind(row) {
            1 => number(row, 1) * 2 + 1,
            3 | 6 => number(row, 1) << 45,
            4 => -number(row, 1),
            _ => number(row, 1),
        })
        .collect();
    let below: Vec<i128> = (0..rows)
        .map(|row| match kind(row) {
            1 => 20_000,
            2 if row % 5 == 0 => 0,
            6 => number(row, 2) << 44,
            8 => -number(row, 2),
            _ => number(row, 2),
        })
        .collect();
    let holes: Vec<bool> = (0..rows).map(|row| kind(row) == 5 && row % 3 == 0).collect();
    let data = |wide, values: &Vec<i128>, holes| Data::new(values.clone(), 0, wide, holes, 3);
    let quotient = Tree::quotient();
    for wide in [false, true] {
        let columns = [
            data(wide, &above, None),
            data(wide, &below, Some(holes.clone())),
            data(false, &above, None),
            data(false, &above, None),
            data(false, &above, None),
        ];
        for rounding in Rounding::ALL {
            check(&quotient, &columns, 2, rounding);
        }
    }
}

/// Many blocks that go the longer way, and quick ones after them: what was found out about blocks must wear off.
#[test]
fn long_runs_of_ties_end() {
    let rows = 60 * 1024;
    let above: Vec<i64> = (0..rows).map(|row| if row < rows / 2 { row * 2 + 1 } else { row * 7919 }).collect();
    let below: Vec<i64> = (0..rows).map(|row| if row < rows / 2 { 200 } else { row % 1009 + 1 }).collect();
    let bound = Program::compile(&Formula::canonical(r#""A" / "B""#).unwrap()).unwrap().bind(&["A", "B"]).unwrap();
    let columns = [Column::integers(&above), Column::integers(&below)];
    for rounding in Rounding::ALL {
        let figures = bound.eval_columns(&columns, 2, rounding).unwrap();
        for row in 0..figures.len() {
            let expected = bound.eval_rounded(&[above[row], below[row]], 2, rounding).unwrap();
            assert_eq!(figures.mantissas()[row], i64::try_from(expected.mantissa()).unwrap(), "row {row} {rounding}");
        }
    }
}

#[test]
fn lengths_and_names_that_do_not_fit() {
    let program = Program::compile(&Formula::canonical(r#""A" / "B""#).unwrap()).unwrap();
    let bound = program.bind(&["A", "B"]).unwrap();
    let (long, short) = ([1; 5], [1; 4]);
    let error =
        bound.eval_columns(&[Column::integers(&long), Column::integers(&short)], 0, Rounding::Floor).unwrap_err();
    assert_eq!(error.code(), Code::RowCountDiffers);
    assert_eq!(Column::integers(&long).with_validity(&[0], 4).unwrap_err().code(), Code::RowCountDiffers);

    // An input without a column, behind an empty cell or not.
    let bound = program.bind_known(&["A"]);
    let column = Column::integers(&long).with_validity(&[0b10110], 0).unwrap();
    let figures = bound.eval_columns(&[column], 0, Rounding::Floor).unwrap();
    assert_eq!(figures.reason(0), Some(Code::EmptyCell));
    assert_eq!(figures.reason(1), Some(Code::UnknownName));
    assert_eq!(figures.without(), 5);
    assert_eq!(figures.get(9), Err(Code::NoData));
    assert!(bound.eval_columns(&[], 0, Rounding::Floor).unwrap().is_empty());
}

#[test]
fn a_buffer_is_used_again() {
    let bound = Program::compile(&Formula::canonical(r#""A" / "B""#).unwrap()).unwrap().bind(&["A", "B"]).unwrap();
    let mut figures = Figures::<i64>::new();
    let (ones, zeros) = (vec![1; 3000], vec![0; 3000]);
    let mut eval = |above: &[i64], below: &[i64]| {
        bound
            .eval_into(&[Column::integers(above), Column::integers(below)], 1, Rounding::HalfUp, &mut figures)
            .unwrap();
        (figures.len(), figures.without(), figures.mantissas().first().copied())
    };
    assert_eq!(eval(&ones, &zeros), (3000, 3000, Some(0)));
    assert_eq!(eval(&ones, &ones), (3000, 0, Some(10)));
    assert_eq!(eval(&ones[..10], &zeros[..10]), (10, 10, Some(0)));
    assert_eq!(eval(&[], &[]), (0, 0, None));
}

//! Groups of rows: sums, means and extremes are slots of the formula, each with a row program of its own.
//!
//! Sums over one denominator are added as whole numbers. Sums of quotients have a denominator that grows with every row;
//! they are added within bounds, and exactly only where the bounds do not decide the digit, as at a tie.

use super::polynomial::Polynomial;
use super::row::{Fast, Quotient};
use super::steps::Outcome;
use super::{Aggregate, Body, Bound, Cell, Column, Input, Part, Reason};
use crate::Number;
use crate::formula::Function;
use crate::number::{Enclosure, Quantity, Rounding};
use num_bigint::BigInt;
use std::cmp::Ordering;
use std::ops::Range;

/// Rows of a group, wherever they stand.
trait Table {
    fn rows(&self) -> usize;

    /// The cell in a row; `None` where the table lacks the column.
    fn input(&self, row: usize, place: usize) -> Option<Input<'_>>;
}

struct Slices<'a, R, C> {
    rows: &'a [R],
    cells: std::marker::PhantomData<C>,
}

impl<C: Cell, R: AsRef<[C]>> Table for Slices<'_, R, C> {
    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn input(&self, row: usize, place: usize) -> Option<Input<'_>> {
        self.rows[row].as_ref().get(place).map(Cell::input)
    }
}

struct Columns<'a> {
    columns: &'a [Column<'a>],
    rows: Range<usize>,
}

impl Table for Columns<'_> {
    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn input(&self, row: usize, place: usize) -> Option<Input<'_>> {
        let column = self.columns.get(place)?;
        Some(match column.scaled(self.rows.start + row) {
            Some((mantissa, scale)) => Input::Scaled { mantissa, scale },
            None => Input::Missing,
        })
    }
}

impl Bound {
    /// The exact figure of a group of rows: `jumlah(...)` and the like run over all of them.
    ///
    /// An input outside every aggregate must have the same value in each row, else the reason is
    /// `rows-outside-aggregate`; a group without rows has the reason `no-data`.
    ///
    /// ```
    /// use rumusan::{Formula, program::Program};
    ///
    /// let formula = Formula::canonical(r#"jumlah("bobot" * "nilai") / jumlah("bobot")"#)?;
    /// let rows = Program::compile(&formula)?.bind(&["bobot", "nilai"])?;
    /// assert_eq!(rows.eval_group(&[[2, 70], [3, 80]]).unwrap().to_string(), "76");
    /// assert_eq!(rows.eval_group::<i64, [i64; 2]>(&[]).unwrap_err().code().as_str(), "no-data");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn eval_group<C: Cell, R: AsRef<[C]>>(&self, rows: &[R]) -> Result<Number, Reason> {
        let table = Slices { rows, cells: std::marker::PhantomData::<C> };
        match Group::new(self, &table)?.exact()? {
            Outcome::Exact(number) => Ok(number),
            Outcome::Real(_) => Err(Reason::new(crate::Code::UndecidedRounding)),
        }
    }

    /// The figure of a group of rows, rounded once.
    ///
    /// ```
    /// use rumusan::{Formula, number::Rounding, program::Program};
    ///
    /// let rows = Program::compile(&Formula::canonical(r#"rata-rata("A" / "B") * 100%"#)?)?.bind(&["A", "B"])?;
    /// let mean = rows.eval_group_rounded(&[[1, 3], [1, 7], [2, 9]], 4, Rounding::HalfUp).unwrap();
    /// assert_eq!(mean.to_string(), "0.2328");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn eval_group_rounded<C: Cell, R: AsRef<[C]>>(
        &self,
        rows: &[R],
        digits: u16,
        rounding: Rounding,
    ) -> Result<Number, Reason> {
        let table = Slices { rows, cells: std::marker::PhantomData::<C> };
        Group::new(self, &table)?.rounded(digits, rounding)
    }

    /// The figure of a group of rows of columns, rounded once. A row behind the last of a column is an empty cell.
    ///
    /// ```
    /// use rumusan::number::Rounding;
    /// use rumusan::{Formula, program::{Column, Program}};
    ///
    /// let bound = Program::compile(&Formula::canonical(r#"jumlah("A") / jumlah("B") * 100%"#)?)?.bind(&["A", "B"])?;
    /// let columns = [Column::integers(&[1, 2, 3]), Column::integers(&[4, 4, 8])];
    /// let share = |rows| bound.eval_group_columns(&columns, rows, 2, Rounding::HalfUp).unwrap().to_string();
    /// assert_eq!((share(0..2), share(2..3)), ("0.38".into(), "0.38".into()));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn eval_group_columns(
        &self,
        columns: &[Column<'_>],
        rows: Range<usize>,
        digits: u16,
        rounding: Rounding,
    ) -> Result<Number, Reason> {
        let table = Columns { columns, rows };
        Group::new(self, &table)?.rounded(digits, rounding)
    }
}

/// A group whose cells are all there.
struct Group<'a, T> {
    bound: &'a Bound,
    table: &'a T,
    places: Vec<usize>,
}

/// A sum on the way.
#[derive(Clone)]
enum Amount {
    Exact(Quantity),
    /// Between these, both included.
    Between(Number, Number),
}

/// How sums of quotients are added.
#[derive(Clone, Copy)]
enum Way {
    /// Within bounds of so many bits behind the point.
    Bits(u64),
    Exact,
}

impl<'a, T: Table> Group<'a, T> {
    fn new(bound: &'a Bound, table: &'a T) -> Result<Self, Reason> {
        if table.rows() == 0 {
            return Err(Reason::no_data());
        }
        let inner = &bound.program().inner;
        let mut places = Vec::with_capacity(inner.variables.len());
        for (slot, place) in bound.places().iter().enumerate() {
            let place = place.ok_or_else(|| Reason::unknown_name(slot))?;
            places.push(place);
            for row in 0..table.rows() {
                let cell = table.input(row, place).ok_or_else(|| Reason::unknown_name(slot))?;
                if cell.is_missing() {
                    return Err(Reason::empty_cell(slot));
                }
                cell.check()?;
            }
        }
        let group = Self { bound, table, places };
        for slot in (0..inner.variables.len()).filter(|slot| inner.single[*slot]) {
            let first = group.number(0, slot);
            if (1..table.rows()).any(|row| group.number(row, slot) != first) {
                return Err(Reason::rows_outside(slot));
            }
        }
        Ok(group)
    }

    fn input(&self, row: usize, slot: usize) -> Input<'_> {
        self.table.input(row, self.places[slot]).unwrap_or(Input::Missing)
    }

    fn number(&self, row: usize, slot: usize) -> Number {
        self.input(row, slot).number().unwrap_or_default()
    }

    fn exact(&self) -> Result<Outcome, Reason> {
        let mut slots = self.row(0);
        for amount in self.amounts(Way::Exact)? {
            slots.push(match amount {
                Amount::Exact(quantity) => quantity,
                // The exact way has no bounds; if it had, they would meet.
                Amount::Between(low, _) => Quantity::Exact(low),
            });
        }
        self.bound.program().inner.outer.outcome(&slots)
    }

    fn rounded(&self, digits: u16, rounding: Rounding) -> Result<Number, Reason> {
        for bits in [60, 320] {
            let amounts = self.amounts(Way::Bits(bits))?;
            if let Some(number) = self.within(&amounts, digits, rounding) {
                return Ok(number);
            }
        }
        self.exact()?.round(digits, rounding)
    }

    /// The rounded figure, where bounds of the aggregates decide it.
    fn within(&self, amounts: &[Amount], digits: u16, rounding: Rounding) -> Option<Number> {
        let outer = &self.bound.program().inner.outer;
        let Body::Fraction(fraction) = &outer.body else { return None };
        let precision = 384 + 4 * u64::from(digits);
        let slots = self.row(0).into_iter().map(Amount::Exact).chain(amounts.iter().cloned());
        let slots: Option<Vec<Enclosure>> = slots.map(|amount| amount.enclosure(precision)).collect();
        let slots = slots?;
        let eval = |polynomial: &Polynomial| polynomial.enclose(&slots, precision);
        // A condition that the bounds do not part from zero is left to the exact way.
        let one = Enclosure::exact(&Number::ONE, precision);
        for condition in &outer.conditions {
            one.divide(&eval(&condition.polynomial)).ok()?;
        }
        let quotient = eval(&fraction.numerator).divide(&eval(&fraction.denominator)).ok()?;
        let (low, high) = quotient.bounds();
        let low = low.round(digits, rounding);
        (low == high.round(digits, rounding)).then_some(low)
    }

    /// The quantities of a row, slot by slot.
    fn row(&self, row: usize) -> Vec<Quantity> {
        (0..self.places.len()).map(|slot| Quantity::Exact(self.number(row, slot))).collect()
    }

    /// The aggregates, slot by slot.
    fn amounts(&self, way: Way) -> Result<Vec<Amount>, Reason> {
        let mut amounts: Vec<Amount> = Vec::new();
        for aggregate in &self.bound.program().inner.aggregates {
            let amount = self.aggregate(aggregate, &amounts, way)?;
            amounts.push(amount);
        }
        Ok(amounts)
    }

    fn aggregate(&self, aggregate: &Aggregate, before: &[Amount], way: Way) -> Result<Amount, Reason> {
        let is_sum = matches!(aggregate.function, Function::Sum | Function::Mean);
        let is_plain = !aggregate.part.uses_slots_from(self.places.len());
        // Bounds are for sums of quotients; over other aggregates a row is computed exactly.
        let before: Vec<Quantity> = if is_plain {
            Vec::new()
        } else if before.iter().any(|amount| matches!(amount, Amount::Between(..))) {
            let exact = self.amounts_before(before.len())?;
            return self.general(aggregate, &exact);
        } else {
            before.iter().filter_map(|amount| amount.as_exact().cloned()).collect()
        };
        match Fast::new(&aggregate.part).filter(|_| is_sum && is_plain) {
            Some(fast) => self.quick(aggregate, &fast, way),
            None => self.general(aggregate, &before),
        }
    }

    /// The first aggregates, exactly.
    fn amounts_before(&self, count: usize) -> Result<Vec<Quantity>, Reason> {
        let mut exact: Vec<Quantity> = Vec::new();
        for aggregate in self.bound.program().inner.aggregates.iter().take(count) {
            let amount = self.general(aggregate, &exact)?;
            exact.extend(amount.as_exact().cloned());
        }
        Ok(exact)
    }

    /// Row by row over exact numbers.
    fn general(&self, aggregate: &Aggregate, before: &[Quantity]) -> Result<Amount, Reason> {
        let failed = |error: crate::Error| Reason::from(&error);
        let mut sum = BalancedSum::default();
        let mut best: Option<Quantity> = None;
        for row in 0..self.table.rows() {
            let mut slots = self.row(row);
            slots.extend(before.iter().cloned());
            let value = Quantity::from(aggregate.part.outcome(&slots)?);
            match aggregate.function {
                Function::Min | Function::Max => {
                    let wanted = if aggregate.function == Function::Min { Ordering::Less } else { Ordering::Greater };
                    best = Some(match best {
                        Some(best) if value.compare(&best).map_err(failed)? != wanted => best,
                        _ => value,
                    });
                }
                _ => sum.add(value),
            }
        }
        let amount = best.unwrap_or_else(|| sum.total());
        Ok(Amount::Exact(self.shared(aggregate, amount)))
    }

    /// A mean is the sum times one over the number of rows.
    fn shared(&self, aggregate: &Aggregate, sum: Quantity) -> Quantity {
        sum.join(Quantity::Exact(self.share(aggregate)), |a, b| a * b, |a, b| a * b)
    }

    fn share(&self, aggregate: &Aggregate) -> Number {
        let is_mean = aggregate.function == Function::Mean;
        Number::ratio(1, if is_mean { self.table.rows() } else { 1 }).unwrap_or_default()
    }

    /// Rows of 64-bit numbers, their quotients added while the denominator stays the same.
    fn quick(&self, aggregate: &Aggregate, fast: &Fast, way: Way) -> Result<Amount, Reason> {
        let slots: Vec<usize> = (0..self.places.len()).collect();
        let mut cells = vec![Input::Missing; slots.len()];
        let mut sum = QuotientSum::new(way);
        for row in 0..self.table.rows() {
            for (slot, cell) in cells.iter_mut().enumerate() {
                *cell = self.input(row, slot);
            }
            match fast.eval(&slots, &cells)? {
                Some(quotient) => sum.add(&quotient),
                None => match aggregate.part.outcome(&self.row(row))? {
                    Outcome::Exact(number) => sum.add_number(number),
                    Outcome::Real(_) => return self.general(aggregate, &[]),
                },
            }
        }
        let share = self.share(aggregate);
        Ok(match sum.total() {
            Amount::Between(low, high) => Amount::Between(low * &share, high * &share),
            Amount::Exact(sum) => Amount::Exact(self.shared(aggregate, sum)),
        })
    }
}

impl Part {
    /// Whether it uses aggregates, whose slots follow those of the inputs.
    fn uses_slots_from(&self, first: usize) -> bool {
        match &self.body {
            Body::Fraction(fraction) => {
                let polynomials = [&fraction.numerator, &fraction.denominator];
                let polynomials = polynomials.into_iter().chain(self.conditions.iter().map(|zero| &zero.polynomial));
                let mut slots = polynomials.flat_map(Polynomial::terms).flat_map(|(monomial, _)| monomial);
                slots.any(|(slot, _)| *slot as usize >= first)
            }
            Body::Steps(_) => true,
        }
    }
}

impl Polynomial {
    fn enclose(&self, slots: &[Enclosure], precision: u64) -> Enclosure {
        let mut sum = Enclosure::exact(&Number::ZERO, precision);
        for (monomial, coefficient) in self.terms() {
            let mut product = Enclosure::exact(coefficient, precision);
            for &(slot, power) in monomial {
                for _ in 0..power {
                    product = product.multiply(&slots[slot as usize]);
                }
            }
            sum = sum.add(&product);
        }
        sum
    }
}

impl Amount {
    fn as_exact(&self) -> Option<&Quantity> {
        match self {
            Self::Exact(quantity) => Some(quantity),
            Self::Between(..) => None,
        }
    }

    fn enclosure(self, precision: u64) -> Option<Enclosure> {
        match self {
            Self::Exact(Quantity::Exact(number)) => Some(Enclosure::exact(&number, precision)),
            Self::Exact(Quantity::Real(_)) => None,
            Self::Between(low, high) => Some(Enclosure::between(&low, &high, precision)),
        }
    }
}

/// A sum whose parts are added in pairs, so that their denominators grow evenly.
#[derive(Default)]
struct BalancedSum {
    /// Sums of so many numbers, ever fewer.
    parts: Vec<(usize, Quantity)>,
}

impl BalancedSum {
    fn add(&mut self, value: Quantity) {
        let (mut count, mut sum) = (1, value);
        while let Some((before, part)) = self.parts.pop() {
            if before > count {
                self.parts.push((before, part));
                break;
            }
            sum = part.join(sum, |a, b| a + b, |a, b| a + b);
            count += before;
        }
        self.parts.push((count, sum));
    }

    fn total(self) -> Quantity {
        let parts = self.parts.into_iter().rev().map(|(_, part)| part);
        parts.fold(Quantity::Exact(Number::ZERO), |sum, part| part.join(sum, |a, b| a + b, |a, b| a + b))
    }
}

/// A sum of quotients.
struct QuotientSum {
    way: Way,
    /// The quotients of one denominator and exponent that came last.
    above: i128,
    below: i128,
    exponent: i32,
    exact: BalancedSum,
    /// Whole numbers of units of 2^-bits, cut off, and how many of them were.
    units: BigInt,
    few_units: i128,
    cut: u64,
}

impl QuotientSum {
    fn new(way: Way) -> Self {
        let exact = BalancedSum::default();
        Self { way, above: 0, below: 1, exponent: 0, exact, units: BigInt::ZERO, few_units: 0, cut: 0 }
    }

    #[inline]
    fn add(&mut self, quotient: &Quotient) {
        let (above, below, exponent) = quotient.wide();
        if below == self.below
            && exponent == self.exponent
            && let Some(sum) = self.above.checked_add(above)
        {
            self.above = sum;
            return;
        }
        self.flush();
        (self.above, self.below, self.exponent) = (above, below, exponent);
    }

    fn add_number(&mut self, number: Number) {
        self.exact.add(Quantity::Exact(number));
    }

    /// Adds what came last to the sum.
    fn flush(&mut self) {
        if self.above == 0 {
            return;
        }
        let (above, below) = (self.above, self.below);
        let bits = match self.way {
            Way::Bits(60) if self.exponent == 0 && above.unsigned_abs() < 1 << 66 => {
                let shifted = above << 60;
                let unit = shifted.div_euclid(below);
                // Rounded towards minus infinity, whatever the sign of the denominator.
                let floor = if below < 0 && shifted.rem_euclid(below) != 0 { unit - 1 } else { unit };
                if let Some(sum) = self.few_units.checked_add(floor) {
                    self.few_units = sum;
                    self.cut += 1;
                    return;
                }
                60
            }
            Way::Bits(bits) => bits,
            Way::Exact => {
                self.exact.add(Quantity::Exact(self.last()));
                return;
            }
        };
        let (numerator, denominator) = self.last().to_big();
        self.units += num_integer::Integer::div_floor(&(numerator << bits), &denominator);
        self.cut += 1;
    }

    /// The quotients that came last, as one number.
    fn last(&self) -> Number {
        let quotient = Number::ratio(self.above, self.below).unwrap_or_default();
        // An exponent is a scale times a degree: small.
        quotient * Number::from(10).checked_pow(self.exponent.into()).unwrap_or_default()
    }

    fn total(mut self) -> Amount {
        // What came last without another denominator before it needs no bounds.
        if self.cut == 0 {
            self.exact.add(Quantity::Exact(self.last()));
            return Amount::Exact(self.exact.total());
        }
        self.flush();
        let bits = match self.way {
            Way::Bits(bits) => bits,
            Way::Exact => 0,
        };
        let unit = BigInt::from(1) << bits;
        let low = Number::from_big(self.units + self.few_units, unit.clone());
        let high = &low + &Number::from_big(BigInt::from(self.cut), unit);
        match self.exact.total() {
            Quantity::Exact(rest) => Amount::Between(low + &rest, high + &rest),
            // Numbers alone were added.
            Quantity::Real(real) => Amount::Exact(Quantity::Real(real)),
        }
    }
}

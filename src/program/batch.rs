//! Columns: blocks of rows through the kernels, and what they cannot prove row by row.

use super::column::{Bitmap, Values, state};
use super::kernel::{self, BLOCK, Part, Term};
use super::plan::{Plan, Sums};
use super::{Bound, Column, Figures, Input, Mantissa};
use crate::error::{Code, Error, Result};
use crate::number::Rounding;

/// The states of rows without a figure.
const UNKNOWN: u8 = state(Code::UnknownName);
const EMPTY: u8 = state(Code::EmptyCell);
const ZERO: u8 = state(Code::ZeroDenominator);

/// Rows that share a scratch space, and in parallel a thread.
const CHUNK: usize = 64 * BLOCK;
/// After a block that was not proved, so many go the longer way at once before the shorter one is tried again.
const PATIENCE: u32 = 15;

impl Bound {
    /// The figures of columns, rounded once to `digits` fraction digits; columns stand in the order of the schema.
    ///
    /// Every digit is right: what is computed in floating point is proved, and the rest is computed exactly. The error
    /// is `row-count-differs` for columns of different lengths.
    ///
    /// ```
    /// use rumusan::number::Rounding;
    /// use rumusan::{Code, Formula, program::{Column, Program}};
    ///
    /// let program = Program::compile(&Formula::canonical(r#""melapor" / "desa" * 100"#)?)?;
    /// let bound = program.bind(&["desa", "melapor"])?;
    /// let desa = Column::integers(&[154, 8, 0, 12]);
    /// let melapor = Column::integers(&[144, 1, 3, 0]).with_validity(&[0b0111], 0)?;
    ///
    /// let figures = bound.eval_columns(&[desa, melapor], 2, Rounding::HalfUp)?;
    /// assert_eq!(figures.mantissas(), [9351, 1250, 0, 0]);
    /// assert_eq!(figures.validity(), Some(&[0b0011][..]));
    /// assert_eq!(figures.reason(2), Some(Code::ZeroDenominator));
    /// assert_eq!(figures.reason(3), Some(Code::EmptyCell));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn eval_columns(&self, columns: &[Column<'_>], digits: u16, rounding: Rounding) -> Result<Figures> {
        let mut figures = Figures::new();
        self.eval_into(columns, digits, rounding, &mut figures)?;
        Ok(figures)
    }

    /// The same into a buffer of an earlier call, or into wide figures. Fresh memory costs more than the arithmetic.
    ///
    /// ```
    /// use rumusan::number::Rounding;
    /// use rumusan::{Formula, program::{Column, Figures, Program}};
    ///
    /// let bound = Program::compile(&Formula::canonical(r#""A" * "B""#)?)?.bind(&["A", "B"])?;
    /// let wide = [i64::MAX, 2];
    /// let mut figures = Figures::<i128>::new();
    /// bound.eval_into(&[Column::integers(&wide), Column::integers(&wide)], 0, Rounding::HalfUp, &mut figures)?;
    /// assert_eq!(figures.mantissas()[0], i128::from(i64::MAX) * i128::from(i64::MAX));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn eval_into<M: Mantissa>(
        &self,
        columns: &[Column<'_>],
        digits: u16,
        rounding: Rounding,
        figures: &mut Figures<M>,
    ) -> Result<()> {
        let job = Job::new(self, columns, digits, rounding)?;
        figures.reset(job.rows, digits);
        let mut scratch = Scratch::default();
        let mut states = Vec::new();
        for start in (0..job.rows).step_by(CHUNK) {
            let end = job.rows.min(start + CHUNK);
            if job.chunk(start, &mut figures.mantissas[start..end], &mut states, &mut scratch) {
                figures.note(start, &states);
            }
        }
        Ok(())
    }

    /// The same on all threads of the current pool of `rayon`.
    #[cfg(feature = "rayon")]
    pub fn par_eval_into<M: Mantissa>(
        &self,
        columns: &[Column<'_>],
        digits: u16,
        rounding: Rounding,
        figures: &mut Figures<M>,
    ) -> Result<()> {
        use rayon::prelude::*;
        let job = Job::new(self, columns, digits, rounding)?;
        figures.reset(job.rows, digits);
        let chunks = figures.mantissas.par_chunks_mut(CHUNK).enumerate();
        let noted: Vec<(usize, Vec<u8>)> = chunks
            .map_init(Scratch::default, |scratch, (at, out)| {
                let mut states = Vec::new();
                job.chunk(at * CHUNK, out, &mut states, scratch).then_some((at * CHUNK, states))
            })
            .flatten()
            .collect();
        for (start, states) in noted {
            figures.note(start, &states);
        }
        Ok(())
    }
}

/// One evaluation of columns.
struct Job<'a> {
    bound: &'a Bound,
    columns: &'a [Column<'a>],
    rows: usize,
    digits: u16,
    rounding: Rounding,
    plan: Option<Plan>,
    /// The columns slot by slot, up to the first that the schema lacks.
    inputs: Vec<Column<'a>>,
    /// An input has no column.
    unknown: bool,
}

/// Room for the intermediate results of a block.
#[derive(Default)]
struct Scratch {
    numerators: Vec<f64>,
    denominators: Vec<f64>,
    condition: Vec<f64>,
    mask: Vec<i64>,
    out: Vec<i64>,
    /// For each slot, its narrowed or masked values.
    narrowed: Vec<Vec<i64>>,
    masked: Vec<Vec<i64>>,
    /// Blocks that are still looked through for holes and zeros at once.
    patience: u32,
    /// Of those, blocks that still go by their remainders at once.
    patience_with_ties: u32,
}

impl<'a> Job<'a> {
    fn new(bound: &'a Bound, columns: &'a [Column<'a>], digits: u16, rounding: Rounding) -> Result<Self> {
        let rows = columns.first().map_or(0, Column::len);
        if let Some((place, other)) = columns.iter().enumerate().find(|(_, column)| column.len() != rows) {
            let slot = bound.places().iter().position(|input| *input == Some(place));
            let name =
                slot.map_or_else(|| format!("{}", place + 1), |slot| bound.program().inputs()[slot].name().to_string());
            let error = Error::new(Code::RowCountDiffers).with("nama", name);
            return Err(error.with("banyak", other.len()).with("lain", rows));
        }
        let places = bound.places().iter();
        let inputs: Vec<Column<'a>> = places.map_while(|place| columns.get((*place)?).copied()).collect();
        let unknown = inputs.len() < bound.places().len();
        let scales: Vec<i32> = inputs.iter().map(Column::scale).collect();
        let plan = if unknown { None } else { Plan::new(bound.program(), &scales, digits, rounding) };
        Ok(Self { bound, columns, rows, digits, rounding, plan, inputs, unknown })
    }

    /// Evaluates the rows from `start` on into `out`. Whether `states` then holds rows without a figure.
    fn chunk<M: Mantissa>(&self, start: usize, out: &mut [M], states: &mut Vec<u8>, scratch: &mut Scratch) -> bool {
        states.clear();
        states.resize(out.len(), 0);
        let mut any = false;
        for (at, out) in out.chunks_mut(BLOCK).enumerate() {
            let states = &mut states[at * BLOCK..at * BLOCK + out.len()];
            any |= self.block(start + at * BLOCK, out, states, scratch);
        }
        any
    }

    fn block<M: Mantissa>(&self, start: usize, out: &mut [M], states: &mut [u8], scratch: &mut Scratch) -> bool {
        let missing = self.mark_missing(start, states, scratch);
        if self.unknown {
            for state in states.iter_mut().filter(|state| **state == 0) {
                *state = UNKNOWN;
            }
            out.fill(M::default());
            return true;
        }
        if let Some(plan) = &self.plan {
            let done = if let Some(out) = M::narrow_slice(out) {
                self.kernels(plan, start, out, states, missing, scratch)
            } else {
                let mut narrow = std::mem::take(&mut scratch.out);
                narrow.resize(out.len(), 0);
                let done = self.kernels(plan, start, &mut narrow, states, missing, scratch);
                for (out, value) in out.iter_mut().zip(&narrow) {
                    *out = M::from_narrow(*value);
                }
                scratch.out = narrow;
                done
            };
            if let Some(any) = done {
                return any;
            }
        }
        self.row_by_row(start, out, states)
    }

    /// Marks rows that lack a value of any input; whether there are any.
    fn mark_missing(&self, start: usize, states: &mut [u8], scratch: &mut Scratch) -> bool {
        let bitmaps: Vec<Bitmap<'_>> = self.inputs.iter().filter_map(Column::validity).collect();
        if bitmaps.is_empty() {
            return false;
        }
        let rows = states.len();
        let (mut valid, mut all_valid) = ([0; BLOCK / 64], true);
        for (at, valid) in valid.iter_mut().enumerate().take(rows.div_ceil(64)) {
            let all = u64::MAX >> (64 - (rows - at * 64).min(64));
            *valid = bitmaps.iter().fold(all, |valid, bitmap| valid & bitmap.word(start + at * 64));
            all_valid &= *valid == all;
        }
        if !all_valid {
            scratch.mask.resize(BLOCK, 0);
            kernel::expand(&valid, &mut scratch.mask[..rows], states, EMPTY);
        }
        !all_valid
    }

    /// Runs the kernels; `None` where they do not suffice, else whether a row has no figure.
    fn kernels(
        &self,
        plan: &Plan,
        start: usize,
        out: &mut [i64],
        states: &mut [u8],
        missing: bool,
        scratch: &mut Scratch,
    ) -> Option<bool> {
        let rows = out.len();
        let slots = self.inputs.len();
        scratch.narrowed.resize(slots, Vec::new());
        scratch.masked.resize(slots, Vec::new());
        for room in [&mut scratch.numerators, &mut scratch.denominators, &mut scratch.condition] {
            room.resize(BLOCK, 0.0);
        }
        let mut flags = 0;
        for (column, narrowed) in self.inputs.iter().zip(&mut scratch.narrowed) {
            if let Values::Wide(values) = column.values() {
                narrowed.resize(BLOCK, 0);
                flags |= kernel::narrow(&values[start..start + rows], &mut narrowed[..rows]);
            }
        }
        if flags != 0 && !missing {
            return None;
        }
        let of_slot = |slot: usize| -> &[i64] {
            match self.inputs[slot].values() {
                Values::Narrow(values) => &values[start..start + rows],
                Values::Wide(_) => &scratch.narrowed[slot][..rows],
            }
        };
        let numerators = &mut scratch.numerators[..rows];
        let denominators = &mut scratch.denominators[..rows];
        let condition = &mut scratch.condition[..rows];

        if !missing && scratch.patience == 0 {
            let mut flags = 0;
            for sums in &plan.conditions {
                flags |= sums.eval(of_slot, plan.bits, condition) | kernel::zeros(condition);
            }
            let (mut above, mut below) = ([NO_TERM; 4], [NO_TERM; 4]);
            let (above, wide) = plan.numerator.part(of_slot, plan.bits, 4, &mut above, numerators);
            flags |= wide;
            let (below, quotient) = if plan.constant.is_some() {
                (Part::One, plan.scaled)
            } else {
                let (below, wide) = plan.denominator.part(of_slot, plan.bits, 1, &mut below, denominators);
                flags |= wide;
                (below, plan.quotient)
            };
            flags |= kernel::estimate(above, below, plan.bits, quotient, out);
            if flags == 0 {
                return Some(false);
            }
            scratch.patience = PATIENCE;
        }
        scratch.patience = scratch.patience.saturating_sub(1);

        let mut is_masked = false;
        loop {
            let of_slot = |slot: usize| match self.inputs[slot].validity() {
                Some(_) if is_masked && !scratch.masked[slot].is_empty() => &scratch.masked[slot][..rows],
                _ => of_slot(slot),
            };
            let mut wide = 0;
            for sums in &plan.conditions {
                wide |= sums.eval(of_slot, plan.bits, condition);
                kernel::mark_zeros(condition, states, ZERO);
            }
            match plan.constant {
                Some(constant) => denominators.fill(constant),
                None => wide |= plan.denominator.eval(of_slot, plan.bits, denominators),
            }
            wide |= plan.numerator.eval(of_slot, plan.bits, numerators);
            if wide == 0 || is_masked || !missing {
                flags |= wide;
                break;
            }
            // What stands in an empty cell must not count: once more without it.
            for (slot, masked) in scratch.masked.iter_mut().enumerate() {
                if let (Some(_), Values::Narrow(values)) = (self.inputs[slot].validity(), self.inputs[slot].values()) {
                    masked.resize(BLOCK, 0);
                    kernel::keep(&values[start..start + rows], &scratch.mask[..rows], &mut masked[..rows]);
                }
            }
            is_masked = true;
        }
        if kernel::zeros(denominators) != 0 {
            kernel::mark_zeros(denominators, states, ZERO);
        }
        let any = states.iter().fold(0, |any, state| any | state) != 0;
        if any {
            kernel::clear_marked_sums(numerators, states);
        }
        let by_estimate = scratch.patience_with_ties == 0 && {
            let (above, below) = (Part::Sums(numerators), Part::Sums(denominators));
            kernel::estimate(above, below, plan.bits, plan.quotient, out) == 0
        };
        if !by_estimate {
            flags |= kernel::residual(numerators, denominators, plan.quotient, out);
            scratch.patience_with_ties = scratch.patience_with_ties.checked_sub(1).unwrap_or(PATIENCE);
        }
        if any {
            kernel::clear_marked(out, states);
        }
        (flags == 0).then_some(any)
    }

    /// The general way.
    #[cold]
    fn row_by_row<M: Mantissa>(&self, start: usize, out: &mut [M], states: &mut [u8]) -> bool {
        let mut row = vec![Input::Missing; self.columns.len()];
        let mut any = false;
        for (at, (out, state)) in out.iter_mut().zip(states).enumerate() {
            for (cell, column) in row.iter_mut().zip(self.columns) {
                *cell = match column.scaled(start + at) {
                    Some((mantissa, scale)) => Input::Scaled { mantissa, scale },
                    None => Input::Missing,
                };
            }
            let figure = self.bound.mantissa(&row, self.digits, self.rounding);
            let fitting = figure.and_then(|wide| M::from_wide(wide).ok_or_else(super::Reason::out_of_range));
            match fitting {
                Ok(mantissa) => (*out, *state) = (mantissa, 0),
                Err(reason) => {
                    (*out, *state) = (M::default(), super::column::state(reason.code()));
                    any = true;
                }
            }
        }
        any
    }
}

const NO_TERM: Term<'static> = (0.0, &[]);

impl Sums {
    /// The sums as what the estimate reads: a few terms as they are, more of them summed up in `sums`.
    fn part<'t, 'v: 't>(
        &self,
        of_slot: impl Fn(usize) -> &'v [i64],
        bits: u32,
        most: usize,
        terms: &'t mut [Term<'v>; 4],
        sums: &'t mut [f64],
    ) -> (Part<'t>, u64) {
        if self.products.is_empty() && (1..=most).contains(&self.linear.len()) {
            for (term, (coefficient, slot)) in terms.iter_mut().zip(&self.linear) {
                *term = (*coefficient, of_slot(*slot));
            }
            return (Part::Terms(&terms[..self.linear.len()], self.start), 0);
        }
        let flags = self.eval(of_slot, bits, sums);
        (Part::Sums(sums), flags)
    }

    /// The sums of a block; the result is not zero where a value is too wide.
    fn eval<'v>(&self, of_slot: impl Fn(usize) -> &'v [i64], bits: u32, sums: &mut [f64]) -> u64 {
        let mut flags = 0;
        if self.linear.len() <= 8 {
            // Few terms need no memory of their own.
            let mut terms = [NO_TERM; 8];
            for (term, (coefficient, slot)) in terms.iter_mut().zip(&self.linear) {
                *term = (*coefficient, of_slot(*slot));
            }
            flags |= kernel::linear(&terms[..self.linear.len()], self.start, bits, sums);
        } else {
            let terms: Vec<Term<'_>> =
                self.linear.iter().map(|(coefficient, slot)| (*coefficient, of_slot(*slot))).collect();
            flags |= kernel::linear(&terms, self.start, bits, sums);
        }
        for (coefficient, slots) in &self.products {
            let mut factors: [&[i64]; 4] = [&[]; 4];
            for (factor, slot) in factors.iter_mut().zip(slots) {
                *factor = of_slot(*slot);
            }
            flags |= kernel::product(*coefficient, &factors[..slots.len().min(4)], bits, sums);
        }
        flags
    }
}

//! Columns: blocks of rows through the kernels, and what they cannot prove row by row.

use super::column::{Bitmap, Notes, Values, state};
use super::kernel::{self, BLOCK, Part, Quotient, Term};
use super::plan::{Plan, Sums};
use super::{Bound, Column, Figures, Input, Mantissa};
use crate::error::{Code, Error, Result};
use crate::number::Rounding;

/// The states of rows without a figure; that of the others is 0.
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
        let (mut scratch, mut notes) = (Scratch::default(), Notes::default());
        for start in (0..job.rows).step_by(CHUNK) {
            let end = job.rows.min(start + CHUNK);
            if job.chunk(start, &mut figures.mantissas[start..end], &mut notes, &mut scratch) {
                figures.note(start, &mut notes);
            }
        }
        Ok(())
    }

    /// The same on all threads of the current pool of `rayon`; the figures are those of [`eval_into`](Self::eval_into),
    /// whatever the number of threads.
    ///
    /// ```
    /// use rumusan::number::Rounding;
    /// use rumusan::{Formula, program::{Column, Figures, Program}};
    ///
    /// let program = Program::compile(&Formula::canonical(r#""hadir" / "undangan" * 100"#)?)?;
    /// let bound = program.bind(&["hadir", "undangan"])?;
    /// let hadir: Vec<i64> = (0..100_000).collect();
    /// let undangan = vec![99_999; 100_000];
    /// let columns = [Column::integers(&hadir), Column::integers(&undangan)];
    /// let mut figures = Figures::<i64>::new();
    /// bound.par_eval_into(&columns, 3, Rounding::HalfUp, &mut figures)?;
    /// assert_eq!((figures.mantissas()[1], figures.mantissas()[99_999]), (1, 100_000));
    /// assert_eq!(figures.mantissas(), bound.eval_columns(&columns, 3, Rounding::HalfUp)?.mantissas());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
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
        let noted: Vec<(usize, Notes)> = chunks
            .map_init(Scratch::default, |scratch, (at, out)| {
                let mut notes = Notes::default();
                job.chunk(at * CHUNK, out, &mut notes, scratch).then_some((at * CHUNK, notes))
            })
            .flatten()
            .collect();
        for (start, mut notes) in noted {
            figures.note(start, &mut notes);
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
    /// Their bitmaps.
    bitmaps: Vec<Bitmap<'a>>,
    /// An input has no column.
    unknown: bool,
}

/// Room for the intermediate results of a block.
#[derive(Default)]
struct Scratch {
    numerators: Vec<f64>,
    denominators: Vec<f64>,
    condition: Vec<f64>,
    out: Vec<i64>,
    /// For each slot, its narrowed or masked values.
    narrowed: Vec<Vec<i64>>,
    masked: Vec<Vec<i64>>,
    /// Blocks that still go by their remainders at once.
    patience: u32,
    /// Blocks that are still looked through for zeros at once.
    patience_with_zeros: u32,
}

/// A bit for each row of a block.
type Bits = [u64; BLOCK / 64];

/// Rows of a block without a figure.
struct Without {
    /// All of them.
    rows: Bits,
    /// Those whose denominator is zero.
    zeros: Bits,
}

impl Without {
    /// Rows that lack a value or have no denominator, and those that lack a value.
    fn new(rows: Bits, missing: Option<Bits>) -> Self {
        let missing = missing.unwrap_or_default();
        Self { rows, zeros: std::array::from_fn(|at| rows[at] & !missing[at]) }
    }

    /// `None` where every row has a figure.
    fn if_any(self) -> Option<Self> {
        self.rows.iter().any(|word| *word != 0).then_some(self)
    }
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
        let bitmaps = inputs.iter().filter_map(Column::validity).collect();
        let scales: Vec<i32> = inputs.iter().map(Column::scale).collect();
        let plan = if unknown { None } else { Plan::new(bound.program(), &scales, digits, rounding) };
        Ok(Self { bound, columns, rows, digits, rounding, plan, inputs, bitmaps, unknown })
    }

    /// Evaluates the rows from `start` on into `out`. Whether `notes` then holds rows without a figure.
    fn chunk<M: Mantissa>(&self, start: usize, out: &mut [M], notes: &mut Notes, scratch: &mut Scratch) -> bool {
        for words in [&mut notes.without, &mut notes.zeros] {
            words.clear();
            words.resize(out.len().div_ceil(64), 0);
        }
        notes.others.clear();
        let mut any = false;
        for (at, out) in out.chunks_mut(BLOCK).enumerate() {
            let start = start + at * BLOCK;
            if let Some(without) = self.block(start, out, &mut notes.others, scratch) {
                let words = out.len().div_ceil(64);
                let place = at * (BLOCK / 64)..at * (BLOCK / 64) + words;
                notes.without[place.clone()].copy_from_slice(&without.rows[..words]);
                notes.zeros[place].copy_from_slice(&without.zeros[..words]);
                any = true;
            }
        }
        any
    }

    /// Evaluates a block; `None` where every row has a figure.
    fn block<M: Mantissa>(
        &self,
        start: usize,
        out: &mut [M],
        others: &mut Vec<(usize, Vec<u8>)>,
        scratch: &mut Scratch,
    ) -> Option<Without> {
        if let Some(plan) = self.plan.as_ref().filter(|_| !self.unknown) {
            let done = if let Some(out) = M::narrow_slice(out) {
                self.kernels(plan, start, out, scratch)
            } else {
                let mut narrow = std::mem::take(&mut scratch.out);
                narrow.resize(out.len(), 0);
                let done = self.kernels(plan, start, &mut narrow, scratch);
                for (out, value) in out.iter_mut().zip(&narrow) {
                    *out = M::from_narrow(*value);
                }
                scratch.out = narrow;
                done
            };
            if let Some(without) = done {
                return without.if_any();
            }
        }
        self.row_by_row(start, out, others)
    }

    /// The rows that lack a value of any input; `None` where none does.
    fn missing(&self, start: usize, rows: usize) -> Option<Bits> {
        if self.bitmaps.is_empty() {
            return None;
        }
        let mut valid = [u64::MAX; BLOCK / 64];
        for bitmap in &self.bitmaps {
            bitmap.intersect(start, &mut valid[..rows.div_ceil(64)]);
        }
        let mut missing = valid.map(|word| !word);
        if !rows.is_multiple_of(64) {
            missing[rows / 64] &= u64::MAX >> (64 - rows % 64);
        }
        missing.iter().any(|word| *word != 0).then_some(missing)
    }

    /// Runs the kernels; `None` where they do not suffice, else which rows have no figure.
    fn kernels(&self, plan: &Plan, start: usize, out: &mut [i64], scratch: &mut Scratch) -> Option<Without> {
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
        if flags != 0 {
            return None;
        }
        let of_slot = |slot: usize| -> &[i64] {
            match self.inputs[slot].values() {
                Values::Narrow(values) => &values[start..start + rows],
                Values::Wide(_) => &scratch.narrowed[slot][..rows],
            }
        };
        let missing = self.missing(start, rows);
        let sums =
            [&mut scratch.numerators, &mut scratch.denominators, &mut scratch.condition].map(|sums| &mut sums[..rows]);
        let mut run = Run { plan, sums, out };

        let is_half = matches!(self.rounding, Rounding::HalfUp | Rounding::HalfEven);
        let has_holes = missing.is_some() || scratch.patience_with_zeros > 0;
        scratch.patience_with_zeros = scratch.patience_with_zeros.saturating_sub(1);
        let mut holes = missing.unwrap_or_default();
        if is_half && scratch.patience == 0 {
            let flags = if has_holes {
                run.with_holes(kernel::estimate_with_holes, of_slot, &mut holes)
            } else {
                run.estimate(of_slot)
            };
            if flags == 0 {
                return Some(Without::new(holes, missing));
            }
            scratch.patience = PATIENCE;
            holes = missing.unwrap_or_default();
        }
        scratch.patience = scratch.patience.saturating_sub(1);
        let mut flags = u64::MAX;
        if !has_holes && plan.conditions.is_empty() {
            flags = run.with_holes(kernel::exact, of_slot, &mut []);
            scratch.patience_with_zeros = if flags == 0 { 0 } else { PATIENCE };
        }
        if flags != 0 {
            flags = run.with_holes(kernel::exact, of_slot, &mut holes);
        }
        if flags != 0
            && let Some(missing) = &missing
        {
            // What stands in an empty cell must not count: once more without it.
            for (slot, masked) in scratch.masked.iter_mut().enumerate() {
                masked.resize(BLOCK, 0);
                kernel::keep(of_slot(slot), missing, &mut masked[..rows]);
            }
            holes = *missing;
            flags = run.with_holes(kernel::exact, |slot| &scratch.masked[slot][..rows], &mut holes);
        }
        (flags == 0).then(|| Without::new(holes, missing))
    }

    /// The general way.
    #[cold]
    fn row_by_row<M: Mantissa>(
        &self,
        start: usize,
        out: &mut [M],
        others: &mut Vec<(usize, Vec<u8>)>,
    ) -> Option<Without> {
        let mut row = vec![Input::Missing; self.columns.len()];
        let mut states = vec![0; out.len()];
        for (at, (out, state)) in out.iter_mut().zip(&mut states).enumerate() {
            for (cell, column) in row.iter_mut().zip(self.columns) {
                *cell = match column.scaled(start + at) {
                    Some((mantissa, scale)) => Input::Scaled { mantissa, scale },
                    None => Input::Missing,
                };
            }
            let figure = if self.unknown {
                let is_empty = self.inputs.iter().any(|column| column.scaled(start + at).is_none());
                Err(if is_empty { EMPTY } else { UNKNOWN })
            } else {
                let figure = self.bound.mantissa(&row, self.digits, self.rounding);
                let fitting = figure.and_then(|wide| M::from_wide(wide).ok_or_else(super::Reason::out_of_range));
                fitting.map_err(|reason| super::column::state(reason.code()))
            };
            (*out, *state) = match figure {
                Ok(mantissa) => (mantissa, 0),
                Err(state) => (M::default(), state),
            };
        }
        let bits = |is_marked: fn(u8) -> bool| {
            let mut bits = [0; BLOCK / 64];
            for (at, state) in states.iter().enumerate() {
                bits[at / 64] |= u64::from(is_marked(*state)) << (at % 64);
            }
            bits
        };
        let without = Without { rows: bits(|state| state != 0), zeros: bits(|state| state == ZERO) };
        if states.iter().any(|state| ![0, EMPTY, ZERO].contains(state)) {
            others.push((start, states));
        }
        without.if_any()
    }
}

/// A kernel that leaves out rows without a value.
type KernelWithHoles = fn(Part<'_>, Part<'_>, u32, Quotient, &mut [u64], &mut [i64]) -> u64;

/// A block on its way through the kernels.
struct Run<'a> {
    plan: &'a Plan,
    /// Room for the sums: numerators, denominators, conditions.
    sums: [&'a mut [f64]; 3],
    out: &'a mut [i64],
}

impl Run<'_> {
    /// Whether the estimate does not suffice: not zero.
    fn estimate<'v>(&mut self, of_slot: impl Fn(usize) -> &'v [i64] + Copy) -> u64 {
        let (plan, [numerators, denominators, condition]) = (self.plan, &mut self.sums);
        let mut flags = 0;
        for sums in &plan.conditions {
            flags |= sums.eval(of_slot, plan.bits, condition) | kernel::zeros(condition);
        }
        let (mut above, mut below) = ([NO_TERM; 4], [NO_TERM; 4]);
        let (above, wide_above) = plan.numerator.part(of_slot, plan.bits, 4, &mut above, numerators);
        let (below, wide_below) = plan.denominator(of_slot, &mut below, denominators);
        flags | wide_above | wide_below | kernel::estimate(above, below, plan.bits, plan.quotient, self.out)
    }

    /// The same by a kernel that takes holes; rows whose denominator is zero are added to them.
    fn with_holes<'v>(
        &mut self,
        kernel: KernelWithHoles,
        of_slot: impl Fn(usize) -> &'v [i64] + Copy,
        holes: &mut [u64],
    ) -> u64 {
        let (plan, [numerators, denominators, condition]) = (self.plan, &mut self.sums);
        let mut flags = 0;
        for sums in &plan.conditions {
            flags |= sums.eval(of_slot, plan.bits, condition);
            kernel::mark_zeros(condition, holes);
        }
        let (mut above, mut below) = ([NO_TERM; 4], [NO_TERM; 4]);
        let (above, wide_above) = plan.numerator.part(of_slot, plan.bits, 4, &mut above, numerators);
        let (below, wide_below) = plan.denominator(of_slot, &mut below, denominators);
        flags | wide_above | wide_below | kernel(above, below, plan.bits, plan.quotient, holes, self.out)
    }
}

impl Plan {
    /// The denominator as the kernels read it.
    fn denominator<'t, 'v: 't>(
        &self,
        of_slot: impl Fn(usize) -> &'v [i64],
        terms: &'t mut [Term<'v>; 4],
        sums: &'t mut [f64],
    ) -> (Part<'t>, u64) {
        match self.constant {
            Some(constant) => (Part::Constant(constant), 0),
            None => self.denominator.part(of_slot, self.bits, 1, terms, sums),
        }
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

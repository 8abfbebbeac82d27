//! Columns in, figures out: whole numbers with one scale, validity bitmaps in Arrow's layout.

use crate::Number;
use crate::error::{Code, Error, Result};

/// Whole numbers of a column.
#[derive(Clone, Copy, Debug)]
pub(super) enum Values<'a> {
    Narrow(&'a [i64]),
    Wide(&'a [i128]),
}

/// A borrowed column: `i64` or `i128` mantissas with one scale, and a bitmap of the rows that have a value.
///
/// The bitmap has one bit a row, the least significant first, and 1 where there is a value: as in Arrow.
///
/// ```
/// use rumusan::program::Column;
///
/// let anggaran = Column::decimals(&[1250, 0, 99], 2).with_validity(&[0b101], 0)?;
/// assert_eq!(anggaran.len(), 3);
/// assert_eq!(anggaran.get(0), Some("12.5".parse()?));
/// assert_eq!(anggaran.get(1), None);
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    values: Values<'a>,
    scale: i32,
    validity: Option<Bitmap<'a>>,
}

impl<'a> Column<'a> {
    /// A column of whole numbers, all of them there.
    pub fn integers(values: &'a [i64]) -> Self {
        Self::decimals(values, 0)
    }

    /// A column of numbers `mantissa / 10^scale`, all of them there.
    pub fn decimals(mantissas: &'a [i64], scale: i8) -> Self {
        Self { values: Values::Narrow(mantissas), scale: scale.into(), validity: None }
    }

    /// The same with wide mantissas. Blocks whose mantissas happen to be narrow take the fast way.
    pub fn wide_decimals(mantissas: &'a [i128], scale: i8) -> Self {
        Self { values: Values::Wide(mantissas), scale: scale.into(), validity: None }
    }

    /// The same with a bitmap, whose first row stands at bit `offset`. The error is `row-count-differs` where the bitmap
    /// is too short.
    pub fn with_validity(mut self, bitmap: &'a [u8], offset: usize) -> Result<Self> {
        let bits = bitmap.len().saturating_mul(8).saturating_sub(offset);
        if bits < self.len() {
            return Err(Error::new(Code::RowCountDiffers)
                .with("nama", "…")
                .with("banyak", bits)
                .with("lain", self.len()));
        }
        self.validity = Some(Bitmap { bytes: bitmap, offset });
        Ok(self)
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        match self.values {
            Values::Narrow(values) => values.len(),
            Values::Wide(values) => values.len(),
        }
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number in a row, where there is one.
    pub fn get(&self, row: usize) -> Option<Number> {
        let (mantissa, scale) = self.scaled(row)?;
        let power = Number::from(10).checked_pow(i64::from(-scale)).ok()?;
        Some(Number::from(mantissa) * power)
    }

    pub(super) fn scaled(&self, row: usize) -> Option<(i128, i32)> {
        if self.validity.is_some_and(|bitmap| !bitmap.is_set(row)) {
            return None;
        }
        let mantissa = match self.values {
            Values::Narrow(values) => i128::from(*values.get(row)?),
            Values::Wide(values) => *values.get(row)?,
        };
        Some((mantissa, self.scale))
    }

    pub(super) fn values(&self) -> Values<'a> {
        self.values
    }

    pub(super) fn scale(&self) -> i32 {
        self.scale
    }

    pub(super) fn validity(&self) -> Option<Bitmap<'a>> {
        self.validity
    }
}

/// A bit of a bitmap; those behind its end are not set.
fn is_set(bytes: &[u8], bit: usize) -> bool {
    bytes.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 1)
}

/// One bit a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bitmap<'a> {
    bytes: &'a [u8],
    offset: usize,
}

impl Bitmap<'_> {
    fn is_set(&self, row: usize) -> bool {
        is_set(self.bytes, self.offset + row)
    }

    /// Keeps of `words` the bits that are set here too, from `row` on; rows behind the end have none.
    pub(super) fn intersect(&self, row: usize, words: &mut [u64]) {
        let bit = self.offset + row;
        let (rest, shift) = (self.bytes.get(bit / 8..).unwrap_or_default(), bit % 8);
        if shift == 0
            && let Some(bytes) = rest.get(..words.len() * 8)
        {
            for (word, bytes) in words.iter_mut().zip(bytes.as_chunks().0) {
                *word &= u64::from_le_bytes(*bytes);
            }
            return;
        }
        for (at, word) in words.iter_mut().enumerate() {
            let mut bytes = [0; 16];
            for (to, from) in bytes.iter_mut().zip(rest.iter().skip(at * 8).take(9)) {
                *to = *from;
            }
            #[allow(clippy::cast_possible_truncation)] // the low half is meant
            let bits = (u128::from_le_bytes(bytes) >> shift) as u64;
            *word &= bits;
        }
    }
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for i64 {}
    impl Sealed for i128 {}
}

/// What figures are kept in: `i64`, or `i128` up to 38 digits.
pub trait Mantissa: sealed::Sealed + Copy + Default + Send + Sync + 'static {
    /// The mantissa, where it fits.
    #[doc(hidden)]
    fn from_wide(value: i128) -> Option<Self>;

    /// The same from 64 bits, which always fit.
    #[doc(hidden)]
    fn from_narrow(value: i64) -> Self;

    /// As 128 bits.
    #[doc(hidden)]
    fn wide(self) -> i128;

    /// The slice itself, where it is one of `i64`.
    #[doc(hidden)]
    fn narrow_slice(slice: &mut [Self]) -> Option<&mut [i64]>;
}

impl Mantissa for i64 {
    fn from_wide(value: i128) -> Option<Self> {
        Self::try_from(value).ok()
    }

    fn from_narrow(value: i64) -> Self {
        value
    }

    fn wide(self) -> i128 {
        self.into()
    }

    fn narrow_slice(slice: &mut [Self]) -> Option<&mut [i64]> {
        Some(slice)
    }
}

/// Ten to the 38: the first number that a decimal of 128 bits does not hold.
const TOO_WIDE: u128 = 10_u128.pow(38);

impl Mantissa for i128 {
    fn from_wide(value: i128) -> Option<Self> {
        (value.unsigned_abs() < TOO_WIDE).then_some(value)
    }

    fn from_narrow(value: i64) -> Self {
        value.into()
    }

    fn wide(self) -> i128 {
        self
    }

    fn narrow_slice(_: &mut [Self]) -> Option<&mut [i64]> {
        None
    }
}

/// The figures of a column: mantissas with one scale, a bitmap of the rows that have one, and a reason for the others.
///
/// Passed again to [`Bound::eval_into`](super::Bound::eval_into) it is written over, so that no memory is asked for.
#[derive(Clone, Debug, Default)]
pub struct Figures<M: Mantissa = i64> {
    pub(super) mantissas: Vec<M>,
    pub(super) scale: u16,
    /// Empty where every row has a figure, like the next two.
    pub(super) validity: Vec<u8>,
    /// Of the rows without a figure, those whose denominator is zero; the cells of the others are empty.
    pub(super) zeros: Vec<u8>,
    /// The states of blocks in which rows have other reasons, each with its first row.
    pub(super) others: Vec<(usize, Vec<u8>)>,
    pub(super) without: usize,
}

/// Which rows of a chunk have no figure, and why.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// A bit for each row without a figure, 64 to a word.
    pub(super) without: Vec<u64>,
    /// Of these, those whose denominator is zero.
    pub(super) zeros: Vec<u64>,
    /// As in [`Figures`].
    pub(super) others: Vec<(usize, Vec<u8>)>,
}

impl<M: Mantissa> Figures<M> {
    /// An empty buffer.
    pub fn new() -> Self {
        Self::default()
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.mantissas.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.mantissas.is_empty()
    }

    /// The mantissas; that of a row without a figure is 0.
    pub fn mantissas(&self) -> &[M] {
        &self.mantissas
    }

    /// How many fraction digits the mantissas have.
    pub fn scale(&self) -> u16 {
        self.scale
    }

    /// The bitmap of the rows that have a figure, in Arrow's layout; `None` where all have.
    pub fn validity(&self) -> Option<&[u8]> {
        (self.without > 0).then_some(&self.validity)
    }

    /// How many rows have no figure.
    pub fn without(&self) -> usize {
        self.without
    }

    /// The figure of a row, or the code of the reason why there is none. `no-data` for a row that does not exist.
    pub fn get(&self, row: usize) -> std::result::Result<Number, Code> {
        let mantissa = self.mantissas.get(row).ok_or(Code::NoData)?;
        match self.reason(row) {
            Some(code) => Err(code),
            None => Ok(Number::from_scaled(mantissa.wide(), self.scale.into())),
        }
    }

    /// The code of the reason why a row has no figure.
    pub fn reason(&self, row: usize) -> Option<Code> {
        if row >= self.len() || self.without == 0 || is_set(&self.validity, row) {
            return None;
        }
        let block = self.others.partition_point(|(start, _)| *start <= row).checked_sub(1);
        if let Some((start, states)) = block.and_then(|at| self.others.get(at))
            && let Some(state) = states.get(row - start)
        {
            return state_code(*state);
        }
        Some(if is_set(&self.zeros, row) { Code::ZeroDenominator } else { Code::EmptyCell })
    }

    /// The mantissas and the bitmap, taken out.
    pub fn into_parts(self) -> (Vec<M>, Option<Vec<u8>>) {
        (self.mantissas, (self.without > 0).then_some(self.validity))
    }

    /// Makes room; what stood there is written over.
    pub(super) fn reset(&mut self, rows: usize, scale: u16) {
        if self.mantissas.is_empty() {
            // Zeroed memory is fresh from the system: it is touched once, when the figures are written.
            self.mantissas = vec![M::default(); rows];
        } else {
            self.mantissas.resize(rows, M::default());
        }
        self.scale = scale;
        self.validity.clear();
        self.zeros.clear();
        self.others.clear();
        self.without = 0;
    }

    /// Notes the rows from `start` on, chunk after chunk; rows and `start` are multiples of 64, but for the end.
    pub(super) fn note(&mut self, start: usize, notes: &mut Notes) {
        let rows = self.mantissas.len();
        let bytes = rows.div_ceil(8);
        self.validity.resize(bytes, u8::MAX);
        self.zeros.resize(bytes, 0);
        self.without += notes.without.iter().map(|word| word.count_ones() as usize).sum::<usize>();
        write_words(&mut self.validity[start / 8..], notes.without.iter().map(|word| !word));
        write_words(&mut self.zeros[start / 8..], notes.zeros.iter().copied());
        // Bits behind the end are not set.
        if let Some(last) = self.validity.last_mut().filter(|_| !rows.is_multiple_of(8)) {
            *last &= u8::MAX >> (8 - rows % 8);
        }
        self.others.append(&mut notes.others);
    }
}

/// Writes bits over those of a bitmap, as far as it goes.
fn write_words(bitmap: &mut [u8], mut words: impl Iterator<Item = u64>) {
    let (full, rest) = bitmap.as_chunks_mut::<8>();
    for (bytes, word) in full.iter_mut().zip(&mut words) {
        *bytes = word.to_le_bytes();
    }
    for (byte, bits) in rest.iter_mut().zip(words.next().into_iter().flat_map(u64::to_le_bytes)) {
        *byte = bits;
    }
}

/// The state of a row without a figure.
pub(super) const fn state(code: Code) -> u8 {
    assert!(Code::ALL.len() < 127);
    code as u8 + 1
}

fn state_code(state: u8) -> Option<Code> {
    Code::ALL.get(usize::from(state).checked_sub(1)?).copied()
}

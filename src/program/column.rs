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

/// One bit a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bitmap<'a> {
    bytes: &'a [u8],
    offset: usize,
}

impl Bitmap<'_> {
    fn is_set(&self, row: usize) -> bool {
        let bit = self.offset + row;
        self.bytes.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 1)
    }

    /// The bits of 64 rows from `row` on; rows behind the end have none.
    #[inline]
    pub(super) fn word(&self, row: usize) -> u64 {
        let bit = self.offset + row;
        let (at, shift) = (bit / 8, bit % 8);
        let rest = self.bytes.get(at..).unwrap_or_default();
        if shift == 0
            && let Some(bytes) = rest.first_chunk::<8>()
        {
            return u64::from_le_bytes(*bytes);
        }
        let mut bytes = [0; 16];
        for (to, from) in bytes.iter_mut().zip(rest.iter().take(9)) {
            *to = *from;
        }
        #[allow(clippy::cast_possible_truncation)] // the low half is meant
        let word = (u128::from_le_bytes(bytes) >> shift) as u64;
        word
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
    /// Empty where every row has a figure, like the reasons.
    pub(super) validity: Vec<u8>,
    /// For each row 0 or one more than the place of the code.
    pub(super) reasons: Vec<u8>,
    pub(super) without: usize,
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
        state_code(self.reasons.get(row).copied()?)
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
        self.reasons.clear();
        self.without = 0;
    }

    /// Notes the states of the rows from `start` on.
    pub(super) fn note(&mut self, start: usize, states: &[u8]) {
        let rows = self.mantissas.len();
        if self.reasons.len() != rows {
            self.reasons.clear();
            self.reasons.resize(rows, 0);
            self.validity.clear();
            self.validity.resize(rows.div_ceil(8), u8::MAX);
        }
        self.reasons[start..start + states.len()].copy_from_slice(states);
        for (byte, states) in self.validity[start / 8..].iter_mut().zip(states.chunks(8)) {
            let mut eight = [0; 8];
            eight[..states.len()].copy_from_slice(states);
            let valid = valid_bits(eight) & u8::MAX >> (8 - states.len());
            *byte = valid;
            self.without += states.len() - valid.count_ones() as usize;
        }
    }
}

/// A bit for each of eight states, set where it is 0; states are below 128.
fn valid_bits(states: [u8; 8]) -> u8 {
    let states = u64::from_le_bytes(states);
    // The highest bit of a byte says that it is not 0; the product brings these bits together in the highest byte.
    let marked = (states + 0x7f7f_7f7f_7f7f_7f7f) & 0x8080_8080_8080_8080;
    !((marked >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56).to_le_bytes()[0]
}

/// The state of a row without a figure.
pub(super) const fn state(code: Code) -> u8 {
    assert!(Code::ALL.len() < 127);
    code as u8 + 1
}

fn state_code(state: u8) -> Option<Code> {
    Code::ALL.get(usize::from(state).checked_sub(1)?).copied()
}

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
    /// A column of whole numbers, all of them there. A zero is a value like any other: an empty cell needs a
    /// [bitmap](Self::with_validity).
    ///
    /// ```
    /// use rumusan::{Number, program::Column};
    ///
    /// let jumlah_desa = Column::integers(&[154, 0]);
    /// assert_eq!(jumlah_desa.get(0), Some(Number::from(154)));
    /// assert_eq!(jumlah_desa.get(1), Some(Number::ZERO));
    /// ```
    pub fn integers(values: &'a [i64]) -> Self {
        Self::decimals(values, 0)
    }

    /// A column of numbers `mantissa / 10^scale`, all of them there: a scale of 2 is two fraction digits, one of -2 means
    /// hundreds.
    ///
    /// ```
    /// use rumusan::{Number, program::Column};
    ///
    /// let indeks = Column::decimals(&[7525], 2);
    /// assert_eq!(indeks.get(0), Some("75.25".parse()?));
    ///
    /// let ratusan_rupiah = Column::decimals(&[7525], -2);
    /// assert_eq!(ratusan_rupiah.get(0), Some(Number::from(752_500)));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn decimals(mantissas: &'a [i64], scale: i8) -> Self {
        Self { values: Values::Narrow(mantissas), scale: scale.into(), validity: None }
    }

    /// The same with wide mantissas. Blocks whose mantissas happen to be narrow take the fast way.
    ///
    /// ```
    /// use rumusan::program::Column;
    ///
    /// // 22,139 trillion rupiah with the four fraction digits of a database are more than an i64 holds.
    /// let pdb = Column::wide_decimals(&[221_390_000_000_000_005_000], 4);
    /// assert_eq!(pdb.get(0), Some("22139000000000000.5".parse()?));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn wide_decimals(mantissas: &'a [i128], scale: i8) -> Self {
        Self { values: Values::Wide(mantissas), scale: scale.into(), validity: None }
    }

    /// The same with a bitmap: a bit for each row, the least significant of a byte first, 1 where there is a value. The
    /// first row stands at bit `offset`, not byte. What the mantissa of an empty cell is does not matter.
    ///
    /// A bitmap may be longer than the rows; where it has fewer than `offset + len` bits, the error is
    /// `row-count-differs`.
    ///
    /// ```
    /// use rumusan::{Number, program::Column};
    ///
    /// let kematian_ibu = Column::integers(&[3, -999, 0]);
    /// // Read from the right: the first row has a value, the second is empty, the third has one.
    /// let known = kematian_ibu.with_validity(&[0b101], 0)?;
    /// assert_eq!([0, 1, 2].map(|row| known.get(row)), [Some(Number::from(3)), None, Some(Number::ZERO)]);
    ///
    /// // The same rows in a slice of a longer bitmap: the three bits from bit 6 on, over the end of a byte.
    /// let sliced = kematian_ibu.with_validity(&[0b0100_0000, 0b1], 6)?;
    /// assert_eq!((sliced.get(1), sliced.get(2)), (None, Some(Number::ZERO)));
    ///
    /// let error = kematian_ibu.with_validity(&[0b1011_0000], 6).unwrap_err();
    /// assert_eq!(error.code().as_str(), "row-count-differs");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
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

    /// The number of rows, empty cells among them.
    ///
    /// ```
    /// use rumusan::program::Column;
    ///
    /// assert_eq!(Column::integers(&[12, 0, 7]).with_validity(&[0b001], 0)?.len(), 3);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn len(&self) -> usize {
        match self.values {
            Values::Narrow(values) => values.len(),
            Values::Wide(values) => values.len(),
        }
    }

    /// Whether there are no rows. A column of empty cells has rows.
    ///
    /// ```
    /// use rumusan::program::Column;
    ///
    /// assert!(Column::integers(&[]).is_empty());
    /// assert!(!Column::integers(&[0]).with_validity(&[0], 0)?.is_empty());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number in a row; `None` for an empty cell and for a row behind the last.
    ///
    /// ```
    /// use rumusan::program::Column;
    ///
    /// let curah_hujan = Column::decimals(&[1205, 0], 1).with_validity(&[0b01], 0)?;
    /// assert_eq!(curah_hujan.get(0), Some("120.5".parse()?));
    /// assert_eq!((curah_hujan.get(1), curah_hujan.get(2)), (None, None));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
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

/// What figures are kept in: `i64`, or `i128` up to 38 digits. A figure that does not fit has the reason `out-of-range`;
/// other rows keep theirs.
///
/// ```
/// use rumusan::number::Rounding;
/// use rumusan::{Code, Formula, Result, program::{Bound, Column, Figures, Mantissa, Program}};
///
/// fn luas<M: Mantissa>(bound: &Bound, sisi: &[i64]) -> Result<Figures<M>> {
///     let mut figures = Figures::new();
///     bound.eval_into(&[Column::integers(sisi)], 0, Rounding::HalfUp, &mut figures)?;
///     Ok(figures)
/// }
///
/// let bound = Program::compile(&Formula::canonical(r#""sisi" * "sisi""#)?)?.bind(&["sisi"])?;
/// let sisi = [9, 4_000_000_000];
/// let narrow = luas::<i64>(&bound, &sisi)?;
/// assert_eq!((narrow.mantissas()[0], narrow.reason(1)), (81, Some(Code::OutOfRange)));
/// assert_eq!(luas::<i128>(&bound, &sisi)?.mantissas(), [81, 16_000_000_000_000_000_000]);
/// # Ok::<(), rumusan::Error>(())
/// ```
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
///
/// ```
/// use rumusan::number::Rounding;
/// use rumusan::{Formula, program::{Column, Figures, Program}};
///
/// let program = Program::compile(&Formula::canonical(r#""realisasi" / "target" * 100"#)?)?;
/// let bound = program.bind(&["realisasi", "target"])?;
/// let mut figures = Figures::<i64>::new();
/// for (realisasi, expected) in [([45, 50], [9000, 10_000]), ([48, 55], [9600, 11_000])] {
///     let columns = [Column::integers(&realisasi), Column::integers(&[50, 50])];
///     bound.eval_into(&columns, 2, Rounding::HalfUp, &mut figures)?;
///     assert_eq!(figures.mantissas(), expected);
/// }
/// # Ok::<(), rumusan::Error>(())
/// ```
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
    /// An empty buffer, to be filled by [`Bound::eval_into`](super::Bound::eval_into).
    ///
    /// ```
    /// use rumusan::program::Figures;
    ///
    /// let figures = Figures::<i128>::new();
    /// assert_eq!((figures.len(), figures.scale(), figures.without()), (0, 0, 0));
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// The number of rows, those without a figure among them.
    ///
    /// ```
    /// # use rumusan::{Formula, number::Rounding, program::{Column, Program}};
    /// # let bound = Program::compile(&Formula::canonical(r#""kematian bayi" / "kelahiran" * 1000"#)?)?
    /// #     .bind(&["kematian bayi", "kelahiran"])?;
    /// // "kematian bayi" / "kelahiran" * 1000
    /// let columns = [Column::integers(&[2, 0]), Column::integers(&[310, 0])];
    /// assert_eq!(bound.eval_columns(&columns, 1, Rounding::HalfUp)?.len(), 2);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn len(&self) -> usize {
        self.mantissas.len()
    }

    /// Whether there are no rows. Whether some rows have no figure says [`without`](Self::without).
    ///
    /// ```
    /// # use rumusan::{Formula, number::Rounding, program::{Column, Program}};
    /// # let program = Program::compile(&Formula::canonical(r#""dokter" / "puskesmas""#)?)?;
    /// # let bound = program.bind(&["dokter", "puskesmas"])?;
    /// // "dokter" / "puskesmas"
    /// let none = [Column::integers(&[]), Column::integers(&[])];
    /// assert!(bound.eval_columns(&none, 2, Rounding::HalfUp)?.is_empty());
    ///
    /// let only_zero = [Column::integers(&[5]), Column::integers(&[0])];
    /// let figures = bound.eval_columns(&only_zero, 2, Rounding::HalfUp)?;
    /// assert!(!figures.is_empty() && figures.without() == figures.len());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn is_empty(&self) -> bool {
        self.mantissas.is_empty()
    }

    /// The mantissas, one for each row: `mantissa / 10^scale` is the figure. That of a row without a figure is 0, as is
    /// that of the figure 0; [`validity`](Self::validity) tells them apart.
    ///
    /// ```
    /// # use rumusan::{Formula, number::Rounding, program::{Column, Program}};
    /// # let bound = Program::compile(&Formula::canonical(r#""balita stunting" / "balita ditimbang" * 100"#)?)?
    /// #     .bind(&["balita stunting", "balita ditimbang"])?;
    /// // "balita stunting" / "balita ditimbang" * 100
    /// let columns = [Column::integers(&[21, 0, 4]), Column::integers(&[160, 90, 0])];
    /// let figures = bound.eval_columns(&columns, 2, Rounding::HalfUp)?;
    /// assert_eq!(figures.mantissas(), [1313, 0, 0]); // 13.13, 0.00 and no figure
    /// assert_eq!(figures.validity(), Some(&[0b011][..]));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn mantissas(&self) -> &[M] {
        &self.mantissas
    }

    /// How many fraction digits the mantissas have: the digits that were asked for, also where a figure is whole.
    ///
    /// ```
    /// # use rumusan::{Formula, number::Rounding, program::{Column, Program}};
    /// # let bound = Program::compile(&Formula::canonical(r#""murid" / "guru""#)?)?.bind(&["murid", "guru"])?;
    /// // "murid" / "guru"
    /// let columns = [Column::integers(&[480]), Column::integers(&[24])];
    /// let figures = bound.eval_columns(&columns, 3, Rounding::HalfUp)?;
    /// assert_eq!((figures.mantissas(), figures.scale()), (&[20_000][..], 3));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn scale(&self) -> u16 {
        self.scale
    }

    /// The bitmap of the rows that have a figure, in Arrow's layout; `None` where all have.
    ///
    /// It has a bit for each row, the least significant of a byte first, and one byte for every eight rows begun; the bits
    /// behind the last row are 0.
    ///
    /// ```
    /// # use rumusan::{Formula, number::Rounding, program::{Column, Program}};
    /// # let program = Program::compile(&Formula::canonical(r#""kasus" / "penduduk" * 100000"#)?)?;
    /// # let bound = program.bind(&["kasus", "penduduk"])?;
    /// // "kasus" / "penduduk" * 100000
    /// let kasus = Column::integers(&[1, 2, 3, 4, 5, 6, 7, 8, 9]);
    /// let penduduk = [1000, 0, 1000, 1000, 1000, 1000, 1000, 1000, 1000];
    /// let figures = bound.eval_columns(&[kasus, Column::integers(&penduduk)], 0, Rounding::HalfUp)?;
    /// assert_eq!(figures.validity(), Some(&[0b1111_1101, 0b0000_0001][..]));
    ///
    /// let figures = bound.eval_columns(&[kasus, kasus], 0, Rounding::HalfUp)?;
    /// assert_eq!(figures.validity(), None);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn validity(&self) -> Option<&[u8]> {
        (self.without > 0).then_some(&self.validity)
    }

    /// How many rows have no figure, for whatever reason.
    ///
    /// ```
    /// # use rumusan::{Formula, number::Rounding, program::{Column, Program}};
    /// # let program = Program::compile(&Formula::canonical(r#""belanja" / "pendapatan" * 100"#)?)?;
    /// # let bound = program.bind(&["belanja", "pendapatan"])?;
    /// // "belanja" / "pendapatan" * 100
    /// let belanja = Column::integers(&[950, 0, 410]).with_validity(&[0b101], 0)?; // the second is empty
    /// let pendapatan = Column::integers(&[1000, 800, 0]); // the third is zero
    /// assert_eq!(bound.eval_columns(&[belanja, pendapatan], 1, Rounding::HalfUp)?.without(), 2);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn without(&self) -> usize {
        self.without
    }

    /// The figure of a row, or the code of the reason why there is none. `no-data` for a row that does not exist.
    ///
    /// ```
    /// # use rumusan::{Formula, number::Rounding, program::{Column, Program}};
    /// use rumusan::Code;
    ///
    /// # let bound = Program::compile(&Formula::canonical(r#""lulus" / "peserta" * 100"#)?)?.bind(&["lulus", "peserta"])?;
    /// // "lulus" / "peserta" * 100
    /// let columns = [Column::integers(&[29, 0]), Column::integers(&[32, 0])];
    /// let figures = bound.eval_columns(&columns, 1, Rounding::HalfUp)?;
    /// assert_eq!(figures.get(0), Ok("90.6".parse()?));
    /// assert_eq!(figures.get(1), Err(Code::ZeroDenominator));
    /// assert_eq!(figures.get(2), Err(Code::NoData));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn get(&self, row: usize) -> std::result::Result<Number, Code> {
        let mantissa = self.mantissas.get(row).ok_or(Code::NoData)?;
        match self.reason(row) {
            Some(code) => Err(code),
            None => Ok(Number::from_scaled(mantissa.wide(), self.scale.into())),
        }
    }

    /// The code of the reason why a row has no figure; `None` where it has one, and for a row that does not exist.
    ///
    /// A row that lacks a value and has a zero below the line has the reason `empty-cell`. A column gives codes alone;
    /// [`Bound::eval_rounded`](super::Bound::eval_rounded) of a row also says which name they speak of.
    ///
    /// ```
    /// # use rumusan::{Formula, number::Rounding, program::{Column, Program}};
    /// use rumusan::Code;
    ///
    /// # let bound = Program::compile(&Formula::canonical(r#""sampah terkelola" / "timbulan sampah" * 100"#)?)?
    /// #     .bind(&["sampah terkelola", "timbulan sampah"])?;
    /// // "sampah terkelola" / "timbulan sampah" * 100
    /// let terkelola = Column::integers(&[60, 0, 7]).with_validity(&[0b101], 0)?; // the second is empty
    /// let timbulan = Column::integers(&[80, 0, 0]);
    /// let figures = bound.eval_columns(&[terkelola, timbulan], 2, Rounding::HalfUp)?;
    /// let reasons = [0, 1, 2].map(|row| figures.reason(row));
    /// assert_eq!(reasons, [None, Some(Code::EmptyCell), Some(Code::ZeroDenominator)]);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
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

    /// The mantissas and the bitmap, taken out without a copy: what an array of Arrow is made of. The reasons are lost.
    ///
    /// ```
    /// # use rumusan::{Formula, number::Rounding, program::{Column, Program}};
    /// # let bound = Program::compile(&Formula::canonical(r#""panen" / "luas lahan""#)?)?.bind(&["panen", "luas lahan"])?;
    /// // "panen" / "luas lahan"
    /// let columns = [Column::integers(&[52, 31]), Column::integers(&[10, 0])];
    /// let (mantissas, validity) = bound.eval_columns(&columns, 1, Rounding::HalfUp)?.into_parts();
    /// assert_eq!((mantissas, validity), (vec![52, 0], Some(vec![0b01])));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
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

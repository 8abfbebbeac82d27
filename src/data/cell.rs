//! One cell of data: a number, a percentage, nothing, or something that is no number.

use crate::Number;
use crate::error::{Code, Error, Result};
use crate::number::{MAX_DIGITS, Numeral, NumeralStyle};
use rust_decimal::Decimal;

/// What a cell holds. Empty is not zero.
///
/// ```
/// use rumusan::{Number, data::Cell};
///
/// assert_eq!(Cell::from("12.50"), Cell::Number("12.5".parse()?));
/// assert_eq!(Cell::from("80%"), Cell::Percent(Number::from(80)));
/// assert_eq!(Cell::from(" n/a "), Cell::Empty);
/// assert_eq!(Cell::from(None::<i64>), Cell::Empty);
/// assert_eq!(Cell::from("ada"), Cell::Bad("ada".into()));
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cell {
    /// A bare number, in the unit of its name.
    Number(Number),
    /// A number with a percent sign: the number before the sign.
    Percent(Number),
    /// Nothing: blank, `-`, `n/a`, `...`.
    Empty,
    /// A text that is no number: an error where the cell is used, and only there.
    Bad(String),
}

/// How the numbers of a source are written.
///
/// ```
/// use rumusan::data::{Cell, CellStyle, Numerals};
///
/// let read = |numerals| Cell::read("1.234", CellStyle { numerals, dash_is_zero: false });
/// assert_eq!(read(Numerals::Indonesian), Cell::from(1234));
/// assert_eq!(read(Numerals::Plain), Cell::Number("1.234".parse()?));
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Numerals {
    /// As programs and databases write them: `1234.5`; `1.234` is a little more than one.
    #[default]
    Plain,
    /// As Indonesian documents write them: `1.234,5`; `1.234` is more than a thousand, and noted as doubtful.
    Indonesian,
    /// As English documents write them: `1,234.5`.
    English,
}

/// How the cells of a source are read.
///
/// ```
/// use rumusan::data::{Cell, CellStyle, Numerals};
///
/// let style = CellStyle { numerals: Numerals::Plain, dash_is_zero: true };
/// assert_eq!((Cell::read("-", style), Cell::from("-")), (Cell::from(0), Cell::Empty));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CellStyle {
    /// How its numbers are written.
    pub numerals: Numerals,
    /// Whether a dash means zero, as in the tables of BPS; elsewhere it means that there is no figure.
    pub dash_is_zero: bool,
}

const EMPTY: &[&str] = &["", "n/a", "na", "n.a", "n.a.", "n / a", "null", "nihil data", "tidak ada data", "#n/a"];
const DASHES: &[&str] = &["-", "–", "—", "--", "---"];

/// Whether the digits allow another reading: `1.234`.
pub(super) type Doubt = Option<Number>;

impl Cell {
    /// Reads the text of a cell.
    ///
    /// ```
    /// use rumusan::{Number, data::{Cell, CellStyle, Numerals}};
    ///
    /// let style = CellStyle { numerals: Numerals::Indonesian, dash_is_zero: true };
    /// assert_eq!(Cell::read("1.234,50", style), Cell::Number("1234.5".parse()?));
    /// assert_eq!(Cell::read("Rp1.500", style), Cell::Number(Number::from(1500)));
    /// assert_eq!(Cell::read("-", style), Cell::Number(Number::from(0)));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn read(text: &str, style: CellStyle) -> Self {
        Self::read_doubtful(text, style).0
    }

    pub(super) fn read_doubtful(text: &str, style: CellStyle) -> (Self, Doubt) {
        let text = text.trim();
        if DASHES.contains(&text) {
            return (if style.dash_is_zero { Self::Number(Number::ZERO) } else { Self::Empty }, None);
        }
        if EMPTY.contains(&text.to_lowercase().as_str()) || text.chars().all(|c| matches!(c, '.' | '…' | ' ')) {
            return (Self::Empty, None);
        }
        let (digits, is_percent) = match text.strip_suffix('%') {
            Some(digits) => (digits.trim_end(), true),
            None => (text, false),
        };
        let digits = match style.numerals {
            Numerals::Plain => digits,
            // Money of documents: `Rp 5.000`, `Rp. 177,-`.
            _ => digits
                .strip_prefix("Rp")
                .map_or(digits, |rest| rest.trim_start_matches('.').trim_start())
                .trim_end_matches(",-"),
        };
        let with = |style| {
            Numeral::parse_with(digits, style, MAX_DIGITS).map(|numeral| {
                let other = numeral.other().cloned();
                (numeral.into_value(), other)
            })
        };
        let read: Result<(Number, Doubt)> = match style.numerals {
            Numerals::Plain => digits.parse().map(|value| (value, None)),
            Numerals::Indonesian => with(NumeralStyle::Indonesian),
            Numerals::English => with(NumeralStyle::English),
        };
        match read {
            Ok((value, doubt)) if is_percent => (Self::Percent(value), doubt),
            Ok((value, doubt)) => (Self::Number(value), doubt),
            Err(_) => (Self::Bad(text.chars().take(80).collect()), None),
        }
    }

    /// The number with its scale taken off, `scale` being that of the name's unit; a percent sign stands for its own.
    pub(crate) fn number(&self, scale: &Number) -> Result<Number> {
        match self {
            Self::Number(value) => {
                value.checked_div(scale).ok_or_else(|| Error::new(Code::BadValue).with("nilai", value))
            }
            Self::Percent(value) => Ok(value * &Number::ratio(1, 100).unwrap_or(Number::ONE)),
            Self::Empty => Err(Error::new(Code::EmptyCell)),
            Self::Bad(text) => Err(Error::new(Code::BadValue).with("nilai", text)),
        }
    }
}

impl From<Number> for Cell {
    fn from(value: Number) -> Self {
        Self::Number(value)
    }
}

impl From<&Number> for Cell {
    fn from(value: &Number) -> Self {
        Self::Number(value.clone())
    }
}

impl From<Decimal> for Cell {
    fn from(value: Decimal) -> Self {
        Self::Number(Number::from(value))
    }
}

macro_rules! from_integers {
    ($($kind:ty)*) => {
        $(impl From<$kind> for Cell {
            fn from(value: $kind) -> Self {
                Self::Number(Number::from(value))
            }
        })*
    };
}

from_integers!(i32 i64 u32 u64 i128);

/// Plain text, see [`Numerals::Plain`].
impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::read(text, CellStyle::default())
    }
}

/// Plain text, see [`Numerals::Plain`].
impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

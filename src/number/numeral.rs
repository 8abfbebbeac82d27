//! Numbers as Indonesian documents write them.

use super::text::{bad_number, check_digits, decimal};
use super::{MAX_DIGITS, Number};
use crate::error::Result;
use serde::{Deserialize, Serialize};

/// Which marks a source uses where the digits alone do not tell.
///
/// ```
/// use rumusan::{Number, number::{Numeral, NumeralStyle}};
///
/// let read = |style| Numeral::parse_with("1.234", style, 1000).unwrap().into_value();
/// assert_eq!(read(NumeralStyle::Indonesian), Number::from(1234));
/// assert_eq!(read(NumeralStyle::English).to_string(), "1.234");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NumeralStyle {
    /// `1.234,5`: a point between thousands, a comma before decimals.
    #[default]
    Indonesian,
    /// `1,234.5`: a comma between thousands, a point before decimals.
    English,
}

/// A number read from a document, with the other value that the same digits can mean.
///
/// Documents mix Indonesian and English marks, even in one column. Where the digits allow one reading alone, it is
/// taken; where they allow two, the style decides (Indonesian unless told otherwise) and the other value is kept:
///
/// | text | value | other value |
/// |---|---|---|
/// | `100.000`, `1.234.567`, `1.234,5` | 100000, 1234567, 1234.5 | |
/// | `0,5`, `0.376`, `12.50`, `70.1`, `1234.567` | as decimals | |
/// | `1.234` | 1234 | 1.234 |
/// | `12,345` | 12.345 | 12345 |
/// | `1,234,567`, `1,234.5` | 1234567, 1234.5 | |
/// | `1.23.4`, `1.2,3,4` | the error `bad-number` | |
///
/// Digits that a point parts into thousands and `000` are a count, since nobody writes a whole number with three zeros
/// behind a decimal point; `100,000` keeps its doubt.
///
/// ```
/// use rumusan::{Number, number::Numeral};
///
/// let numeral = Numeral::parse("1.234")?;
/// assert_eq!(numeral.value(), &Number::from(1234));
/// assert_eq!(numeral.other(), Some(&"1.234".parse()?));
///
/// let numeral = Numeral::parse("1.234.567,50")?;
/// assert_eq!(numeral.value(), &"1234567.5".parse()?);
/// assert!(!numeral.is_ambiguous());
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Numeral {
    value: Number,
    other: Option<Number>,
}

impl Numeral {
    /// Reads a number in the Indonesian style; blanks around it are ignored.
    ///
    /// ```
    /// use rumusan::{Number, number::Numeral};
    ///
    /// assert_eq!(Numeral::parse(" 100.000 ")?.into_value(), Number::from(100_000));
    /// assert_eq!(Numeral::parse("1.23.4").unwrap_err().code().as_str(), "bad-number");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self> {
        Self::parse_with(text, NumeralStyle::Indonesian, MAX_DIGITS)
    }

    /// Reads a number in a style, with at most `max_digits` digits.
    ///
    /// ```
    /// use rumusan::{Number, number::{Numeral, NumeralStyle}};
    ///
    /// let numeral = Numeral::parse_with("12,345", NumeralStyle::English, 1000)?;
    /// assert_eq!(numeral.value(), &Number::from(12345));
    /// assert_eq!(Numeral::parse_with("12345", NumeralStyle::English, 4).unwrap_err().code().as_str(), "number-too-long");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn parse_with(text: &str, style: NumeralStyle, max_digits: usize) -> Result<Self> {
        let text = text.trim();
        check_digits(text, max_digits)?;
        let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let surrounded =
            digits.starts_with(|c: char| c.is_ascii_digit()) && digits.ends_with(|c: char| c.is_ascii_digit());
        if !surrounded || !digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b',')) {
            return Err(bad_number(text));
        }
        let grouped = |part: &str, mark| whole_of_groups(part, mark).ok_or_else(|| bad_number(text));
        let sure = |value| Ok(Self { value, other: None });
        let (points, commas) = (count(digits, '.'), count(digits, ','));
        match (points, commas) {
            (0, 0) => sure(decimal(negative, digits, "")?),
            (1, 0) | (0, 1) => one_mark(digits, if points == 1 { '.' } else { ',' }, negative, style),
            (_, 0) => sure(decimal(negative, &grouped(digits, '.')?, "")?),
            (0, _) => sure(decimal(negative, &grouped(digits, ',')?, "")?),
            (_, 1) if digits.rfind('.') < digits.find(',') => {
                let (whole, part) = digits.split_once(',').unwrap_or((digits, ""));
                sure(decimal(negative, &grouped(whole, '.')?, part)?)
            }
            (1, _) => {
                let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
                if part.contains(',') {
                    return Err(bad_number(text));
                }
                sure(decimal(negative, &grouped(whole, ',')?, part)?)
            }
            _ => Err(bad_number(text)),
        }
    }

    /// The value.
    ///
    /// ```
    /// use rumusan::{Number, number::Numeral};
    ///
    /// assert_eq!(Numeral::parse("0,5")?.value(), &"0.5".parse::<Number>()?);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn value(&self) -> &Number {
        &self.value
    }

    /// The value, taken out.
    ///
    /// ```
    /// use rumusan::{Number, number::Numeral};
    ///
    /// assert_eq!(Numeral::parse("1.234.567")?.into_value(), Number::from(1_234_567));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn into_value(self) -> Number {
        self.value
    }

    /// The value of the other reading, where the digits allow two.
    ///
    /// ```
    /// use rumusan::{Number, number::Numeral};
    ///
    /// assert_eq!(Numeral::parse("12,345")?.other(), Some(&Number::from(12_345)));
    /// assert_eq!(Numeral::parse("12,34")?.other(), None);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn other(&self) -> Option<&Number> {
        self.other.as_ref()
    }

    /// Whether the digits allow two readings.
    ///
    /// ```
    /// use rumusan::{Number, number::Numeral};
    ///
    /// assert!(Numeral::parse("1.234")?.is_ambiguous());
    /// assert!(!Numeral::parse("1.234,5")?.is_ambiguous());
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn is_ambiguous(&self) -> bool {
        self.other.is_some()
    }
}

fn count(text: &str, mark: char) -> usize {
    text.matches(mark).count()
}

/// Digits with a single mark: before decimals, or between thousands where exactly three digits follow.
fn one_mark(digits: &str, mark: char, negative: bool, style: NumeralStyle) -> Result<Numeral> {
    let (whole, part) = digits.split_once(mark).unwrap_or((digits, ""));
    let as_decimal = decimal(negative, whole, part)?;
    let Some(together) = whole_of_groups(digits, mark) else { return Ok(Numeral { value: as_decimal, other: None }) };
    let as_count = decimal(negative, &together, "")?;
    if mark == '.' && part == "000" {
        return Ok(Numeral { value: as_count, other: None });
    }
    let groups = match style {
        NumeralStyle::Indonesian => mark == '.',
        NumeralStyle::English => mark == ',',
    };
    let (value, other) = if groups { (as_count, as_decimal) } else { (as_decimal, as_count) };
    Ok(Numeral { value, other: Some(other) })
}

/// The digits without their marks, where every group after the first has three and the first one to three, no zero ahead.
fn whole_of_groups(digits: &str, mark: char) -> Option<String> {
    let mut together = String::with_capacity(digits.len());
    for (at, group) in digits.split(mark).enumerate() {
        let fits = if at == 0 { matches!(group.len(), 1..=3) && !group.starts_with('0') } else { group.len() == 3 };
        if !fits || !group.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        together.push_str(group);
    }
    Some(together)
}

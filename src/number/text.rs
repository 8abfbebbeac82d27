//! Plain text, `12.50` or `1/3`, in and out; Indonesian text out.

use super::{MAX_DIGITS, Number, Rounding};
use crate::error::{Code, Error, Result};
use num_bigint::BigInt;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// The error for a text that is no number, with no more of the text than a message can show.
pub(super) fn bad_number(text: &str) -> Error {
    Error::new(Code::BadNumber).with("angka", text.chars().take(40).collect::<String>())
}

pub(super) fn check_digits(text: &str, limit: usize) -> Result<()> {
    // Every digit is a byte, so most texts need no count.
    if text.len() > limit && text.bytes().filter(u8::is_ascii_digit).count() > limit {
        return Err(Error::new(Code::NumberTooLong).with("batas", limit));
    }
    Ok(())
}

/// The number of `whole` and `part`, both digits alone: `whole.part`.
pub(super) fn decimal(negative: bool, whole: &str, part: &str) -> Result<Number> {
    let digits = whole.len() + part.len();
    let scale = u32::try_from(part.len()).map_err(|_| bad_number(part))?;
    if digits <= 38 {
        let value =
            whole.bytes().chain(part.bytes()).fold(0_i128, |value, digit| value * 10 + i128::from(digit - b'0'));
        return Ok(Number::from_scaled(if negative { -value } else { value }, scale));
    }
    let value = BigInt::parse_bytes(format!("{whole}{part}").as_bytes(), 10).ok_or_else(|| bad_number(whole))?;
    Ok(Number::from_big(if negative { -value } else { value }, BigInt::from(10).pow(scale)))
}

/// A decimal with at most one point and one sign; digits stand on both sides of the point.
fn plain(text: &str, whole_text: &str) -> Result<Number> {
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, part) = match unsigned.split_once('.') {
        Some((whole, part)) => (whole, Some(part)),
        None => (unsigned, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !part.is_none_or(digits) {
        return Err(bad_number(whole_text));
    }
    decimal(negative, whole, part.unwrap_or(""))
}

/// Reads plain text: a decimal with a point (`12.50`, `-3`) or a fraction of two of them (`1/3`).
///
/// There are no marks between thousands, no exponent and no blanks; up to [`MAX_DIGITS`] digits.
/// For numbers as documents write them see [`Numeral`](super::Numeral).
///
/// ```
/// use rumusan::Number;
///
/// assert_eq!("12.50".parse::<Number>()?, Number::ratio(25, 2).unwrap());
/// assert_eq!("-1/3".parse::<Number>()?.to_string(), "-1/3");
/// for text in ["", "1e3", "1,5", "1.", ".5", "1.2.3", "--1", "1/0", "1/2/3", " 1"] {
///     assert_eq!(text.parse::<Number>().unwrap_err().code().as_str(), "bad-number");
/// }
/// # Ok::<(), rumusan::Error>(())
/// ```
impl FromStr for Number {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        // Most numbers are whole and short.
        if (1..=18).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(Self::from(text.bytes().fold(0_i64, |value, digit| value * 10 + i64::from(digit - b'0'))));
        }
        check_digits(text, MAX_DIGITS)?;
        let Some((above, below)) = text.split_once('/') else { return plain(text, text) };
        if !below.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(bad_number(text));
        }
        plain(above, text)?.checked_div(&plain(below, text)?).ok_or_else(|| bad_number(text))
    }
}

/// The decimal text of `mantissa / 10^digits`, the marks as given.
fn write_decimal(mantissa: &Number, digits: usize, group: Option<char>, point: char) -> String {
    let size = match mantissa.as_small() {
        Some((value, _)) => value.unsigned_abs().to_string(),
        None => mantissa.to_big().0.magnitude().to_string(),
    };
    let whole_length = size.len().saturating_sub(digits);
    let (whole, part) = size.split_at(whole_length);
    let mut text = String::with_capacity(size.len() + digits + size.len() / 3 + 3);
    if mantissa.is_negative() {
        text.push('-');
    }
    if whole.is_empty() {
        text.push('0');
    }
    match group {
        None => text.push_str(whole),
        Some(group) => {
            for (at, digit) in whole.char_indices() {
                if at > 0 && (whole_length - at) % 3 == 0 {
                    text.push(group);
                }
                text.push(digit);
            }
        }
    }
    if digits > 0 {
        text.push(point);
        text.extend(std::iter::repeat_n('0', digits - part.len()));
        text.push_str(part);
    }
    text
}

impl Number {
    /// Plain decimal text, where the number has finitely many digits.
    ///
    /// ```
    /// use rumusan::Number;
    ///
    /// assert_eq!("12.50".parse::<Number>()?.to_plain().unwrap(), "12.5");
    /// assert_eq!("1/3".parse::<Number>()?.to_plain(), None);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn to_plain(&self) -> Option<String> {
        let digits = u32::try_from(self.fraction_digits()?).ok()?;
        Some(write_decimal(&self.scaled(digits, Rounding::Down), usize::try_from(digits).ok()?, None, '.'))
    }

    /// Plain text rounded to exactly `digits` fraction digits: no exponent, no marks between thousands, never `-0`.
    ///
    /// ```
    /// use rumusan::{Number, number::Rounding};
    ///
    /// assert_eq!("14400/154".parse::<Number>()?.to_fixed(6, Rounding::HalfUp), "93.506494");
    /// assert_eq!("-0.001".parse::<Number>()?.to_fixed(2, Rounding::HalfUp), "0.00");
    /// assert_eq!(Number::from(5).to_fixed(2, Rounding::HalfUp), "5.00");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn to_fixed(&self, digits: u16, rounding: Rounding) -> String {
        write_decimal(&self.scaled(u32::from(digits), rounding), usize::from(digits), None, '.')
    }

    /// Indonesian text rounded to exactly `digits` fraction digits: points between thousands, a comma before decimals.
    ///
    /// ```
    /// use rumusan::{Number, number::Rounding};
    ///
    /// assert_eq!("1234567.5".parse::<Number>()?.to_indonesian(2, Rounding::HalfUp), "1.234.567,50");
    /// assert_eq!("-999.995".parse::<Number>()?.to_indonesian(2, Rounding::HalfUp), "-1.000,00");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn to_indonesian(&self, digits: u16, rounding: Rounding) -> String {
        write_decimal(&self.scaled(u32::from(digits), rounding), usize::from(digits), Some('.'), ',')
    }

    /// Indonesian text with every digit, where the number has finitely many.
    ///
    /// ```
    /// use rumusan::Number;
    ///
    /// assert_eq!("10000.95".parse::<Number>()?.to_indonesian_exact().unwrap(), "10.000,95");
    /// assert_eq!("1/3".parse::<Number>()?.to_indonesian_exact(), None);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn to_indonesian_exact(&self) -> Option<String> {
        let digits = u32::try_from(self.fraction_digits()?).ok()?;
        Some(write_decimal(&self.scaled(digits, Rounding::Down), usize::try_from(digits).ok()?, Some('.'), ','))
    }
}

/// The exact number: plain decimal text, or `n/d` where the decimals have no end.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(text) = self.to_plain() {
            return f.write_str(&text);
        }
        if let Some((numerator, denominator)) = self.as_small() {
            return write!(f, "{numerator}/{denominator}");
        }
        let (numerator, denominator) = self.to_big();
        write!(f, "{numerator}/{denominator}")
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

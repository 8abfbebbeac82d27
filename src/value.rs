//! Values: an exact number with its unit, shown as Indonesian reports show it.

use crate::error::Result;
use crate::number::{Real, Rounding};
use crate::unit::Look;
use crate::{Number, Unit};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// The fraction digits of a figure where nobody says otherwise: two are the custom.
const USUAL_DIGITS: u16 = 2;

/// An exact number with its unit.
///
/// The number is unscaled: `75%` holds 0.75. [`Value::shown`] is what a report prints, number x scale.
///
/// ```
/// use rumusan::{Number, Unit, Value};
///
/// let value = Value::new("144/154".parse()?, Unit::percent());
/// assert_eq!(value.to_string(), "93,51%");
/// assert_eq!(Value::new(Number::from(154), Unit::parse("Desa")?).to_string(), "154 desa");
/// assert_eq!(Value::new("1234567.5".parse()?, Unit::rupiah()).to_string(), "Rp1.234.567,50");
/// let rate = Value::new("0.000125".parse()?, Unit::parse("per 100.000 perempuan")?);
/// assert_eq!(rate.to_string(), "12,5 per 100.000 perempuan");
/// # Ok::<(), rumusan::Error>(())
/// ```
///
/// [`Display`](fmt::Display) shows a number that ends within two fraction digits as it is, `87,5%`, and rounds any other
/// half up to two digits, which are then all shown: `7,196` becomes `7,20`. Money is never shown without its sen:
/// whole rupiah have no fraction digits, others two, and `juta rupiah` as many as the sen need.
///
/// A root or a logarithm is seldom a fraction. Such a value has no [`Value::exact`], and every digit that is shown of it is
/// proved; where that fails the error is `undecided-rounding`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    number: Real,
    unit: Unit,
}

impl Value {
    /// A value from the unscaled number: `0.75` and persen is `75%`.
    ///
    /// ```
    /// use rumusan::{Unit, Value};
    ///
    /// assert_eq!(Value::new("0.75".parse()?, Unit::percent()).to_string(), "75%");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn new(number: Number, unit: Unit) -> Self {
        Self { number: Real::from(number), unit }
    }

    /// A value from the unscaled number, which need not be a fraction.
    ///
    /// ```
    /// use rumusan::{Number, Unit, Value, number::Real};
    ///
    /// let root = Real::from(Number::from(2)).root(2)?;
    /// assert_eq!(Value::from_real(root, Unit::none()).to_string(), "1,41");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn from_real(number: Real, unit: Unit) -> Self {
        Self { number, unit }
    }

    /// A value from the number that is printed: `75` and persen is `75%`.
    ///
    /// ```
    /// use rumusan::{Number, Unit, Value};
    ///
    /// assert_eq!(Value::from_shown(&Number::from(75), Unit::percent()).to_string(), "75%");
    /// ```
    pub fn from_shown(shown: &Number, unit: Unit) -> Self {
        // OK because no unit has the scale 0; such a one would leave the number as it is.
        let number = shown.checked_div(unit.scale()).unwrap_or_else(|| shown.clone());
        Self::new(number, unit)
    }

    /// The unscaled number, where it is a fraction: always, save for roots and logarithms.
    ///
    /// ```
    /// use rumusan::{Unit, Value};
    ///
    /// let value = Value::new("144/154".parse()?, Unit::percent());
    /// assert_eq!(value.exact(), Some(&"72/77".parse()?));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn exact(&self) -> Option<&Number> {
        self.number.as_exact()
    }

    /// The unscaled number.
    ///
    /// ```
    /// use rumusan::{Number, Unit, Value};
    ///
    /// assert_eq!(Value::new(Number::from(2), Unit::none()).number().as_exact(), Some(&Number::from(2)));
    /// ```
    pub fn number(&self) -> &Real {
        &self.number
    }

    /// The unit.
    ///
    /// ```
    /// use rumusan::{Number, Unit, Value};
    ///
    /// assert!(Value::new(Number::from(1), Unit::rupiah()).unit().is_rupiah());
    /// ```
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// The number in the printed unit, number x scale: 93.506... for `93,51%`.
    ///
    /// ```
    /// use rumusan::{Unit, Value};
    ///
    /// let value = Value::new("144/154".parse()?, Unit::percent());
    /// assert_eq!(value.shown().as_exact(), Some(&"7200/77".parse()?));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn shown(&self) -> Real {
        match self.number.as_exact() {
            Some(number) => Real::from(number * self.unit.scale()),
            None => self.number.clone() * Real::from(self.unit.scale().clone()),
        }
    }

    /// The number in the printed unit, rounded once from the exact value.
    ///
    /// ```
    /// use rumusan::{Unit, Value, number::Rounding};
    ///
    /// let value = Value::new("144/154".parse()?, Unit::percent());
    /// assert_eq!(value.rounded(1, Rounding::HalfUp)?, "93.5".parse()?);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn rounded(&self, digits: u16, rounding: Rounding) -> Result<Number> {
        self.shown().round(digits, rounding)
    }

    /// Plain text in the printed unit with exactly `digits` fraction digits, for data: `93.506494`.
    ///
    /// ```
    /// use rumusan::{Unit, Value, number::Rounding};
    ///
    /// let value = Value::new("144/154".parse()?, Unit::percent());
    /// assert_eq!(value.to_fixed(6, Rounding::HalfUp)?, "93.506494");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn to_fixed(&self, digits: u16, rounding: Rounding) -> Result<String> {
        // Rounded already: this rounding changes nothing.
        Ok(self.rounded(digits, rounding)?.to_fixed(digits, rounding))
    }

    /// Indonesian text with its unit and exactly `digits` fraction digits.
    ///
    /// ```
    /// use rumusan::{Unit, Value, number::Rounding};
    ///
    /// let value = Value::new("0.2445".parse()?, Unit::percent());
    /// assert_eq!(value.to_indonesian(0, Rounding::HalfUp)?, "24%");
    /// assert_eq!(value.to_indonesian(3, Rounding::HalfUp)?, "24,450%");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn to_indonesian(&self, digits: u16, rounding: Rounding) -> Result<String> {
        Ok(self.with_unit(&self.rounded(digits, rounding)?.to_indonesian(digits, rounding)))
    }

    /// Indonesian text with its unit that hides nothing: all digits, or a fraction where they have no end. A root or a
    /// logarithm is shown with a sign that it is rounded.
    ///
    /// ```
    /// use rumusan::{Unit, Value};
    ///
    /// assert_eq!(Value::new("144/154".parse()?, Unit::percent()).to_exact_text(), "7.200/77%");
    /// assert_eq!(Value::new("1234.56789".parse()?, Unit::none()).to_exact_text(), "1.234,56789");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn to_exact_text(&self) -> String {
        let shown = self.shown();
        let Some(exact) = shown.as_exact() else { return format!("≈ {self}") };
        let figure = exact.to_indonesian_exact().unwrap_or_else(|| {
            let (above, below) = exact.clone().into_parts();
            format!("{}/{}", above.to_indonesian(0, Rounding::Down), below.to_indonesian(0, Rounding::Down))
        });
        // Money keeps its sen in two digits.
        let has_sen = self.is_money() && !exact.is_integer() && exact.round(USUAL_DIGITS, Rounding::Down) == *exact;
        if has_sen { self.to_string() } else { self.with_unit(&figure) }
    }

    /// The figure with what its unit puts before and behind it.
    fn with_unit(&self, figure: &str) -> String {
        let unit = &self.unit;
        match unit.look() {
            Look::Percent => format!("{figure}%"),
            Look::Permil => format!("{figure}‰"),
            Look::Ratio => figure.to_owned(),
            Look::Plain if unit.dimension().is_one() || unit.is_index() => figure.to_owned(),
            _ => match unit.canonical() {
                text if text.contains("rupiah") => money(figure, &text),
                text => format!("{figure} {text}"),
            },
        }
    }

    /// The digits that are shown where nobody says otherwise.
    fn figure(&self) -> Result<String> {
        let shown = self.shown();
        let usual = self.usual_digits();
        let Some(exact) = shown.as_exact() else {
            return Ok(shown.round(usual, Rounding::HalfUp)?.to_indonesian(usual, Rounding::HalfUp));
        };
        let ends = exact.round(usual, Rounding::Down) == *exact;
        // Sen come in two digits or not at all.
        let sen = self.is_money() && usual == USUAL_DIGITS && !exact.is_integer();
        match exact.to_indonesian_exact() {
            Some(all) if ends && !sen => Ok(all),
            _ => Ok(exact.to_indonesian(usual, Rounding::HalfUp)),
        }
    }

    /// Two fraction digits; for money that leaves out powers of ten as many more.
    fn usual_digits(&self) -> u16 {
        let mut digits = USUAL_DIGITS;
        let mut scale = self.unit.scale().clone();
        while self.is_money() && scale < Number::from(1) && digits < 30 {
            scale = &scale * &Number::from(10);
            digits += 1;
        }
        digits
    }

    fn is_money(&self) -> bool {
        let nouns = self.unit.dimension().exponents();
        self.unit.look() == Look::Plain && nouns.iter().any(|(noun, own)| noun.is_rupiah() && *own > 0)
    }
}

/// `Rp1.234,50`, `Rp11,48 juta`, `-Rp500 per orang`: the sign of money stands before the figure.
fn money(figure: &str, unit: &str) -> String {
    let (sign, digits) = match figure.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", figure),
    };
    // `juta rupiah per orang` leaves `juta per orang` behind the figure.
    let rest: Vec<&str> = unit.split(' ').filter(|word| *word != "rupiah").collect();
    if unit.starts_with("rupiah") || unit.contains(" rupiah") && !unit.starts_with("per ") {
        return format!("{sign}Rp{digits} {}", rest.join(" ")).trim_end().to_owned();
    }
    format!("{figure} {unit}")
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.figure() {
            Ok(figure) => f.write_str(&self.with_unit(&figure)),
            Err(error) => write!(f, "({error})"),
        }
    }
}

/// What a value is in data: the exact number, or for a root or logarithm its digits.
#[derive(Serialize, Deserialize)]
struct Data {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number: Option<Number>,
    /// Fifteen digits of a number that no fraction is; not read back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    approximate: Option<Number>,
    unit: Unit,
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let number = self.exact().cloned();
        let approximate = match number {
            Some(_) => None,
            None => self.number.round(15, Rounding::HalfUp).ok(),
        };
        Data { number, approximate, unit: self.unit.clone() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let data = Data::deserialize(deserializer)?;
        let number = data.number.ok_or_else(|| serde::de::Error::custom("a value without an exact number"))?;
        Ok(Self::new(number, data.unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(number: &str, unit: &str) -> String {
        Value::new(number.parse().unwrap(), Unit::parse(unit).unwrap()).to_string()
    }

    #[test]
    fn figures_look_as_in_reports() {
        for (number, unit, text) in [
            ("144/154", "persen", "93,51%"),
            ("0.875", "persen", "87,5%"),
            ("1", "%", "100%"),
            ("0.07196", "persen", "7,20%"),
            ("-0.05", "persen", "-5%"),
            ("0.0062", "persen poin", "0,62 persen poin"),
            ("0.0032", "permil", "3,2‰"),
            ("154", "Desa", "154 desa"),
            ("1234567", "jiwa", "1.234.567 orang"),
            ("0.000125", "per 100.000 perempuan", "12,5 per 100.000 perempuan"),
            ("0.0011", "korban per 10.000 anak", "11 korban per 10.000 anak"),
            ("275206/3657", "orang/km2", "75,25 orang per km2"),
            ("91.01", "indeks", "91,01"),
            ("0.62", "poin", "0,62 poin"),
            ("22303/30000", "tanpa satuan", "0,74"),
            ("0.5", "rasio", "0,5"),
            ("0.9351", "indeks x 100", "93,51"),
            ("0.9351", "tanpa satuan x 100", "93,51"),
            ("1234567.5", "rupiah", "Rp1.234.567,50"),
            ("5000", "Rp", "Rp5.000"),
            ("-5000", "Rp", "-Rp5.000"),
            ("10000.95", "rupiah", "Rp10.000,95"),
            ("1/3", "rupiah", "Rp0,33"),
            ("11481234", "juta rupiah", "Rp11,481234 juta"),
            ("11480000", "Rp juta", "Rp11,48 juta"),
            ("11481234.05", "Rp juta", "Rp11,48123405 juta"),
            ("1250", "rupiah per orang", "Rp1.250 per orang"),
            ("-0.001", "desa", "0,00 desa"),
        ] {
            assert_eq!(shown(number, unit), text);
        }
    }

    #[test]
    fn a_sum_of_money_hides_no_sen() {
        let sum = "10000".parse::<Number>().unwrap() + "0.95".parse::<Number>().unwrap();
        assert_eq!(Value::new(sum, Unit::rupiah()).to_string(), "Rp10.000,95");
    }

    #[test]
    fn rounding_happens_once_from_the_exact_value() {
        let value = Value::new("0.2445".parse().unwrap(), Unit::percent());
        assert_eq!(value.to_indonesian(0, Rounding::HalfUp).unwrap(), "24%");
        assert_eq!(value.to_indonesian(1, Rounding::HalfUp).unwrap(), "24,5%");
        assert_eq!(value.to_indonesian(1, Rounding::HalfEven).unwrap(), "24,4%");
    }

    #[test]
    fn a_root_shows_proved_digits() {
        let root = Real::from(Number::from(2)).root(2).unwrap();
        let value = Value::from_real(root, Unit::percent());
        assert_eq!(value.exact(), None);
        assert_eq!(value.to_string(), "141,42%");
        assert_eq!(value.to_fixed(6, Rounding::Down).unwrap(), "141.421356");
        assert_eq!(serde_json::to_value(&value).unwrap()["approximate"], "1.414213562373095");
    }

    #[test]
    fn values_survive_json() {
        let value = Value::new("144/154".parse().unwrap(), Unit::percent());
        let json = serde_json::to_string(&value).unwrap();
        assert_eq!(json, r#"{"number":"72/77","unit":"persen"}"#);
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), value);
    }
}

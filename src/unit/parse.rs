//! The spellings of units: what the satuan column of a document holds.

use super::{Dimension, Look, Noun, Unit};
use crate::Number;
use crate::error::{Code, Error, Result};
use crate::number::{Numeral, NumeralStyle};

/// Units with a look of their own, and their spellings.
#[rustfmt::skip]
const LOOKS: &[(&[&str], Look)] = &[
    (&["%", "persen", "persentase", "prosentase", "prosen", "pct", "percent", "per cent", "per seratus"], Look::Percent),
    (&["persen poin", "poin persen", "poin persentase", "persentase poin", "% poin", "pp"], Look::PercentPoint),
    (&["‰", "permil", "promil", "per mil", "per mille", "permille"], Look::Permil),
    (&["poin", "point"], Look::Point),
    (&["rasio", "ratio", "perbandingan"], Look::Ratio),
];

/// Spellings of a bare number.
const NONE: &[&str] = &["tanpa satuan", "-", "–", "—"];

/// Words for powers of a thousand, and the power of ten.
const MULTIPLIERS: &[(&str, u32)] =
    &[("ribu", 3), ("juta", 6), ("miliar", 9), ("milyar", 9), ("triliun", 12), ("trilyun", 12), ("000", 3)];

/// A text longer than this is no unit.
const MAX_LENGTH: usize = 120;

pub(super) fn unit(text: &str) -> Result<Unit> {
    let shown: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let bad = || Error::new(Code::BadUnit).with("satuan", shown.chars().take(40).collect::<String>());
    if shown.is_empty() || shown.len() > MAX_LENGTH {
        return Err(bad());
    }
    Ok(bare(&shown).or_else(|| with_bracket(&shown)).ok_or_else(bad)?.written(&shown))
}

/// `Persen (%)`, `(orang)`: a unit in brackets, alone or behind the same unit in words.
fn with_bracket(text: &str) -> Option<Unit> {
    let (before, inside) = text.strip_suffix(')')?.rsplit_once('(')?;
    let inside = bare(inside.trim())?;
    let before = before.trim();
    if before.is_empty() || bare(before)? == inside { Some(inside) } else { None }
}

fn bare(text: &str) -> Option<Unit> {
    let folded = text.to_lowercase();
    let folded = folded.trim_end_matches('.').trim();
    let folded = folded.strip_prefix("satuan ").unwrap_or(folded);
    if NONE.contains(&folded) {
        return Some(Unit::none());
    }
    if let Some((_, look)) = LOOKS.iter().find(|(spellings, _)| spellings.contains(&folded)) {
        return Some(match look {
            Look::Percent => Unit::percent(),
            Look::PercentPoint => Unit::percent_point(),
            Look::Permil => Unit::new(Dimension::default(), Number::from(1000), Look::Permil),
            Look::Point => Unit::new(Dimension::of(Noun::index()), Number::from(1), Look::Point),
            _ => Unit::new(Dimension::default(), Number::from(1), Look::Ratio),
        });
    }
    if let Some((noun, scale)) = folded.rsplit_once(" x ") {
        let scale = count(scale)?.0;
        return (!scale.is_zero()).then(|| Some(bare(noun)?.scaled(scale)))?;
    }
    if let Some(noun) = Noun::new(text.trim()) {
        // `juta` and `ribu` before or behind a noun multiply it; money is the usual case.
        return multiplied(folded).or_else(|| Some(Unit::counted(noun)));
    }
    multiplied(folded).or_else(|| rate(folded)).or_else(|| product(folded).map(Unit::of))
}

/// `juta rupiah`, `Rp juta`, `Rp 000`, `ribu orang`: figures that leave out thousands.
fn multiplied(folded: &str) -> Option<Unit> {
    let folded = folded.replace("rp.", "rp ").replace(['(', ')'], " ");
    let words: Vec<&str> = folded.split_whitespace().collect();
    let is_multiplier = |word: &&str| MULTIPLIERS.iter().find(|(name, _)| name == word);
    let (&(name, power), noun) = match words.as_slice() {
        [first, rest @ ..] if is_multiplier(first).is_some() => (is_multiplier(first)?, rest.join(" ")),
        [rest @ .., last] if is_multiplier(last).is_some() => (is_multiplier(last)?, rest.join(" ")),
        noun => return noun_only(&noun.join(" ")),
    };
    let dimension = Dimension::of(Noun::new(&noun)?);
    // `000` stands for thousands of rupiah alone.
    if name == "000" && !dimension.as_noun().is_some_and(Noun::is_rupiah) {
        return None;
    }
    let scale = Number::from(10).checked_pow(-i64::from(power)).ok()?;
    Some(Unit::of(dimension).scaled(scale))
}

/// `Rp.`, once its dot is gone.
fn noun_only(text: &str) -> Option<Unit> {
    (text == "rp").then(Unit::rupiah)
}

/// The word for a scale: nothing for 1, `juta` for a millionth, `None` where there is no word.
pub(super) fn multiplier_word(scale: &Number) -> Option<&'static str> {
    if *scale == Number::from(1) {
        return Some("");
    }
    let word =
        |(_, power): &&(&str, u32)| Number::from(10).checked_pow(-i64::from(*power)).is_ok_and(|own| own == *scale);
    MULTIPLIERS.iter().find(word).map(|(name, _)| *name)
}

/// A number in a unit and what follows it: `100.000`, `1000`, `100 ribu`.
fn count(text: &str) -> Option<(Number, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let digits = digits.trim_end_matches(['.', ',']);
    let numeral = Numeral::parse_with(digits, NumeralStyle::Indonesian, 30).ok()?;
    // `100,000` in a unit is a hundred thousand, whatever marks the document uses: nobody counts per 100 point zero.
    let value = match numeral.other() {
        Some(other) if other.is_integer() && other > numeral.value() => other.clone(),
        _ => numeral.into_value(),
    };
    let rest = rest.trim_start();
    let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
    match MULTIPLIERS.iter().find(|(name, _)| *name == word) {
        Some((_, power)) => Some((&value * &Number::from(10).checked_pow(i64::from(*power)).ok()?, after)),
        None => Some((value, rest)),
    }
}

/// `kasus per 100.000 penduduk`, `per 1.000`, `rasio per 10.000 anak`, `orang/km2`.
fn rate(folded: &str) -> Option<Unit> {
    let (above, below) = match folded.strip_prefix("per ") {
        Some(below) => ("", below),
        None => match folded.split_once(" per ") {
            Some((above, below)) => (above, below),
            None => folded.split_once('/')?,
        },
    };
    let above = above.trim();
    let above = match above {
        "" | "rasio" | "ratio" | "angka" | "1" => Dimension::default(),
        _ => product(above)?,
    };
    let below = below.trim();
    if !below.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(Unit::of(&above / &product_per(below)?));
    }
    let (scale, noun) = count(below)?;
    let below = if noun.is_empty() { Dimension::default() } else { product_per(noun)? };
    let dimension = &above / &below;
    if scale == Number::from(1) {
        return Some(Unit::of(dimension));
    }
    let power_of_ten = (1..=15).any(|power| Number::from(10).checked_pow(power).is_ok_and(|own| own == scale));
    power_of_ten.then(|| Unit::rate(dimension, scale))
}

/// `orang per tahun` behind the first `per`: each further noun divides too.
fn product_per(folded: &str) -> Option<Dimension> {
    folded.split(" per ").try_fold(Dimension::default(), |all, part| Some(&all * &product(part)?))
}

/// `orang·hari^2`
fn product(folded: &str) -> Option<Dimension> {
    folded.split('·').try_fold(Dimension::default(), |all, part| {
        let (noun, exponent) = match part.split_once('^') {
            Some((noun, exponent)) => (noun, exponent.trim().parse::<u16>().ok()?),
            None => (part, 1),
        };
        let noun = match noun.trim() {
            "kapita" => Noun::new("orang")?,
            noun => Noun::new(noun)?,
        };
        Some(&all * &Dimension::of(noun).power(i32::from(exponent)))
    })
}

//! What a quantity counts or measures: nouns with whole exponents.

use super::Noun;
use std::fmt;
use std::ops::{Div, Mul};

/// Nouns with whole exponents: `desa`, `korban` per `perempuan`. A group under multiplication: the product is
/// associative and commutative, [`Dimension::default`] is its one, and every dimension has an inverse.
///
/// ```
/// use rumusan::unit::{Dimension, Noun};
///
/// let villages = Dimension::of(Noun::new("desa").unwrap());
/// let people = Dimension::of(Noun::new("orang").unwrap());
/// let rate = &people / &villages;
/// assert_eq!(rate.to_string(), "orang per desa");
/// assert_eq!(&rate * &villages, people);
/// assert!((&villages / &villages).is_one());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Dimension {
    /// Sorted by noun; no exponent is zero.
    exponents: Vec<(Noun, i32)>,
}

impl Dimension {
    /// One noun.
    ///
    /// ```
    /// use rumusan::unit::{Dimension, Noun};
    ///
    /// assert_eq!(Dimension::of(Noun::rupiah()).to_string(), "rupiah");
    /// ```
    pub fn of(noun: Noun) -> Self {
        Self { exponents: vec![(noun, 1)] }
    }

    /// The nouns with their exponents, none zero.
    ///
    /// ```
    /// use rumusan::unit::{Dimension, Noun};
    ///
    /// assert_eq!(Dimension::of(Noun::rupiah()).power(2).exponents(), [(Noun::rupiah(), 2)]);
    /// ```
    pub fn exponents(&self) -> &[(Noun, i32)] {
        &self.exponents
    }

    /// Whether there is no noun in it.
    ///
    /// ```
    /// assert!(rumusan::unit::Dimension::default().is_one());
    /// ```
    pub fn is_one(&self) -> bool {
        self.exponents.is_empty()
    }

    /// The noun, where it is one noun to the first power.
    ///
    /// ```
    /// use rumusan::unit::{Dimension, Noun};
    ///
    /// assert_eq!(Dimension::of(Noun::index()).as_noun(), Some(&Noun::index()));
    /// ```
    pub fn as_noun(&self) -> Option<&Noun> {
        match self.exponents.as_slice() {
            [(noun, 1)] => Some(noun),
            _ => None,
        }
    }

    /// The inverse.
    ///
    /// ```
    /// use rumusan::unit::{Dimension, Noun};
    ///
    /// let rupiah = Dimension::of(Noun::rupiah());
    /// assert!((&rupiah * &rupiah.inverse()).is_one());
    /// ```
    #[must_use]
    pub fn inverse(&self) -> Self {
        self.power(-1)
    }

    /// A whole power.
    ///
    /// ```
    /// use rumusan::unit::{Dimension, Noun};
    ///
    /// let rupiah = Dimension::of(Noun::rupiah());
    /// assert_eq!(rupiah.power(2), &rupiah * &rupiah);
    /// ```
    #[must_use]
    pub fn power(&self, exponent: i32) -> Self {
        let mut exponents = self.exponents.clone();
        for (_, own) in &mut exponents {
            *own = own.saturating_mul(exponent);
        }
        exponents.retain(|(_, own)| *own != 0);
        Self { exponents }
    }

    /// The root of a whole degree, where every exponent has one.
    ///
    /// ```
    /// use rumusan::unit::{Dimension, Noun};
    ///
    /// let rupiah = Dimension::of(Noun::rupiah());
    /// assert_eq!(rupiah.power(2).root(2), Some(rupiah.clone()));
    /// assert_eq!(rupiah.root(2), None);
    /// ```
    pub fn root(&self, degree: i32) -> Option<Self> {
        if degree == 0 || self.exponents.iter().any(|(_, own)| own % degree != 0) {
            return None;
        }
        let exponents = self.exponents.iter().map(|(noun, own)| (noun.clone(), own / degree)).collect();
        Some(Self { exponents })
    }

    /// Whether quantities of both can be added or compared: the same exponents over nouns that are alike.
    ///
    /// ```
    /// use rumusan::unit::{Dimension, Noun};
    ///
    /// let of = |noun| Dimension::of(Noun::new(noun).unwrap());
    /// assert!(of("korban").is_alike(&of("anak")));
    /// assert!(!of("korban").is_alike(&of("desa")));
    /// ```
    pub fn is_alike(&self, other: &Self) -> bool {
        if self == other {
            return true;
        }
        let part = |of: &Self, sign: i32| -> Vec<(Noun, i32)> {
            of.exponents.iter().filter(|(_, own)| own.signum() == sign).cloned().collect()
        };
        [1, -1].into_iter().all(|sign| pair_up(&part(self, sign), &part(other, sign)))
    }

    /// What the sum of two alike quantities counts: the same nouns, or what they are both a kind of.
    pub(crate) fn joined(&self, other: &Self) -> Self {
        if self == other {
            return self.clone();
        }
        let known = |of: &Self| of.exponents.iter().all(|(noun, _)| noun.is_known());
        match (known(self), known(other)) {
            (true, false) => return self.clone(),
            (false, true) => return other.clone(),
            _ => {}
        }
        match (self.as_noun(), other.as_noun()) {
            (Some(one), Some(two)) if one.parts().is_some() || two.kind() == "unit" => Self::of(one.clone()),
            (Some(one), Some(two)) if two.parts().is_some() || one.kind() == "unit" => Self::of(two.clone()),
            (Some(one), Some(two)) if one.kind() == two.kind() => Self::of(one.general()),
            _ => self.clone(),
        }
    }

    /// Whether it is a count of one thing by a count of another: a bare ratio that may be shown in percent.
    ///
    /// ```
    /// use rumusan::unit::{Dimension, Noun};
    ///
    /// let of = |noun| Dimension::of(Noun::new(noun).unwrap());
    /// assert!((&of("guru") / &of("sekolah")).is_ratio());
    /// assert!(!(&of("rupiah") / &of("orang")).is_ratio());
    /// ```
    pub fn is_ratio(&self) -> bool {
        let sum: i64 = self.exponents.iter().map(|(_, own)| i64::from(*own)).sum();
        // Money by people is no share of anything; a noun of which nothing is known can be money.
        let (money, unknown) = (
            self.exponents.iter().any(|(noun, _)| noun.is_rupiah()),
            self.exponents.iter().any(|(noun, _)| !noun.is_known()),
        );
        sum == 0 && (!money || unknown)
    }

    fn combine(&self, other: &Self, sign: i32) -> Self {
        let mut exponents = Vec::with_capacity(self.exponents.len() + other.exponents.len());
        let (mut ours, mut theirs) = (self.exponents.iter().peekable(), other.exponents.iter().peekable());
        loop {
            let order = match (ours.peek(), theirs.peek()) {
                (None, None) => return Self { exponents },
                (Some(_), None) => std::cmp::Ordering::Less,
                (None, Some(_)) => std::cmp::Ordering::Greater,
                (Some((a, _)), Some((b, _))) => a.cmp(b),
            };
            let mut own = 0_i32;
            let mut noun = None;
            if order.is_le()
                && let Some((found, exponent)) = ours.next()
            {
                (noun, own) = (Some(found), *exponent);
            }
            if order.is_ge()
                && let Some((found, exponent)) = theirs.next()
            {
                (noun, own) = (Some(found), own.saturating_add(exponent.saturating_mul(sign)));
            }
            if own != 0
                && let Some(noun) = noun
            {
                exponents.push((noun.clone(), own));
            }
        }
    }
}

/// Whether every factor has a partner of its own among the others. What is alike to two of them must not take the only
/// partner of a third: where it did, partners change along a chain.
fn pair_up(ours: &[(Noun, i32)], theirs: &[(Noun, i32)]) -> bool {
    if ours.len() != theirs.len() {
        return false;
    }
    let alike = |at: usize, to: usize| ours[at].1 == theirs[to].1 && ours[at].0.is_alike(&theirs[to].0);
    let mut partner: Vec<Option<usize>> = vec![None; theirs.len()];
    (0..ours.len()).all(|first| {
        let mut wanted_by: Vec<Option<usize>> = vec![None; theirs.len()];
        let mut open = vec![first];
        while let Some(at) = open.pop() {
            for to in 0..theirs.len() {
                if wanted_by[to].is_some() || !alike(at, to) {
                    continue;
                }
                wanted_by[to] = Some(at);
                if let Some(holder) = partner[to] {
                    open.push(holder);
                    continue;
                }
                let mut free = Some(to);
                while let Some(to) = free {
                    // Who moves here leaves the partner it had.
                    let mover = wanted_by[to];
                    free = partner.iter().position(|holder| mover.is_some() && *holder == mover);
                    partner[to] = mover;
                }
                return true;
            }
        }
        false
    })
}

impl Mul for &Dimension {
    type Output = Dimension;

    fn mul(self, other: Self) -> Dimension {
        self.combine(other, 1)
    }
}

impl Div for &Dimension {
    type Output = Dimension;

    fn div(self, other: Self) -> Dimension {
        self.combine(other, -1)
    }
}

/// `korban per perempuan`; products have a dot, powers a `^`. Nothing for the dimension without nouns.
impl fmt::Display for Dimension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let power = |f: &mut fmt::Formatter<'_>, noun: &Noun, exponent: u32| match exponent {
            1 => write!(f, "{noun}"),
            _ => write!(f, "{noun}^{exponent}"),
        };
        let mut first = true;
        for (noun, exponent) in self.exponents.iter().filter(|(_, own)| *own > 0) {
            f.write_str(if first { "" } else { "·" })?;
            power(f, noun, exponent.unsigned_abs())?;
            first = false;
        }
        for (noun, exponent) in self.exponents.iter().filter(|(_, own)| *own < 0) {
            f.write_str(if first { "per " } else { " per " })?;
            power(f, noun, exponent.unsigned_abs())?;
            first = false;
        }
        Ok(())
    }
}

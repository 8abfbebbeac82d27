//! Roots, powers and logarithms: known values, worked examples, and what no bounds can decide.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use rumusan::Number;
use rumusan::number::{Real, Rounding};

fn real(text: &str) -> Real {
    Real::from(text.parse::<Number>().unwrap())
}

fn shown(real: &Real, digits: u16) -> String {
    real.round(digits, Rounding::HalfUp).unwrap().to_fixed(digits, Rounding::HalfUp)
}

#[test]
fn known_values() {
    assert_eq!(
        shown(&real("2").root(2).unwrap(), 60),
        "1.414213562373095048801688724209698078569671875376948073176680"
    );
    assert_eq!(shown(&real("2").ln().unwrap(), 50), "0.69314718055994530941723212145817656807550013436026");
    assert_eq!(shown(&real("10").ln().unwrap(), 50), "2.30258509299404568401799145468436420760110148862877");
    assert_eq!(shown(&real("2").log10().unwrap(), 50), "0.30102999566398119521373889472449302676818988146211");
    assert_eq!(shown(&real("0.00001").ln().unwrap(), 20), "-11.51292546497022842009");
    assert_eq!(shown(&real("123456789").log10().unwrap(), 20), "8.09151497716927044752");
    // 2 to the power of the root of 2 (Gelfond and Schneider).
    let power = real("2").power(real("2").root(2).unwrap()).unwrap();
    assert_eq!(shown(&power, 30), "2.665144142690225188650297249873");
    // A mean growth rate over five years: (1250 / 1000) ^ (1/5) - 1.
    let growth = real("1.25").power(real("0.2")).unwrap() - real("1");
    assert_eq!(shown(&growth, 12), "0.045639552591");
    // An exponent with many digits goes by way of the logarithm.
    assert_eq!(shown(&real("10").power(real("0.30102999566398119521")).unwrap(), 15), "2.000000000000000");
}

#[test]
fn what_is_a_fraction_stays_one() {
    let exact = |real: rumusan::Result<Real>| real.unwrap().as_exact().unwrap().to_string();
    assert_eq!(exact(real("2.25").root(2)), "1.5");
    assert_eq!(exact(real("0.000001").root(3)), "0.01");
    assert_eq!(exact(real("1/16").power(real("-0.75"))), "8");
    assert_eq!(exact(real("1").power(real("2/7"))), "1");
    assert_eq!(exact(real("0").root(2)), "0");
    assert_eq!(exact(real("1000000").log10()), "6");
    assert_eq!(exact(real("0.01").log10()), "-2");
    assert_eq!(exact(Ok(real("3").root(2).unwrap() * real("12").root(2).unwrap())), "6");
    assert_eq!(exact(real("18").root(2).unwrap().divide(real("2").root(2).unwrap())), "3");
    assert_eq!(exact(real("5").root(4).unwrap().power(real("4"))), "5");
    assert_eq!(exact(Ok(real("2").ln().unwrap() - real("2").ln().unwrap())), "0");
}

#[test]
fn what_cannot_be_decided_is_an_error() {
    let code = |result: rumusan::Result<Number>| result.unwrap_err().code().as_str();
    // (1 + root 2) * (root 2 - 1) is 1, but no bounds show that it is not below.
    let one = (real("1") + real("2").root(2).unwrap()) * (real("2").root(2).unwrap() - real("1"));
    assert_eq!(code(one.round(0, Rounding::Floor)), "undecided-rounding");
    assert_eq!(one.round(6, Rounding::HalfUp).unwrap(), Number::ONE);
    let zero = one - real("1");
    assert_eq!(code(real("1").divide(zero.clone()).unwrap().round(2, Rounding::HalfUp)), "undecided-rounding");
    assert_eq!(code(zero.root(2).unwrap().round(2, Rounding::HalfUp)), "undecided-rounding");

    let below_zero = real("1") - real("2").root(2).unwrap();
    assert_eq!(code(below_zero.clone().root(2).unwrap().round(2, Rounding::HalfUp)), "not-computable");
    assert_eq!(code(below_zero.ln().unwrap().round(2, Rounding::HalfUp)), "not-computable");
    assert_eq!(real("1").divide(real("0")).unwrap_err().code().as_str(), "zero-denominator");
    assert_eq!(real("0").power(real("-0.5")).unwrap_err().code().as_str(), "zero-denominator");
    assert_eq!(code(real("2").root(2).unwrap().round(60_000, Rounding::HalfUp)), "number-too-long");
}

#[test]
fn huge_powers_end_at_once() {
    let huge = |base: &str, exponent: &str| {
        real(base).power(real(exponent)).and_then(|power| power.round(2, Rounding::HalfUp)).unwrap_err().code().as_str()
    };
    assert_eq!(huge("9", "387420489"), "number-too-long");
    assert_eq!(huge("9", "387420489.5"), "number-too-long");
    assert_eq!(huge("9.5", "99999999999999999999999.5"), "number-too-long");
    let tower = real("2").root(2).unwrap().power(real("999999999")).unwrap();
    assert!(tower.round(2, Rounding::HalfUp).is_err());
    let tower = (real("2").root(2).unwrap() + real("1")).power(real("999999999")).unwrap();
    assert!(tower.round(2, Rounding::HalfUp).is_err());
    // Far below the last digit, but known to be so.
    let tiny = real("2").power(real("-3333.5")).unwrap();
    assert_eq!(shown(&tiny, 6), "0.000000");
}

/// The gender inequality index of BPS, as published for three regions.
#[test]
fn gender_inequality_index() {
    let index = |[mtf, mhpk20, lm, lf, sm, sf, tm, tf]: [&str; 8]| -> rumusan::Result<Real> {
        let below = real(mtf) * real(mhpk20);
        let health = real("0.00005").divide(below)?.root(2)?;
        let women = (real(lf) * real(sf)).root(2)?;
        let men = (real(lm) * real(sm)).root(2)?;
        let of_women = (health.clone() * women.clone() * real(tf)).root(3)?;
        let of_men = (men.clone() * real(tm)).root(3)?;
        let harmonic = real("2").divide(real("1").divide(of_women)? + real("1").divide(of_men)?)?;
        let half = real("1/2");
        let mean =
            ((health + real("1")) * half.clone()) * ((women + men) * half.clone()) * ((real(tf) + real(tm)) * half);
        Ok(real("1") - harmonic.divide(mean.root(3)?)?)
    };
    let rows = [
        (["0.198", "0.279", "0.7800", "0.2200", "0.3655", "0.2863", "0.8296", "0.4225"], "0.508"),
        (["0.255", "0.318", "0.9091", "0.0909", "0.3695", "0.2856", "0.8075", "0.4362"], "0.575"),
        (["0.373", "0.429", "0.8800", "0.1200", "0.2035", "0.1228", "0.8700", "0.3781"], "0.627"),
    ];
    for (inputs, published) in rows {
        assert_eq!(shown(&index(inputs).unwrap(), 3), published);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A rounded root, squared back, lies on the side that the rounding promises.
    #[test]
    fn roots_round_to_the_right_side(value in 1_u64.., degree in 2_u32..20, digits in 0_u16..30) {
        let value = Number::from(value);
        let root = Real::from(value.clone()).root(degree).unwrap();
        let floor = root.round(digits, Rounding::Floor).unwrap();
        let unit = Number::from(10).checked_pow(-i64::from(digits)).unwrap();
        prop_assert!(floor.checked_pow(degree.into()).unwrap() <= value);
        prop_assert!((&floor + &unit).checked_pow(degree.into()).unwrap() > value);
        let near = root.round(digits, Rounding::HalfUp).unwrap();
        let half = unit * Number::ratio(1, 2).unwrap();
        prop_assert!((&near + &half).checked_pow(degree.into()).unwrap() > value);
    }

    #[test]
    fn logarithms_of_products_are_sums(a in 1_u32.., b in 1_u32..) {
        let log = |n: u64| Real::from(Number::from(n)).ln().unwrap();
        let whole = log(u64::from(a) * u64::from(b)).round(30, Rounding::HalfUp).unwrap();
        let parts = (log(a.into()) + log(b.into())).round(30, Rounding::HalfUp).unwrap();
        prop_assert_eq!(whole, parts);
    }

    #[test]
    fn powers_invert_roots(a in 1_u32..1000, b in 1_u32..1000, degree in 17_u32..40) {
        let base = Number::ratio(a, b).unwrap();
        let sum = Real::from(base.clone()).root(degree).unwrap() + Real::from(Number::ratio(1, 7).unwrap());
        let back = (sum - Real::from(Number::ratio(1, 7).unwrap())).power(Real::from(Number::from(degree))).unwrap();
        prop_assert_eq!(back.round(20, Rounding::HalfUp).unwrap(), base.round(20, Rounding::HalfUp));
    }
}

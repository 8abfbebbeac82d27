//! Numbers beside an independent big rational: every operation, every rounding, small and large.

#![allow(clippy::unwrap_used)]

use num_bigint::BigInt;
use num_rational::Ratio;
use num_traits::{Pow, Signed, Zero};
use proptest::prelude::*;
use rumusan::Number;
use rumusan::number::{Numeral, NumeralStyle, Rounding};
use rust_decimal::Decimal;
use std::hash::{BuildHasher, RandomState};

type Oracle = Ratio<BigInt>;

fn number(oracle: &Oracle) -> Number {
    format!("{}/{}", oracle.numer(), oracle.denom()).parse().unwrap()
}

/// The rounded mantissa, by the definitions of a textbook.
fn rounded(value: &Oracle, digits: u32, rounding: Rounding) -> BigInt {
    let scaled = value * BigInt::from(10).pow(digits);
    let half = Ratio::new(BigInt::from(1), BigInt::from(2));
    let (floor, ceiling) = (scaled.floor().to_integer(), scaled.ceil().to_integer());
    match rounding {
        Rounding::Floor => floor,
        Rounding::Ceiling => ceiling,
        Rounding::Down => scaled.trunc().to_integer(),
        Rounding::HalfUp if scaled.is_negative() => (scaled - half).ceil().to_integer(),
        Rounding::HalfUp => (scaled + half).floor().to_integer(),
        Rounding::HalfEven => {
            let to_floor = &scaled - &floor;
            if to_floor < half || (to_floor == half && (&floor % 2_u8).is_zero()) { floor } else { ceiling }
        }
    }
}

/// Integers of every width, many of them beside the limits of i64, u64 and i128.
fn integer() -> impl Strategy<Value = BigInt> {
    let near = |bits: u32| {
        (-3_i64..=3, any::<bool>()).prop_map(move |(off, negative)| {
            let value = BigInt::from(2).pow(bits) + off;
            if negative { -value } else { value }
        })
    };
    prop_oneof![
        4 => (-1000_i64..1000).prop_map(BigInt::from),
        2 => any::<i64>().prop_map(BigInt::from),
        2 => any::<i128>().prop_map(BigInt::from),
        1 => near(63),
        1 => near(64),
        2 => near(127),
        1 => (any::<i128>(), any::<i128>()).prop_map(|(a, b)| BigInt::from(a) * b),
        1 => (0_u32..60).prop_map(|exponent| BigInt::from(10).pow(exponent)),
    ]
}

fn fraction() -> impl Strategy<Value = Oracle> {
    (integer(), integer())
        .prop_filter("no denominator of zero", |(_, denominator)| !denominator.is_zero())
        .prop_map(|(numerator, denominator)| Ratio::new(numerator, denominator))
}

/// Fractions that lie on a tie of some digit, or a hair beside it.
fn near_tie() -> impl Strategy<Value = Oracle> {
    (any::<i64>(), 0_u32..8, -1_i8..=1, 9_u32..40).prop_map(|(mantissa, digits, off, far)| {
        let tie = Ratio::new(BigInt::from(mantissa) * 10 + 5, BigInt::from(10).pow(digits + 1));
        tie + Ratio::new(BigInt::from(off), BigInt::from(10).pow(far))
    })
}

proptest! {
    #[test]
    fn operations_agree(a in fraction(), b in fraction()) {
        let (x, y) = (number(&a), number(&b));
        prop_assert_eq!(&x + &y, number(&(&a + &b)));
        prop_assert_eq!(&x - &y, number(&(&a - &b)));
        prop_assert_eq!(&x * &y, number(&(&a * &b)));
        prop_assert_eq!(x.checked_div(&y), (!b.is_zero()).then(|| number(&(&a / &b))));
        prop_assert_eq!(-&x, number(&-&a));
        prop_assert_eq!(x.abs(), number(&a.abs()));
        prop_assert_eq!(x.cmp(&y), a.cmp(&b));
        prop_assert_eq!(x == y, a == b);
        prop_assert_eq!(x.is_integer(), a.is_integer());
        prop_assert_eq!(x.is_negative(), a.is_negative());
        prop_assert_eq!(x.clone().min(y.clone()), number(&a.clone().min(b.clone())));
        let (above, below) = x.into_parts();
        prop_assert_eq!(above.to_string(), a.numer().to_string());
        prop_assert_eq!(below.to_string(), a.denom().to_string());
    }

    #[test]
    fn what_comes_back_small_is_the_same_number(a in fraction(), b in fraction()) {
        let (x, y) = (number(&a), number(&b));
        let back = (&x + &y) - &y;
        prop_assert_eq!(&back, &x);
        let hasher = RandomState::new();
        prop_assert_eq!(hasher.hash_one(&back), hasher.hash_one(&x));
        if !y.is_zero() {
            prop_assert_eq!((&x * &y).checked_div(&y), Some(x));
        }
    }

    #[test]
    fn powers_agree(a in fraction(), exponent in -9_i32..10) {
        let power = number(&a).checked_pow(exponent.into());
        if a.is_zero() && exponent < 0 {
            prop_assert_eq!(power.unwrap_err().code().as_str(), "zero-denominator");
        } else {
            prop_assert_eq!(power.unwrap(), number(&Pow::pow(&a, exponent)));
        }
    }

    #[test]
    fn roundings_agree(a in prop_oneof![fraction(), near_tie()], digits in 0_u16..45) {
        let x = number(&a);
        for rounding in Rounding::ALL {
            let mantissa = rounded(&a, digits.into(), rounding);
            let expected = Ratio::new(mantissa.clone(), BigInt::from(10).pow(u32::from(digits)));
            prop_assert_eq!(x.round(digits, rounding), number(&expected));

            let text = x.to_fixed(digits, rounding);
            let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
            prop_assert_eq!(part.len(), usize::from(digits));
            prop_assert_eq!(text.parse::<Number>().unwrap(), number(&expected));
            prop_assert!(!whole.starts_with('-') || !mantissa.is_zero());
            prop_assert!(whole.trim_start_matches('-') == "0" || !whole.trim_start_matches('-').starts_with('0'));

            let indonesian = x.to_indonesian(digits, rounding);
            prop_assert_eq!(indonesian.replace('.', "").replace(',', "."), text);
        }
    }

    #[test]
    fn texts_read_back(a in prop_oneof![fraction(), near_tie()]) {
        let x = number(&a);
        prop_assert_eq!(x.to_string().parse::<Number>().unwrap(), x.clone());
        let json = serde_json::to_string(&x).unwrap();
        prop_assert_eq!(serde_json::from_str::<Number>(&json).unwrap(), x.clone());
        if let Some(text) = x.to_indonesian_exact() {
            let numeral = Numeral::parse(&text).unwrap();
            prop_assert_eq!(numeral.value(), &x);
        }
    }

    #[test]
    fn decimals_are_the_nearest(a in prop_oneof![fraction(), near_tie()]) {
        let most = BigInt::from(Decimal::MAX.mantissa());
        match number(&a).to_decimal() {
            Ok(decimal) => {
                let nearest = rounded(&a, decimal.scale(), Rounding::HalfUp);
                prop_assert_eq!(BigInt::from(decimal.mantissa()), nearest);
                // No digit more would fit, unless the decimal is the number itself.
                if Number::from(decimal) != number(&a) && decimal.scale() < 28 {
                    prop_assert!(rounded(&a, decimal.scale() + 1, Rounding::HalfUp).abs() > most);
                }
            }
            Err(error) => {
                prop_assert_eq!(error.code().as_str(), "out-of-range");
                prop_assert!(rounded(&a, 0, Rounding::HalfUp).abs() > most);
            }
        }
    }

    #[test]
    fn decimals_in_keep_every_digit(mantissa in -(1_i128 << 96) + 1..1_i128 << 96, scale in 0_u32..=28) {
        let decimal = Decimal::from_i128_with_scale(mantissa, scale);
        let expected = Ratio::new(BigInt::from(mantissa), BigInt::from(10).pow(scale));
        prop_assert_eq!(Number::from(decimal), number(&expected));
        prop_assert_eq!(Number::from(decimal).to_decimal().unwrap(), decimal);
    }

    #[test]
    fn no_text_panics(text in "[-+0-9.,/ e−a]{0,12}") {
        let _ = text.parse::<Number>();
        let _ = Numeral::parse(&text);
    }
}

#[test]
fn every_tie_of_the_third_digit_goes_up() {
    for mantissa in 0..1_000_000_i64 {
        let tie = Number::from(Decimal::new(mantissa * 10 + 5, 3));
        let up = Number::from(Decimal::new(mantissa + 1, 2));
        assert_eq!(tie.round(2, Rounding::HalfUp), up);
    }
}

#[test]
fn fractions_stay_fractions() {
    let plain = |text: &str| text.parse::<Number>().unwrap();
    assert_eq!(plain("0.1") + plain("0.2"), plain("0.3"));
    assert_eq!(plain("200.05") - Number::from(200), plain("0.05"));
    let third = plain("1/3");
    assert_eq!(third.clone() * (Number::ONE + Number::ONE + Number::ONE), Number::ONE);
    assert_eq!([third.clone(), third.clone(), third].iter().sum::<Number>(), Number::ONE);
    // A share of 2/37 of a sum of money keeps its last cent.
    assert_eq!((plain("68212208") * plain("2/37")).to_fixed(2, Rounding::HalfUp), "3687146.38");
    // One rounding, from the exact value: never 25 by way of 24.5.
    assert_eq!(plain("24.45").to_fixed(0, Rounding::HalfUp), "24");
}

#[test]
fn money_keeps_its_last_digit() {
    let plain = |text: &str| text.parse::<Number>().unwrap();
    assert_ne!(plain("20000000"), plain("20000001"));
    assert_eq!((plain("10000") + plain("0.95")).to_indonesian_exact().unwrap(), "10.000,95");
    assert_eq!(plain("999999999999999.99").to_string(), "999999999999999.99");
    let sum: Number = (0..514).map(|_| plain("999999999999999.99")).sum();
    assert_eq!(sum.to_string(), "513999999999999994.86");
    assert_eq!(sum.to_indonesian(2, Rounding::HalfUp), "513.999.999.999.999.994,86");
}

#[test]
fn numerals_of_documents() {
    let read = |text: &str| {
        let numeral = Numeral::parse(text).unwrap();
        (numeral.value().to_string(), numeral.other().map(ToString::to_string))
    };
    let sure = |value: &str| (value.to_owned(), None);
    let open = |value: &str, other: &str| (value.to_owned(), Some(other.to_owned()));
    assert_eq!(read("100.000"), sure("100000"));
    assert_eq!(read("1.234.567"), sure("1234567"));
    assert_eq!(read("1.234,5"), sure("1234.5"));
    assert_eq!(read("1.234.567,50"), sure("1234567.5"));
    assert_eq!(read("0,5"), sure("0.5"));
    assert_eq!(read("0.376"), sure("0.376"));
    assert_eq!(read("0,376"), sure("0.376"));
    assert_eq!(read("12.50"), sure("12.5"));
    assert_eq!(read("70.1"), sure("70.1"));
    assert_eq!(read("1234.567"), sure("1234.567"));
    assert_eq!(read("1,9"), sure("1.9"));
    assert_eq!(read("2021"), sure("2021"));
    assert_eq!(read(" -1.234,5 "), sure("-1234.5"));
    assert_eq!(read("\u{2212}7"), sure("-7"));
    assert_eq!(read("1,234,567"), sure("1234567"));
    assert_eq!(read("1,234.5"), sure("1234.5"));
    assert_eq!(read("1.234"), open("1234", "1.234"));
    assert_eq!(read("12,345"), open("12.345", "12345"));
    assert_eq!(read("100,000"), open("100", "100000"));

    let english = Numeral::parse_with("1.234", NumeralStyle::English, 10).unwrap();
    assert_eq!((english.value().to_string(), english.other().unwrap().to_string()), ("1.234".into(), "1234".into()));

    for text in
        ["", "-", "1.23.4", "1,2,3", "1.2,3,4", "1.234,5.6", "12.34,5", "0.123.456", ",5", "5,", "1 2", "1e3", "٣"]
    {
        assert_eq!(Numeral::parse(text).unwrap_err().code().as_str(), "bad-number", "{text}");
    }
}

#[test]
fn hostile_digits_end_at_once() {
    let million = "9".repeat(1_000_000);
    assert_eq!(million.parse::<Number>().unwrap_err().code().as_str(), "number-too-long");
    assert_eq!(Numeral::parse(&million).unwrap_err().code().as_str(), "number-too-long");
    assert_eq!(format!("0,{million}").parse::<Number>().unwrap_err().code().as_str(), "number-too-long");
    assert_eq!("x".repeat(1_000_000).parse::<Number>().unwrap_err().argument("angka").unwrap().len(), 40);

    let long = format!("{}/{}", "7".repeat(4_000), "3".repeat(4_000));
    assert_eq!(long.parse::<Number>().unwrap(), Number::ratio(7, 3).unwrap());
    for exponent in [i64::MAX, i64::MIN, 387_420_489, -4_000_000] {
        assert_eq!(Number::from(9).checked_pow(exponent).unwrap_err().code().as_str(), "number-too-long");
    }
    for exponent in [i64::MAX, i64::MIN] {
        assert_eq!(Number::from(-1).checked_pow(exponent).unwrap().abs(), Number::ONE);
    }
    assert_eq!(Number::ONE.checked_pow(i64::MAX).unwrap(), Number::ONE);
}

#[test]
fn the_limits_of_i128() {
    for value in [i128::MIN, i128::MIN + 1, i128::MAX] {
        let number = Number::from(value);
        assert_eq!(number.to_string(), value.to_string());
        assert_eq!((-&number).to_string(), (-BigInt::from(value)).to_string());
        assert_eq!(number.to_i128(), Some(value));
        assert_eq!(&(&number - &Number::ONE) + &Number::ONE, number);
        assert_eq!(number.reciprocal().unwrap().reciprocal().unwrap(), number);
    }
    assert_eq!(Number::from(u128::MAX).to_string(), u128::MAX.to_string());
}

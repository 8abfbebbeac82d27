//! What holds for every input. The fuzz targets and the replay of their seeds in `cargo test` call the same functions.
//!
//! With a nightly compiler and `cargo install cargo-fuzz`, from the root of the repository:
//!
//! ```text
//! mkdir -p fuzz/corpus/read
//! cargo +nightly fuzz run read fuzz/corpus/read fuzz/seeds/read -- -dict=fuzz/rumus.dict -max_len=65536 -max_total_time=120
//! ```
//!
//! What a fuzzer finds is made small with `cargo +nightly fuzz tmin`, mended, and kept among the seeds.

use num_bigint::BigInt;
use num_rational::Ratio;
use num_traits::{Signed, Zero};
use rumusan::check::Declarations;
use rumusan::data::{CsvReader, Dataset, Numerals};
use rumusan::number::Numeral;
use rumusan::{Error, Formula, Language, Number, Reader, Reading, Rounding, Severity, Span, Strictness};

/// Any text is answered, leniently and strictly, with places inside of it and with words for people.
pub fn read(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    let lenient = Reader::new().read(text);
    match &lenient {
        Ok(reading) => notes_speak(reading, text),
        Err(error) => error_speaks(error, text),
    }
    match (Reader::new().strictness(Strictness::Strict).read(text), &lenient) {
        (Ok(strict), Ok(lenient)) => {
            assert_eq!(&strict, lenient, "strictness changes no reading");
            assert!(strict.notes().all(|note| note.severity() == Severity::Info), "a strict reading leaves no doubt");
        }
        (Ok(_), Err(error)) => panic!("refused leniently only: {error}"),
        (Err(error), _) => error_speaks(&error, text),
    }
    // Words of the text as names that are known, and the text as the name of an indicator.
    let known = text.split_whitespace().step_by(3).take(20);
    match Reader::new().known(known).indicator(text.chars().take(60).collect::<String>()).read(text) {
        Ok(reading) => notes_speak(&reading, text),
        Err(error) => error_speaks(&error, text),
    }
}

/// What is read is written, and reads back to the same formulas; every other way of writing it ends as well.
pub fn read_again(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    if let Ok(reading) = Reader::new().read(text) {
        reads_back(reading.formulas(), &reading.to_string());
    }
    if let Ok(formulas) = Formula::canonical_list(text) {
        let canonical: Vec<_> = formulas.iter().map(ToString::to_string).collect();
        reads_back(&formulas, &canonical.join("; "));
    }
}

fn reads_back(formulas: &[Formula], canonical: &str) {
    let again = Formula::canonical_list(canonical).unwrap_or_else(|error| panic!("{canonical}: {error}"));
    assert_eq!(again, formulas, "{canonical}");
    // No evidence is used: known names change nothing.
    let hostile = canonical.split('"').chain([canonical, "\"", "dibagi"]).take(12);
    // The limits of a reader are lower than what one text can grow to in its canonical form.
    match Reader::new().known(hostile).read(canonical) {
        Ok(again) => assert_eq!(again.formulas(), formulas, "{canonical}"),
        Err(error) => assert!(error.is_limit(), "{canonical}: {error}"),
    }
    let data = Dataset::new();
    for formula in formulas {
        let _ = (formula.to_prose(), formula.to_latex(), formula.to_symbols(), formula.variables());
        let _ = (formula.check(&Declarations::new()), formula.evaluate(&data));
    }
}

/// Two numbers as text, `1/3 -0.5`: every operation and rounding agrees with fractions of another library.
pub fn number(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    let _ = (text.parse::<Number>(), Numeral::parse(text));
    let mut words = text.split_whitespace();
    let (Some(left), Some(right)) = (words.next(), words.next()) else { return };
    let (Ok(x), Ok(y)) = (left.parse::<Number>(), right.parse::<Number>()) else { return };
    let (a, b) = (exact(left), exact(right));
    agrees(&x, &a);
    agrees(&(&x + &y), &(&a + &b));
    agrees(&(&x - &y), &(&a - &b));
    agrees(&(&x * &y), &(&a * &b));
    match x.checked_div(&y) {
        Some(quotient) => agrees(&quotient, &(&a / &b)),
        None => assert!(b.is_zero(), "{right} divides"),
    }
    assert_eq!(x.cmp(&y), a.cmp(&b), "{left} beside {right}");
    assert_eq!(x.to_string().parse::<Number>().as_ref().ok(), Some(&x), "{left} reads back");
    let digits = words.next().and_then(|digits| digits.parse().ok()).unwrap_or(2_u16) % 40;
    for rounding in Rounding::ALL {
        agrees(&x.round(digits, rounding), &rounded(&a, digits, rounding));
    }
}

/// The fraction that a plain text names, by another library.
fn exact(text: &str) -> Ratio<BigInt> {
    let decimal = |text: &str| {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits: BigInt = format!("{whole}{part}").parse().expect("digits");
        Ratio::new(digits, BigInt::from(10).pow(u32::try_from(part.len()).expect("few digits")))
    };
    text.split_once('/').map_or_else(|| decimal(text), |(above, below)| decimal(above) / decimal(below))
}

fn agrees(number: &Number, oracle: &Ratio<BigInt>) {
    let (above, below) = number.clone().into_parts();
    let parts = (above.to_string(), below.to_string());
    assert_eq!(parts, (oracle.numer().to_string(), oracle.denom().to_string()));
}

fn rounded(value: &Ratio<BigInt>, digits: u16, rounding: Rounding) -> Ratio<BigInt> {
    let scale = BigInt::from(10).pow(digits.into());
    let scaled = value * &scale;
    let half = Ratio::new(BigInt::from(1), BigInt::from(2));
    let (floor, ceiling) = (scaled.floor(), scaled.ceil());
    let mantissa = match rounding {
        Rounding::Floor => floor,
        Rounding::Ceiling => ceiling,
        Rounding::Down => scaled.trunc(),
        Rounding::HalfUp if scaled.is_negative() => (scaled - half).ceil(),
        Rounding::HalfUp => (scaled + half).floor(),
        Rounding::HalfEven => {
            let above_floor = &scaled - &floor;
            let is_even = (floor.to_integer() % 2_u8).is_zero();
            if above_floor < half || (above_floor == half && is_even) { floor } else { ceiling }
        }
    };
    mantissa / scale
}

/// Any bytes are a table or an error; a table has as many cells in every column as it has rows.
pub fn table(bytes: &[u8]) {
    let readers = [CsvReader::new(), CsvReader::new().numerals(Numerals::Plain).dash_is_zero(true).delimiter(b';')];
    for reader in readers {
        for data in [reader.list(bytes), reader.columns(bytes)] {
            match data {
                Ok(data) => data_holds(&data),
                Err(error) => speaks(&error.message(Language::Indonesian), &error.message(Language::English)),
            }
        }
    }
}

fn data_holds(data: &Dataset) {
    let rows = data.row_count();
    for name in data.names() {
        let cells = data.get(name.as_str()).unwrap_or_else(|| panic!("{name} is in the table"));
        assert!(cells.len() == rows || cells.len() == 1, "{name}: {} cells in {rows} rows", cells.len());
    }
    for row in [0, rows.saturating_sub(1), rows] {
        assert_eq!(data.row(row).names().count(), data.names().count());
    }
    for note in data.notes() {
        speaks(&note.message(Language::Indonesian), &note.message(Language::English));
    }
}

fn notes_speak(reading: &Reading, text: &str) {
    assert!(!reading.formulas().is_empty());
    for note in reading.notes() {
        is_inside(note.span(), text);
        speaks(&note.message(Language::Indonesian), &note.message(Language::English));
        if let Some(suggestion) = note.suggestion() {
            is_inside(suggestion.span, text);
            assert!(suggestion.apply(text).is_some(), "{suggestion:?}");
        }
    }
}

fn error_speaks(error: &Error, text: &str) {
    for error in std::iter::once(error).chain(error.others()) {
        if let Some(span) = error.span() {
            is_inside(span, text);
        }
        speaks(&error.message(Language::Indonesian), &error.message(Language::English));
    }
}

fn is_inside(span: Span, text: &str) {
    assert!(text.get(span.start..span.end).is_some(), "{span:?} is no place of the text");
}

fn speaks(indonesian: &str, english: &str) {
    assert!(!indonesian.is_empty() && !english.is_empty());
}

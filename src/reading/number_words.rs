//! Numbers in words: `dikali seratus persen`, `dibagi dua belas`.

/// The value of number words, or `None` where one of them is another word.
pub(super) fn value<'a>(words: impl IntoIterator<Item = &'a str>) -> Option<u64> {
    let (mut total, mut hundreds, mut unit) = (0_u64, 0_u64, None::<u64>);
    let mut any = false;
    for word in words {
        any = true;
        let digit = match word {
            "nol" => 0,
            "satu" => 1,
            "dua" => 2,
            "tiga" => 3,
            "empat" => 4,
            "lima" => 5,
            "enam" => 6,
            "tujuh" => 7,
            "delapan" => 8,
            "sembilan" => 9,
            "sepuluh" => 10,
            "sebelas" => 11,
            "seratus" => 100,
            "belas" => {
                unit = Some(unit.filter(|unit| (2..=9).contains(unit))? + 10);
                continue;
            }
            "puluh" | "ratus" => {
                let factor = if word == "puluh" { 10 } else { 100 };
                hundreds += unit.take().filter(|unit| (2..=9).contains(unit))? * factor;
                continue;
            }
            "seribu" | "ribu" | "sejuta" | "juta" => {
                let own = hundreds + unit.take().unwrap_or(0);
                let many = if word.starts_with("se") { 1 } else { own };
                if many == 0 || word.starts_with("se") && own > 0 {
                    return None;
                }
                total += many * if word.ends_with("ribu") { 1_000 } else { 1_000_000 };
                hundreds = 0;
                continue;
            }
            _ => return None,
        };
        // Two digits side by side are no number.
        if unit.is_some() {
            return None;
        }
        if digit >= 100 {
            hundreds += digit;
        } else {
            unit = Some(digit);
        }
    }
    any.then(|| total + hundreds + unit.unwrap_or(0))
}

/// The fraction that words name, above and below: `sepertiga`, `dua pertiga`.
pub(super) fn fraction(words: &[&str]) -> Option<(String, &'static str)> {
    match words {
        [word] => one_of(word).map(|(above, below)| (above.to_owned(), below)),
        [count, part] => {
            let below = match *part {
                "pertiga" => "3",
                "perempat" => "4",
                "perlima" => "5",
                "perenam" => "6",
                "perdelapan" => "8",
                "persepuluh" | "perpuluh" => "10",
                "perseratus" => "100",
                _ => return None,
            };
            value([*count]).map(|count| (count.to_string(), below))
        }
        _ => None,
    }
}

fn one_of(word: &str) -> Option<(&'static str, &'static str)> {
    Some(match word {
        "setengah" | "separuh" => ("1", "2"),
        "sepertiga" => ("1", "3"),
        "seperempat" => ("1", "4"),
        "seperlima" => ("1", "5"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn numbers_as_they_are_spoken() {
        let number = |text: &str| value(text.split(' '));
        for (text, expected) in [
            ("nol", 0),
            ("dua belas", 12),
            ("dua puluh lima", 25),
            ("seratus", 100),
            ("seratus lima", 105),
            ("tiga ratus enam puluh lima", 365),
            ("seribu", 1_000),
            ("seratus ribu", 100_000),
            ("dua juta lima ratus ribu", 2_500_000),
        ] {
            assert_eq!(number(text), Some(expected), "{text}");
        }
        for text in ["desa", "dua tiga", "belas", "satu belas", "ribu", "dua seribu", ""] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}

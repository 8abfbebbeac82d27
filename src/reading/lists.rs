//! Several formulas in one text that are listed: by numbers, letters or bullets at the start of their lines, or parted by
//! semicolons.

use super::seen::Seen;
use crate::Span;

/// Longer lists are tables of something else.
const MOST_MEMBERS: usize = 32;

/// The places of the members of a list, their marks left out; `None` where the text is no list.
pub(super) fn members(text: &str, seen: &Seen) -> Option<Vec<Span>> {
    if seen.has(b'\n') {
        return marked_lines(text);
    }
    let parted = if seen.has(b';') { parted(text) } else { None };
    parted.or_else(|| if seen.has(b',') { behind_scales(text) } else { None })
}

fn place(text: &str, part: &str) -> Span {
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    Span::new(start, start + part.len())
}

/// Lines that all begin with a mark, numbers and letters in their order.
fn marked_lines(text: &str) -> Option<Vec<Span>> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(MOST_MEMBERS + 1).collect();
    if lines.len() < 2 || lines.len() > MOST_MEMBERS {
        return None;
    }
    let bodies = lines.iter().enumerate().map(|(at, line)| Some(place(text, unmarked(line, at)?)));
    bodies.collect::<Option<Vec<_>>>().filter(|bodies| bodies.iter().all(|body| divides(body.of(text))))
}

/// A line without its mark, or `None` where it has none of its place in the list.
fn unmarked(line: &str, at: usize) -> Option<&str> {
    for bullet in ['-', '–', '•', '*', '▪', '➢', '\u{F0B7}', '\u{F0A7}', '\u{F0D8}'] {
        if let Some(rest) = line.strip_prefix(bullet) {
            return rest.starts_with(char::is_whitespace).then(|| rest.trim_start());
        }
    }
    // `Langkah 1 : ...`, with whatever number.
    for step in ["Langkah", "Tahap", "Rumus", "Formula"] {
        let Some(rest) = line.strip_prefix(step).map(str::trim_start) else { continue };
        let number = rest.bytes().take_while(u8::is_ascii_digit).count();
        if number > 0 {
            return rest[number..].trim_start().strip_prefix([':', '.']).map(str::trim_start);
        }
    }
    let letter = char::from(b'a' + u8::try_from(at).ok().filter(|at| *at < 26)?);
    let rest = line
        .strip_prefix(&(at + 1).to_string())
        .or_else(|| line.strip_prefix(letter))
        .or_else(|| line.strip_prefix(letter.to_ascii_uppercase()))?;
    let rest = rest.strip_prefix(['.', ')'])?;
    rest.starts_with(char::is_whitespace).then(|| rest.trim_start())
}

/// Whether a text divides or multiplies by a sign or word that stands apart.
pub(super) fn divides(text: &str) -> bool {
    text.split_whitespace()
        .any(|word| matches!(word.to_lowercase().as_str(), "/" | ":" | "x" | "×" | "÷" | "*" | "dibagi" | "dikali"))
        || text.contains(['/', '÷', '×'])
}

/// Parts of one line between semicolons outside of brackets and quotes, each of which computes or is a number.
fn parted(text: &str) -> Option<Vec<Span>> {
    let (mut depth, mut quoted, mut from) = (0_usize, false, 0);
    let mut parts = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            ';' if depth == 0 && !quoted => {
                parts.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    let number = |part: &str| {
        let digits = part.trim_start_matches(['-', ' ']).trim_end_matches('%').trim_end();
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
    };
    let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    let several = (2..=MOST_MEMBERS).contains(&parts.len()) && depth == 0 && !quoted;
    (several && parts.iter().all(|part| divides(part) || number(part)))
        .then(|| parts.into_iter().map(|part| place(text, part)).collect())
}

/// `A / B x 100, Jumlah C / D x 1.000`: behind the factor of one formula a comma, then a capital that counts, begin another.
fn behind_scales(text: &str) -> Option<Vec<Span>> {
    let (mut from, mut parts) = (0, Vec::new());
    for (at, _) in text.match_indices(", ") {
        let factor = text[..at].rsplit(' ').next().unwrap_or("").trim_end_matches('%');
        let scale =
            factor.starts_with('1') && factor.len() > 2 && factor[1..].bytes().all(|b| matches!(b, b'0' | b'.'));
        let begins = ["Jumlah ", "Jml ", "Banyaknya ", "Total "].iter().any(|head| text[at + 2..].starts_with(head));
        if scale && begins {
            parts.push(&text[from..at]);
            from = at + 2;
        }
    }
    parts.push(&text[from..]);
    let several = (2..=MOST_MEMBERS).contains(&parts.len());
    (several && parts.iter().all(|part| divides(part)))
        .then(|| parts.iter().map(|part| place(text, part.trim())).collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn listed_formulas_are_read_each_for_itself() {
        let read = |text: &str| crate::Reader::new().read(text).unwrap().to_sexpr();
        for (text, reading) in [
            ("1. A / B\n2. C / D", "(list (/ \"A\" \"B\") (/ \"C\" \"D\"))"),
            ("- A / B\n- C / D", "(list (/ \"A\" \"B\") (/ \"C\" \"D\"))"),
            ("A / B x 100%; C / D", "(list (* (/ \"A\" \"B\") 100%) (/ \"C\" \"D\"))"),
            ("2; 2%", "(list 2 2%)"),
            (
                "Jumlah A dibagi B dikali 100, Jumlah C dibagi D dikali 1.000",
                "(list (* (/ \"Jumlah A\" \"B\") 100) (* (/ \"Jumlah C\" \"D\") 1000))",
            ),
            ("10000; -0,5", "(list 10000 (neg 0.5))"),
            ("rata-rata(A; B) / C", "(/ (call \"rata-rata\" \"A\" \"B\") \"C\")"),
        ] {
            assert_eq!(read(text), reading, "{text}");
        }
    }
}

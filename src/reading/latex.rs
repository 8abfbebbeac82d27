//! LaTeX made plain: `\frac{A}{B} \times 100\%` becomes brackets, a division and `× 100%`, with a way back to the
//! original places.

use super::token::{SURE_CLOSE, SURE_DIVIDE, SURE_OPEN};
use crate::Span;

/// A text in plain characters, and where each of its bytes came from.
pub(super) struct Plain {
    pub text: String,
    /// Pairs of (offset in `text`, offset in the source), rising in both.
    map: Vec<(usize, usize)>,
    source_len: usize,
}

impl Plain {
    /// The place in the source of an offset in the plain text.
    pub(super) fn source(&self, offset: usize) -> usize {
        match self.map.partition_point(|(at, _)| *at <= offset).checked_sub(1) {
            Some(last) => {
                let (at, from) = self.map[last];
                let next = self.map.get(last + 1).map_or(self.source_len, |(_, from)| *from);
                (from + (offset - at)).min(next)
            }
            None => 0,
        }
    }

    /// The text with other words at some places, which rise and do not overlap.
    pub(super) fn changed(source: &str, changes: &[(Span, String)]) -> Self {
        let mut out = Self { text: String::with_capacity(source.len()), map: Vec::new(), source_len: source.len() };
        let mut from = 0;
        for (place, text) in changes.iter().filter(|(place, _)| !place.is_empty()) {
            out.push(&source[from..place.start], from);
            // No place within what stands for others is one of the source.
            for c in text.chars() {
                out.push_char(c, place.start);
            }
            from = place.end;
        }
        out.push(&source[from..], from);
        out
    }

    fn push(&mut self, text: &str, from: usize) {
        self.map.push((self.text.len(), from));
        self.text.push_str(text);
    }

    fn push_char(&mut self, c: char, from: usize) {
        self.push(c.encode_utf8(&mut [0; 4]), from);
    }
}

/// Whether a text has LaTeX commands or mathematics in dollars or `\( \)`.
pub(super) fn is_latex(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes
        .windows(2)
        .any(|pair| pair[0] == b'\\' && (pair[1].is_ascii_alphabetic() || matches!(pair[1], b'%' | b'(' | b'[')))
}

/// What an open brace was for, so that its partner is closed alike.
#[derive(Clone, Copy, PartialEq)]
enum Brace {
    /// The numerator of a fraction: its end is followed by the denominator.
    Numerator,
    /// What a root of some degree is taken of: brackets, then a power.
    Root(u8),
    /// The same under a sum, which takes the whole fraction.
    SummedNumerator,
    /// The denominator of a fraction under a sum.
    SummedGroup,
    /// A group that becomes brackets.
    Group,
    /// Only there for the typesetter.
    Silent,
}

/// The plain form of a LaTeX text. One pass, no recursion; unbalanced braces are dropped.
pub(super) fn plain(source: &str) -> Plain {
    let mut out = Plain { text: String::with_capacity(source.len()), map: Vec::new(), source_len: source.len() };
    let mut braces: Vec<Brace> = Vec::new();
    // What the next open brace is for.
    let mut next = Brace::Silent;
    let mut at = 0;
    while let Some(c) = source[at..].chars().next() {
        let after = at + c.len_utf8();
        match c {
            '\\' => at = command(source, at, &mut out, &mut next),
            '{' => {
                if next != Brace::Silent {
                    out.push_char(SURE_OPEN, at);
                }
                braces.push(std::mem::replace(&mut next, Brace::Silent));
                at = after;
            }
            '}' => {
                match braces.pop() {
                    Some(Brace::Numerator) => {
                        out.push_char(SURE_CLOSE, at);
                        out.push_char(SURE_DIVIDE, at);
                        next = Brace::Group;
                    }
                    Some(Brace::SummedNumerator) => {
                        out.push_char(SURE_CLOSE, at);
                        out.push_char(SURE_DIVIDE, at);
                        next = Brace::SummedGroup;
                    }
                    Some(Brace::Group) => out.push_char(SURE_CLOSE, at),
                    Some(Brace::SummedGroup) => {
                        out.push_char(SURE_CLOSE, at);
                        out.push_char(SURE_CLOSE, at);
                    }
                    Some(Brace::Root(degree)) => {
                        out.push(&format!("{SURE_CLOSE}^{SURE_OPEN}1{SURE_DIVIDE}{degree}{SURE_CLOSE}"), at);
                    }
                    Some(Brace::Silent) | None => {}
                }
                at = after;
            }
            // `P_{65+}`: what is lowered belongs to the name, whatever signs it has.
            '_' if lowered(&source[after..]).is_some() => {
                let index = lowered(&source[after..]).unwrap_or("");
                out.push_char('_', at);
                for (offset, c) in index.char_indices() {
                    out.push_char(if c.is_alphanumeric() { c } else { '_' }, after + 1 + offset);
                }
                at = after + index.len() + 2;
            }
            // `E_i^t`: behind an index, a letter above the line is another one.
            '^' if indexed(&out.text) && raised_letter(&source[after..]).is_some() => {
                let letter = raised_letter(&source[after..]).unwrap_or(' ');
                out.push_char('_', at);
                out.push_char(letter, after);
                at = after + if source[after..].starts_with('{') { 3 } else { 1 };
            }
            '^' if source[after..].starts_with('{') => {
                out.push_char('^', at);
                next = Brace::Group;
                at = after;
            }
            '$' | SURE_OPEN | SURE_CLOSE | SURE_DIVIDE => at = after,
            _ => {
                out.push_char(c, at);
                at = after;
            }
        }
    }
    out
}

/// Whether a plain text ends with a letter and its index, `E_i`.
fn indexed(text: &str) -> bool {
    let name = text.len() - text.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '_').len();
    text[text.len() - name..].split_once('_').is_some_and(|(base, index)| !base.is_empty() && index.len() <= 16)
}

/// The index in braces behind `_`, where it has signs and no commands.
fn lowered(rest: &str) -> Option<&str> {
    let (index, _) = rest.strip_prefix('{')?.split_once('}')?;
    let plain = index.chars().all(|c| c.is_alphanumeric() || matches!(c, '+' | '-' | ',' | '–' | ' '));
    let signs = index.chars().any(|c| !c.is_alphanumeric());
    (plain && signs && index.len() <= 16).then_some(index)
}

/// The one small letter that stands above the line, `^t` or `^{t}`.
fn raised_letter(rest: &str) -> Option<char> {
    let bare = rest.strip_prefix('{').map_or(Some(rest), |rest| rest.get(1..)?.starts_with('}').then_some(rest))?;
    let letter = bare.chars().next().filter(char::is_ascii_lowercase)?;
    let ends = rest.starts_with('{') || !bare[1..].starts_with(|c: char| c.is_alphanumeric());
    ends.then_some(letter)
}

/// Commands that are signs.
const SIGNS: [(&str, &str); 10] = [
    ("times", "×"),
    ("cdot", "×"),
    ("div", "÷"),
    ("sum", "∑"),
    ("Sigma", "∑"),
    ("pm", "±"),
    ("geq", "≥"),
    ("leq", "≤"),
    ("quad", " "),
    ("frac", ""),
];

/// Handles the command at `at` and gives the place after it.
fn command(source: &str, at: usize, out: &mut Plain, next: &mut Brace) -> usize {
    let rest = &source[at + 1..];
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters == 0 {
        let Some(c) = rest.chars().next() else { return at + 1 };
        let after = at + 1 + c.len_utf8();
        match c {
            // `\%` is the sign itself; `\( \) \[ \] \,` and the like only set type.
            '%' | '&' | '#' | '_' => out.push_char(c, at + 1),
            '\\' | ',' | ' ' | ';' => out.push(" ", at),
            _ => {}
        }
        return after;
    }
    let word = &rest[..letters];
    // A command can be glued to what follows: `\cdot100`, `\sum_iK_i`; so the longest known beginning counts.
    let known = SIGNS.iter().filter(|(name, _)| word.starts_with(name)).max_by_key(|(name, _)| name.len());
    let after = at + 1 + letters;
    match (word, known) {
        ("begin" | "end", _) => skip_group(source, after),
        ("dfrac" | "tfrac", _) => {
            *next = Brace::Numerator;
            after
        }
        ("sqrt", _) => match rest[letters..].strip_prefix('[').and_then(|degree| degree.split_once(']')) {
            Some((degree, _))
                if !degree.is_empty() && degree.bytes().all(|b| b.is_ascii_digit()) && degree.len() < 3 =>
            {
                *next = Brace::Root(degree.parse().unwrap_or(2));
                after + degree.len() + 2
            }
            _ => {
                out.push(" akar ", at);
                *next = Brace::Group;
                after
            }
        },
        ("ln" | "log", _) => {
            out.push(if word == "ln" { " ln " } else { " log " }, at);
            after
        }
        (
            "hat" | "widehat" | "overline" | "bar" | "tilde" | "operatorname" | "mbox" | "left" | "right" | "mathop"
            | "mathrm" | "text" | "textit" | "mathit" | "mathbf" | "displaystyle" | "limits",
            _,
        ) => after,
        (_, Some(("frac", _))) => {
            // `\sum \frac{A}{B}` sums the quotients.
            let summed = out.text.trim_end().ends_with('∑');
            if summed {
                out.push_char(SURE_OPEN, at);
            }
            *next = if summed { Brace::SummedNumerator } else { Brace::Numerator };
            at + 1 + "frac".len()
        }
        (_, Some((name, sign))) => {
            out.push(sign, at);
            let end = at + 1 + name.len();
            if *sign == "∑" { skip_bounds(source, end) } else { end }
        }
        // An unknown command is most often a name that an editor took apart: `\tan gki` for `tangki`.
        _ => {
            out.push(word, at + 1);
            if rest[letters..].starts_with(' ') { after + 1 } else { after }
        }
    }
}

/// The place after the bounds of a sum, `_{j=1}^N`.
fn skip_bounds(source: &str, mut at: usize) -> usize {
    while let Some(c @ ('_' | '^')) = source[at..].chars().next() {
        at += c.len_utf8();
        at = match source[at..].chars().next() {
            Some('{') => skip_group(source, at),
            Some(c) => at + c.len_utf8(),
            None => at,
        };
    }
    at
}

/// The place after the group that opens at `at`, or `at` where none opens.
fn skip_group(source: &str, at: usize) -> usize {
    let mut depth = 0_usize;
    for (offset, c) in source[at..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return if offset == 0 { at } else { at + offset + c.len_utf8() };
        }
    }
    source.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> String {
        plain(source).text.replace(SURE_OPEN, "(").replace(SURE_CLOSE, ")").replace(SURE_DIVIDE, "/")
    }

    #[test]
    fn fractions_and_signs() {
        assert_eq!(shown(r"\frac{A}{B}\cdot100\%"), "(A)/(B)×100%");
        assert_eq!(shown(r"$P=\frac{\sum^J_{j\mathop{=}1}u_{ij}}{\sum w}\times100\%$"), "P=(∑u_ij)/(∑ w)×100%");
        assert_eq!(shown(r"\(\sum_iK_i\)"), "∑K_i");
    }

    #[test]
    fn places_lead_back() {
        let source = r"\frac{Alfa}{Beta}";
        let plain = plain(source);
        let at = plain.text.find("Beta").unwrap();
        assert_eq!(&source[plain.source(at)..plain.source(at + 4)], "Beta");
    }

    #[test]
    fn broken_braces_do_no_harm() {
        for source in [r"\frac{", r"\frac}}{", r"\", r"\begin{", "\\sum^", r"}}}}{{{{"] {
            plain(source);
        }
    }
}

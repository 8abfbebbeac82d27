//! Characters that stand for others: what nobody sees, the entities (`&times;`) and tags of web pages, raised letters, raised
//! marks of footnotes.

use super::latex::Plain;
use super::seen::Seen;
use crate::Span;
use crate::formula::is_unseen;

/// The signs of arithmetic that web pages name, and what else surrounds them there.
const ENTITIES: [(&str, &str); 22] = [
    ("times", "×"),
    ("divide", "÷"),
    ("minus", "−"),
    ("plus", "+"),
    ("equals", "="),
    ("sum", "∑"),
    ("radic", "√"),
    ("frasl", "/"),
    ("sol", "/"),
    ("middot", "·"),
    ("sdot", "·"),
    ("sup2", "²"),
    ("percnt", "%"),
    ("le", "≤"),
    ("ge", "≥"),
    ("lt", "<"),
    ("gt", ">"),
    ("amp", "&"),
    ("quot", "\""),
    ("nbsp", " "),
    ("ndash", "–"),
    ("mdash", "—"),
];

/// The same text in plain characters, with a way back to its places; `None` where it has only such.
pub(super) fn plain(text: &str, seen: &Seen) -> Option<Plain> {
    let unseen = !seen.is_ascii() && text.contains(|c| is_unseen(c) || c == FOOTNOTE || raised_letter(c).is_some());
    let starred = seen.has(b'*') && text.contains("**");
    if !unseen && !seen.has(b'&') && !seen.has(b'<') && !starred {
        return None;
    }
    let mut changes: Vec<(Span, String)> = Vec::new();
    // Where the raised digits before a place begin, and whether they begin a line.
    let mut raised: Option<(usize, bool)> = None;
    let mut line_start = true;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        // What a tag holds is gone with it.
        if changes.last().is_some_and(|(place, _)| at < place.end) {
            continue;
        }
        match c {
            _ if is_unseen(c) => changes.push((Span::new(at, end), String::new())),
            FOOTNOTE => {
                // At the start of a line it begins a remark.
                let (from, begins) = raised.unwrap_or((at, line_start));
                changes.push((Span::new(from, end), if begins { "*) ".to_owned() } else { String::new() }));
            }
            '&' => changes.extend(entity(&text[at..]).map(|(length, sign)| (Span::new(at, at + length), sign))),
            '*' if marks_bold(text, at) => changes.push((Span::new(at, at + 1), String::new())),
            '<' => {
                changes.extend(tag(&text[at..]).map(|(length, blank)| (Span::new(at, at + length), blank.to_owned())));
            }
            _ => changes.extend(raised_letter(c).map(|letter| (Span::new(at, end), format!("^{letter}")))),
        }
        raised = is_raised(c).then(|| raised.unwrap_or((at, line_start)));
        line_start = c == '\n' || line_start && (c.is_whitespace() || is_unseen(c));
    }
    (!changes.is_empty()).then(|| Plain::changed(text, &changes))
}

/// The raised bracket that ends the mark of a footnote: `¹⁾`.
const FOOTNOTE: char = '⁾';

fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Whether a star is one of the two on each side of what Markdown prints in bold, `**84,52**`.
fn marks_bold(text: &str, at: usize) -> bool {
    let pair = match (text[..at].ends_with('*'), text[at + 1..].starts_with('*')) {
        (true, false) => at - 1..at + 1,
        (false, true) => at..at + 2,
        _ => return false,
    };
    let (before, behind) = (&text[..pair.start], &text[pair.end..]);
    let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && c != ')');
    let opens = !touches(before.chars().next_back()) && touches(behind.chars().next());
    let closes = touches(before.chars().next_back()) && !touches(behind.chars().next());
    let partner = |rest: &str| rest.contains("**");
    opens && partner(behind) || closes && partner(before)
}

/// The letter of a raised one: the exponent of `(1 + r)ⁿ`.
fn raised_letter(c: char) -> Option<char> {
    match c {
        'ⁿ' => Some('n'),
        'ᵗ' => Some('t'),
        _ => None,
    }
}

/// The tag of a web page at the start of a text: its length, and the blank that it leaves.
fn tag(text: &str) -> Option<(usize, &'static str)> {
    let end = text.bytes().take(MOST_TAG).position(|byte| byte == b'>')?;
    let inside = text[1..end].trim_matches('/');
    let (name, rest) = inside.split_once(' ').unwrap_or((inside, ""));
    // `A <b dan c> d` compares.
    if !rest.trim_matches([' ', '/']).is_empty() && !rest.contains('=') {
        return None;
    }
    let blank = match name.to_ascii_lowercase().as_str() {
        "p" | "br" | "div" | "li" | "ul" | "ol" | "tr" | "td" | "th" | "table" | "tbody" => "\n",
        "span" | "b" | "i" | "u" | "em" | "strong" | "font" | "sub" | "sup" => "",
        _ => return None,
    };
    Some((end + 1, blank))
}

/// Tags are no longer than this.
const MOST_TAG: usize = 300;

/// The entity at the start of a text: its length, and what it stands for.
fn entity(text: &str) -> Option<(usize, String)> {
    let end = text.bytes().take(10).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let named = ENTITIES.iter().find(|(entity, _)| *entity == name).map(|(_, sign)| (*sign).to_owned());
    let sign = named.or_else(|| {
        let digits = name.strip_prefix('#')?;
        let code = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => digits.parse().ok()?,
        };
        char::from_u32(code).filter(|c| !c.is_control()).map(String::from)
    })?;
    Some((end + 1, sign))
}

#[cfg(test)]
mod tests {
    use crate::{Code, Reader};

    #[test]
    fn characters_that_stand_for_others_are_read_as_those() {
        for (text, reading) in [
            ("Jum\u{200B}lah desa / B", r#"(/ "Jumlah desa" "B")"#),
            ("\u{FEFF}A di\u{200B}bagi B", r#"(/ "A" "B")"#),
            ("A\u{2060}/\u{2060}B", r#"(/ "A" "B")"#),
            (
                "(&sum; desa siaga / &sum; desa) &times; 100%",
                r#"(* (/ (call "sum" "desa siaga") (call "sum" "desa")) 100%)"#,
            ),
            ("A &#247; B", r#"(/ "A" "B")"#),
            ("<p style=\"x: 1\">KP = <b>A</b> : B x 100%</p>", r#"(= "KP" (* (/ "A" "B") 100%))"#),
            ("<p style=\"<p>\">A / B", r#"(/ ">A" "B")"#),
            ("A (1 + r)ⁿ", r#"(* "A" (^ (+ 1 "r") "n"))"#),
            (
                "Jumlah SRA¹⁾ / jumlah sekolah²⁾ x 100%\n¹⁾ berdasarkan SK Bupati\n²⁾ Dapodik",
                r#"(* (/ "Jumlah SRA" "jumlah sekolah") 100%)"#,
            ),
        ] {
            let found = Reader::new().read(text).unwrap();
            assert_eq!(found.to_sexpr(), reading, "{text:?}");
        }
        let turned = "Jumlah \u{202E}desa / B";
        let reading = Reader::new().read(turned).unwrap();
        let notes: Vec<_> = reading.notes().map(|note| (note.code(), note.span().of(turned))).collect();
        assert_eq!(notes, [(Code::IgnoredText, "\u{202E}")]);
        let text = "A&nbsp;dibgi B";
        let misspelt = Reader::new().read(text).unwrap();
        assert_eq!(misspelt.notes().map(|note| note.span().of(text)).collect::<Vec<_>>(), ["dibgi"]);
    }
}

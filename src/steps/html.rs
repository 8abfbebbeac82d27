//! Steps for a browser: a piece of HTML for a page of one's own, and a whole page to send on or print.

use super::Steps;
use super::view::NOTHING;
use std::fmt::Write;

/// The look of a whole page; nothing is fetched from elsewhere.
const STYLE: &str = include_str!("page.css");

impl Steps {
    /// The steps as a piece of HTML, without style of its own.
    ///
    /// A value and its unit are joined by a no-break space. The column of origins is left out where it would be empty.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let formula = Formula::canonical(r#""A <b>" / "B" * 100%"#)?;
    /// let steps = formula.steps(&Dataset::new().with("A <b>", 1).with("B", 4))?;
    /// assert!(steps.to_html().contains("<th scope=\"row\">A &lt;b&gt;</th><td>1</td>"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn to_html(&self) -> String {
        let lines = self.lines();
        let has_origins = lines.iter().any(|line| !line.remark.is_empty());
        let heading = if has_origins { "<th scope=\"col\">Asal</th>" } else { "" };
        let mut html = format!(
            "<table class=\"rumusan-langkah\" lang=\"id\">\n<thead><tr><th scope=\"col\">Langkah</th>\
             <th scope=\"col\">Nilai</th>{heading}</tr></thead>\n<tbody>\n"
        );
        for line in lines {
            let name = line.name.map(escaped);
            let arithmetic = line.arithmetic.map(|text| escaped(&kept_together(text)));
            let what = [name, arithmetic].into_iter().flatten().collect::<Vec<_>>().join(" = ");
            let value = escaped(&whole_value(line.result));
            let value = if line.is_last { format!("<strong>{value}</strong>") } else { value };
            let origin = if has_origins { format!("<td>{}</td>", escaped(&line.remark)) } else { String::new() };
            // A String takes everything that is written to it.
            let _ = writeln!(html, "<tr><th scope=\"row\">{what}</th><td>{value}</td>{origin}</tr>");
        }
        html.push_str("</tbody>\n</table>\n");
        if let Some(reason) = self.reason() {
            let _ = writeln!(html, "<p class=\"rumusan-alasan\" lang=\"id\">{}</p>", escaped(&reason));
        }
        if let Some(regulation) = &self.regulation {
            let _ = writeln!(html, "<p class=\"rumusan-dasar\" lang=\"id\">Dasar: {}</p>", escaped(regulation));
        }
        html
    }

    /// The steps as a whole page of HTML under a heading, such as the name of the indicator: the figure, the formula as
    /// it was read, and the table of [`Steps::to_html`].
    ///
    /// The page needs nothing from elsewhere. It fits a telephone and A4 paper, and follows a dark screen.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let formula = Formula::canonical(r#""Desa yang melapor" / "Jumlah desa" * 100%"#)?;
    /// let steps = formula.steps(&Dataset::new().with("Desa yang melapor", 144).with("Jumlah desa", 154))?;
    /// let page = steps.to_html_page("Persentase desa yang melapor");
    /// assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"id\">"));
    /// assert!(page.contains("<h1>Persentase desa yang melapor</h1>\n<p class=\"rumusan-hasil\">93,51%</p>"));
    /// assert!(page.contains(&steps.to_html()));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn to_html_page(&self, heading: &str) -> String {
        let heading = if heading.trim().is_empty() { "Langkah perhitungan" } else { heading };
        format!(
            "<!DOCTYPE html>\n<html lang=\"id\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{heading}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{heading}</h1>\n\
             <p class=\"rumusan-hasil\">{result}</p>\n<p class=\"rumusan-rumus\">Rumus yang dibaca: \
             <code>{formula}</code></p>\n{steps}</main>\n</body>\n</html>\n",
            heading = escaped(heading),
            result = escaped(&whole_value(self.result.as_deref().unwrap_or(NOTHING))),
            formula = escaped(&kept_together(&self.formula)),
            steps = self.to_html(),
        )
    }
}

/// A text that a browser shows as it is: no mark-up, and no sign that hides or turns around what follows.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push(char::REPLACEMENT_CHARACTER),
            c if c.is_control() && !c.is_whitespace() => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}

/// A value in one piece: `27 perangkat daerah`. A rate may go on behind what it counts: `49,13 per 100.000 perempuan`.
fn whole_value(text: &str) -> String {
    if text == NOTHING { text.to_owned() } else { text.replace(' ', "\u{a0}").replace("\u{a0}per\u{a0}", " per\u{a0}") }
}

/// Arithmetic with no-break spaces between a number and its unit, and between an operator and a number behind it.
fn kept_together(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = "";
    for (at, word) in text.split(' ').enumerate() {
        // Behind a hyphen a line can end all the same, with the no-break space at the start of the next.
        let is_operator = matches!(before, "+" | "*" | "/" | "x" | "^");
        let is_unit = before.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(char::is_alphabetic);
        let is_number = word.trim_start_matches(['(', '-']).starts_with(|c: char| c.is_ascii_digit());
        if at > 0 {
            out.push(if is_unit && word != "x" || is_operator && is_number { '\u{a0}' } else { ' ' });
        }
        out.push_str(word);
        before = word;
    }
    out
}

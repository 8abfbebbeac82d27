//! Steps for people: the terminal, Markdown, HTML.

use super::{Step, Steps};
use crate::error::Language;
use std::fmt::{self, Write};

/// A line of an explanation: what is computed, with what, and what comes out.
struct Line<'a> {
    /// The name that gets a value, where it is one.
    name: Option<&'a str>,
    /// The arithmetic with its values put in, where there is any.
    arithmetic: Option<&'a str>,
    result: &'a str,
    remark: String,
}

/// What stands in the place of a value that is missing.
const NOTHING: &str = "(tidak ada nilai)";

impl Steps {
    /// The inputs, then the definitions, then the formula itself.
    fn lines(&self) -> Vec<Line<'_>> {
        let mut lines = Vec::new();
        for step in &self.steps {
            if let Some(origin) = &step.origin {
                lines.push(Line {
                    name: Some(&step.text),
                    arithmetic: None,
                    result: step.shown.as_deref().unwrap_or(NOTHING),
                    remark: remark(step, origin),
                });
            }
        }
        let mut named: Vec<&str> = Vec::new();
        lines.retain(|line| {
            let name = line.name.unwrap_or("");
            let is_new = !named.contains(&name);
            named.push(name);
            is_new
        });
        let (last, before) = match self.steps.split_last() {
            Some((last, before)) => (Some(last), before),
            None => (None, &self.steps[..]),
        };
        for step in before.iter().filter(|step| step.origin.is_none()) {
            if let Some(name) = &step.defines {
                lines.push(Line {
                    name: Some(name.as_str()),
                    arithmetic: Some(&step.substituted),
                    result: step.shown.as_deref().unwrap_or(NOTHING),
                    remark: String::new(),
                });
            }
        }
        let is_name = last.is_some_and(|step| step.origin.is_some());
        let shows_itself = self.result.as_deref() == Some(self.substituted.as_str());
        if !(is_name && shows_itself) {
            lines.push(Line {
                name: None,
                arithmetic: Some(&self.substituted),
                result: self.result.as_deref().unwrap_or(NOTHING),
                remark: String::new(),
            });
        }
        lines
    }

    /// Why there is no value, and what to do about it.
    fn reason(&self) -> Option<String> {
        let failure = self.failure.as_ref()?;
        Some(format!("{} {}", failure.message(Language::Indonesian), failure.help(Language::Indonesian)))
    }

    /// The steps as a table in Markdown.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let formula = Formula::canonical(r#""A" / "B" * 100%"#)?;
    /// let steps = formula.steps(&Dataset::new().with("A", 1).with("B", 4))?;
    /// assert!(steps.to_markdown().contains("| 1 / 4 x 100% | **25%** |"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn to_markdown(&self) -> String {
        // A String takes everything that is written to it.
        let mut text = String::from("| Langkah | Nilai | Asal |\n| --- | ---: | --- |\n");
        let escaped = |text: &str| {
            text.chars().fold(String::new(), |mut out, c| {
                if matches!(c, '|' | '*' | '_' | '`' | '<' | '[' | '\\' | '#') {
                    out.push('\\');
                }
                out.push(c);
                out
            })
        };
        for line in self.lines() {
            let what = [line.name, line.arithmetic].into_iter().flatten().map(escaped).collect::<Vec<_>>().join(" = ");
            let is_last = line.name.is_none();
            let result = if is_last { format!("**{}**", escaped(line.result)) } else { escaped(line.result) };
            let _ = writeln!(text, "| {what} | {result} | {} |", escaped(&line.remark));
        }
        for remark in self.reason().into_iter().chain(self.regulation.as_ref().map(|own| format!("Dasar: {own}"))) {
            let _ = writeln!(text, "\n{}", escaped(&remark));
        }
        text
    }

    /// The steps as a piece of HTML, without style of its own.
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
        let escaped =
            |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        let mut html = String::from(
            "<table class=\"rumusan-langkah\" lang=\"id\">\n<thead><tr><th>Langkah</th><th>Nilai</th><th>Asal</th></tr></thead>\n<tbody>\n",
        );
        for line in self.lines() {
            let what = [line.name, line.arithmetic].into_iter().flatten().map(escaped).collect::<Vec<_>>().join(" = ");
            let result = escaped(line.result);
            let result = if line.name.is_none() { format!("<strong>{result}</strong>") } else { result };
            let remark = escaped(&line.remark);
            let _ = writeln!(html, "<tr><th scope=\"row\">{what}</th><td>{result}</td><td>{remark}</td></tr>");
        }
        html.push_str("</tbody>\n</table>\n");
        if let Some(reason) = self.reason() {
            let _ = writeln!(html, "<p class=\"rumusan-alasan\">{}</p>", escaped(&reason));
        }
        if let Some(regulation) = &self.regulation {
            let _ = writeln!(html, "<p class=\"rumusan-dasar\">Dasar: {}</p>", escaped(regulation));
        }
        html
    }
}

/// Who supplies a value, or where it was looked for.
fn remark(step: &Step, origin: &super::Origin) -> String {
    let mut remark = String::new();
    match &origin.found_as {
        Some(name) if name.as_str() != step.text => {
            let _ = write!(remark, "data: {name}");
        }
        None => {
            let names: Vec<_> = origin.looked_for.iter().map(|name| format!("\"{name}\"")).collect();
            let _ = write!(remark, "dicari sebagai {}", names.join(", "));
        }
        Some(_) => {}
    }
    if let Some(source) = &origin.source {
        let comma = if remark.is_empty() { "" } else { "; " };
        let _ = write!(remark, "{comma}sumber: {source}");
    }
    remark
}

/// One line a value, the formula with its values last: for the terminal.
impl fmt::Display for Steps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, line) in self.lines().iter().enumerate() {
            let start = if at == 0 { "" } else { "\n" };
            let what = [line.name, line.arithmetic].into_iter().flatten().collect::<Vec<_>>().join(" = ");
            write!(f, "{start}{what} = {}", line.result)?;
            if !line.remark.is_empty() {
                write!(f, " ({})", line.remark)?;
            }
        }
        if let Some(reason) = self.reason() {
            write!(f, "\n{reason}")?;
        }
        if let Some(regulation) = &self.regulation {
            write!(f, "\nDasar: {regulation}")?;
        }
        Ok(())
    }
}

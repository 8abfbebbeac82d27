//! Steps for people: their lines, the terminal, Markdown.

use super::{Step, Steps};
use crate::error::Language;
use std::fmt::{self, Write};

/// A line of an explanation: what is computed, with what, and what comes out.
pub(super) struct Line<'a> {
    /// The name that gets a value, where it is one.
    pub name: Option<&'a str>,
    /// The arithmetic with its values put in, where there is any.
    pub arithmetic: Option<&'a str>,
    pub result: &'a str,
    pub remark: String,
    /// Whether it gives the figure, or says that there is none.
    pub is_last: bool,
}

/// What stands in the place of a value that is missing.
pub(super) const NOTHING: &str = "(tidak ada nilai)";

impl Steps {
    /// The inputs, then the definitions, then the formula itself.
    pub(super) fn lines(&self) -> Vec<Line<'_>> {
        let mut lines = Vec::new();
        for step in &self.steps {
            if let Some(origin) = &step.origin {
                lines.push(Line {
                    name: Some(&step.text),
                    arithmetic: None,
                    result: step.shown.as_deref().unwrap_or(NOTHING),
                    remark: remark(step, origin),
                    is_last: false,
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
                    is_last: false,
                });
            }
        }
        let is_name = last.is_some_and(|step| step.origin.is_some());
        // A name alone is its own result: a second line would say the same again.
        let shows_itself = self.result.as_deref().is_none_or(|result| result == self.substituted);
        if !(is_name && shows_itself) {
            lines.push(Line {
                name: None,
                arithmetic: Some(&self.substituted),
                result: self.result.as_deref().unwrap_or(NOTHING),
                remark: String::new(),
                is_last: false,
            });
        }
        if let Some(last) = lines.last_mut() {
            last.is_last = true;
        }
        lines
    }

    /// Why there is no value, and what to do about it.
    pub(super) fn reason(&self) -> Option<String> {
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
            let result = if line.is_last { format!("**{}**", escaped(line.result)) } else { escaped(line.result) };
            let _ = writeln!(text, "| {what} | {result} | {} |", escaped(&line.remark));
        }
        for remark in self.reason().into_iter().chain(self.regulation.as_ref().map(|own| format!("Dasar: {own}"))) {
            let _ = writeln!(text, "\n{}", escaped(&remark));
        }
        text
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

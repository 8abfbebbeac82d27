//! Audits the registry of this crate, or registry files of your own:
//!
//! ```text
//! cargo run --release -p rumusan-renstra --example audit
//! cargo run --release -p rumusan-renstra --example audit -- --json
//! cargo run --release -p rumusan-renstra --example audit -- --markdown > audit.md
//! cargo run --release -p rumusan-renstra --example audit -- --en my-registry.toml
//! ```

use rumusan::indicator::audit::{Finding, Place, Rule, Severity};
use rumusan::{Indicator, Language, Registry};
use serde_json::json;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write as _};
use std::process::ExitCode;

/// How the findings are written.
#[derive(Clone, Copy)]
enum Form {
    Terminal,
    Json,
    Markdown,
}

fn main() -> ExitCode {
    let (mut form, mut language, mut files) = (Form::Terminal, Language::Indonesian, Vec::new());
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--json" => form = Form::Json,
            "--markdown" => form = Form::Markdown,
            "--en" => language = Language::English,
            option if option.starts_with("--") => {
                return fail(&format!("unknown option {option}; there are --json, --markdown and --en"));
            }
            _ => files.push(argument),
        }
    }
    let registry = match load(&files, language) {
        Ok(registry) => registry,
        Err(message) => return fail(&message),
    };
    let report = Report { registry: &registry, findings: registry.audit(), language };
    let text = match form {
        Form::Terminal => report.terminal(),
        Form::Json => report.json(),
        Form::Markdown => report.markdown(),
    };
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => fail(&error.to_string()),
        _ => ExitCode::SUCCESS,
    }
}

fn fail(message: &str) -> ExitCode {
    // Nothing is left to tell where even this cannot be written.
    let _ = writeln!(io::stderr(), "{message}");
    ExitCode::FAILURE
}

/// The registry of the files that are named, or that of this crate.
fn load(files: &[String], language: Language) -> Result<Registry, String> {
    if files.is_empty() {
        return Ok(rumusan_renstra::registry().clone());
    }
    let read = |file: &String| std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"));
    let texts = files.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let named = files.iter().map(String::as_str).zip(texts.iter().map(String::as_str));
    Registry::from_toml_files(named).map_err(|error| {
        let all = std::iter::once(&error).chain(error.others());
        all.map(|error| error.message(language)).collect::<Vec<_>>().join("\n")
    })
}

/// More rows than this are listed by number.
const MANY: usize = 12;

struct Report<'a> {
    registry: &'a Registry,
    findings: Vec<Finding>,
    language: Language,
}

impl Report<'_> {
    fn say<'a>(&self, id: &'a str, en: &'a str) -> &'a str {
        match self.language {
            Language::Indonesian => id,
            Language::English => en,
        }
    }

    fn severity(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => self.say("kesalahan", "error"),
            Severity::Warning => self.say("peringatan", "warning"),
            Severity::Info => self.say("informasi", "information"),
        }
    }

    fn indicator(&self, place: &Place) -> Option<&Indicator> {
        self.registry.get(place.id())
    }

    /// The findings of each rule, the gravest rules first.
    fn by_cause(&self) -> Vec<(Rule, Severity, Vec<&Finding>)> {
        let mut causes: Vec<(Rule, Severity, Vec<&Finding>)> = Vec::new();
        for finding in &self.findings {
            match causes
                .iter_mut()
                .find(|(rule, severity, _)| (*rule, *severity) == (finding.rule(), finding.severity()))
            {
                Some((_, _, findings)) => findings.push(finding),
                None => causes.push((finding.rule(), finding.severity(), vec![finding])),
            }
        }
        causes.sort_by_key(|(rule, severity, _)| (std::cmp::Reverse(*severity), *rule));
        causes
    }

    fn summary(&self) -> String {
        let count = |severity| self.findings.iter().filter(|finding| finding.severity() == severity).count();
        let (errors, warnings, infos) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
        let clean = self.registry.all().iter().filter(|indicator| !self.is_doubted(indicator)).count();
        let all = self.registry.all().len();
        match self.language {
            Language::Indonesian => format!(
                "{all} indikator: {errors} kesalahan, {warnings} peringatan, {infos} informasi. {clean} indikator tanpa kesalahan atau peringatan."
            ),
            Language::English => format!(
                "{all} indicators: {errors} errors, {warnings} warnings, {infos} informations. {clean} indicators without error or warning."
            ),
        }
    }

    /// Whether an error or a warning concerns the indicator.
    fn is_doubted(&self, indicator: &Indicator) -> bool {
        let grave = self.findings.iter().filter(|finding| finding.severity() > Severity::Info);
        grave.flat_map(Finding::places).any(|place| place.n() == indicator.n())
    }

    fn terminal(&self) -> String {
        let mut out = String::new();
        for (rule, severity, findings) in self.by_cause() {
            let rows = findings.iter().map(|finding| finding.places().len()).sum::<usize>();
            let indicators = self.say("indikator", "indicators");
            // A String takes everything that is written to it.
            let _ = writeln!(out, "── {rule} · {} · {rows} {indicators} ──", self.severity(severity));
            for (message, findings) in grouped(&findings, |finding| finding.message(self.language)) {
                out.push_str(&wrapped(&message, ""));
                out.extend(findings.iter().map(|finding| self.rows(finding)));
            }
            for (advice, _) in grouped(&findings, |finding| finding.advice(self.language)) {
                out.push_str(&wrapped(&format!("→ {advice}"), ""));
            }
            out.push('\n');
        }
        out.push_str(&wrapped(&self.summary(), ""));
        out
    }

    /// The rows of a finding: by name, or by number alone where many rows say the same.
    fn rows(&self, finding: &Finding) -> String {
        let places = finding.places();
        if finding.severity() == Severity::Info && places.len() > MANY {
            let numbers = places.iter().map(|place| place.n().to_string()).collect::<Vec<_>>().join(", ");
            return wrapped(&format!("n {numbers}"), "    ");
        }
        places.iter().map(|place| wrapped(&self.row(finding, place), "    ")).collect()
    }

    /// One row of a finding: number, name, and what stands at the place.
    fn row(&self, finding: &Finding, place: &Place) -> String {
        let Some(indicator) = self.indicator(place) else { return String::new() };
        let mut row = format!("n {:<3} {}", place.n(), one_space(indicator.name()));
        let formula = indicator.as_written().map(one_space);
        if let Some(formula) = formula.filter(|_| finding.severity() > Severity::Info) {
            row = format!("{row}\n{}: {formula}", self.say("rumus", "formula"));
        }
        row
    }

    fn json(&self) -> String {
        let mut out = String::new();
        for finding in &self.findings {
            for place in finding.places() {
                let line = json!({
                    "n": place.n(),
                    "id": place.id(),
                    "code": finding.rule(),
                    "severity": finding.severity(),
                    "field": place.field(),
                    "start": place.span().start,
                    "end": place.span().end,
                    "others": finding.others(place),
                    "message": finding.message(self.language),
                    "suggestion": finding.advice(self.language),
                });
                let _ = writeln!(out, "{line}");
            }
        }
        out
    }

    fn markdown(&self) -> String {
        let mut out = format!(
            "# {}\n\n{}\n",
            self.say("Audit indikator kinerja", "Audit of performance indicators"),
            self.summary()
        );
        for (rule, severity, findings) in self.by_cause() {
            let _ = write!(out, "\n## {rule} ({})\n", self.severity(severity));
            for (message, same) in grouped(&findings, |finding| finding.message(self.language)) {
                let _ = write!(out, "\n{}\n\n", escaped(&message));
                let _ =
                    writeln!(out, "| n | {} | {} |", self.say("Indikator", "Indicator"), self.say("Rumus", "Formula"));
                out.push_str("| ---: | --- | --- |\n");
                for place in same.iter().flat_map(|finding| finding.places()) {
                    let Some(indicator) = self.indicator(place) else { continue };
                    let formula = indicator.as_written().map_or_else(String::new, one_space);
                    let name = escaped(&one_space(indicator.name()));
                    let _ = writeln!(out, "| {} | {name} | {} |", place.n(), escaped(&formula));
                }
            }
            for (advice, _) in grouped(&findings, |finding| finding.advice(self.language)) {
                let _ = write!(out, "\n*{}*\n", escaped(&advice));
            }
        }
        out
    }
}

/// Findings with the same text together, in the order in which the texts come first.
fn grouped<'a>(findings: &[&'a Finding], text: impl Fn(&Finding) -> String) -> Vec<(String, Vec<&'a Finding>)> {
    let mut groups: Vec<(String, Vec<&Finding>)> = Vec::new();
    for finding in findings {
        let text = text(finding);
        match groups.iter_mut().find(|(known, _)| *known == text) {
            Some((_, findings)) => findings.push(finding),
            None => groups.push((text, vec![finding])),
        }
    }
    groups
}

fn one_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text that Markdown shows as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '|' | '*' | '_' | '[' | ']' | '<' | '>' | '`' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Lines of a terminal's width, the second and further ones indented.
fn wrapped(text: &str, indent: &str) -> String {
    let further = format!("{indent}      ");
    let options = textwrap::Options::new(100).initial_indent(indent).subsequent_indent(if indent.is_empty() {
        ""
    } else {
        &further
    });
    format!("{}\n", textwrap::fill(text, options))
}

//! Writes one JSON line per indicator, in document order:
//!
//! ```text
//! cargo run --release -p rumusan-renstra --example list
//! ```

use serde_json::json;
use std::io::{self, BufWriter, ErrorKind, Write};

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for indicator in rumusan_renstra::all() {
        let formula = indicator.formula();
        let reasons = [indicator.no_reading(), indicator.reading_reason()].into_iter().flatten();
        let notes: Vec<&str> = reasons.chain(indicator.notes().iter().map(String::as_str)).collect();
        let line = json!({
            "n": indicator.n(),
            "id": indicator.id(),
            "level": indicator.level(),
            "name": indicator.name(),
            "as_written": indicator.as_written(),
            "reading": formula.map(rumusan::Formula::to_sexpr),
            "canonical": formula.map(ToString::to_string),
            "unit": indicator.unit().map(ToString::to_string),
            "assumed": indicator.is_assumed(),
            "external": indicator.is_external(),
            "notes": notes,
        });
        match writeln!(out, "{line}") {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(()), // such as `| head`
            written => written?,
        }
    }
    out.flush()
}

//! Reads formulas as JSON lines and answers each with one JSON line; `docs/protokol-read.md` explains both.

#[path = "read/answer.rs"]
mod answer;

use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let (input, mut output) = (io::stdin().lock(), io::BufWriter::new(io::stdout().lock()));
    for line in input.split(b'\n') {
        let line = line?;
        writeln!(output, "{}", answer::answer(&String::from_utf8_lossy(&line)))?;
        output.flush()?;
    }
    Ok(())
}

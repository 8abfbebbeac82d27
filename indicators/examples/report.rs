//! The figures of all indicators over example data, one line an indicator:
//!
//! ```text
//! cargo run --release --example report
//! cargo run --release --example report -- data.csv
//! ```
//!
//! The data are a table with the columns `nama;nilai;satuan;sumber`. The figures of the example are invented.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use rumusan::data::CsvReader;
use rumusan::{Dataset, Error, Indicator, Language};
use std::collections::BTreeMap;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;

const EXAMPLE_DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/data/balangan-contoh.csv");

/// Longer cells would break the lines of a terminal; elsewhere they stand whole.
const TERMINAL_CELL: usize = 72;

fn main() -> ExitCode {
    let own_file = std::env::args().nth(1);
    let is_example = own_file.is_none();
    let file = own_file.unwrap_or_else(|| EXAMPLE_DATA.to_owned());
    let data = match load(&file) {
        Ok(data) => data,
        Err(message) => {
            // Nothing is left to tell where even this cannot be written.
            let _ = writeln!(io::stderr(), "{file}: {message}");
            return ExitCode::FAILURE;
        }
    };
    let text = report(&data, is_example, io::stdout().is_terminal());
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}

fn load(file: &str) -> Result<Dataset, String> {
    let text = std::fs::read(file).map_err(|error| error.to_string())?;
    CsvReader::new().list(text).map_err(|error| error.message(Language::Indonesian))
}

fn report(data: &Dataset, is_example: bool, is_terminal: bool) -> String {
    let mark =
        if is_example { "DATA CONTOH: sebagian besar angka masukan di sini rekaan, bukan data resmi.\n" } else { "" };
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(["n", "Indikator", "Nilai"]);
    let mut reasons: BTreeMap<&str, u32> = BTreeMap::new();
    for indicator in rumusan_renstra::all() {
        let figure = indicator.evaluate(data);
        if let Err(reason) = &figure {
            *reasons.entry(reason.code().as_str()).or_default() += 1;
        }
        let cells = [indicator.n().to_string(), one_line(indicator.name()), shown(indicator, figure)];
        table.add_row(cells.map(|cell| if is_terminal { shortened(cell) } else { cell }));
    }
    if let Some(column) = table.column_mut(0) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    let without: u32 = reasons.values().sum();
    let all = u32::try_from(rumusan_renstra::all().len()).unwrap_or(u32::MAX);
    let listed: Vec<String> = reasons.iter().map(|(code, count)| format!("{code} {count}")).collect();
    format!(
        "{mark}Renstra 2021-2026 Dinas Sosial, PPPA dan PMD, Kabupaten Balangan\n\n{}\n\n{mark}{all} indikator: {} dengan angka, {without} tanpa angka ({}).\n",
        table.trim_fmt(),
        all - without,
        listed.join(", ")
    )
}

/// The figure, or why there is none.
fn shown(_: &Indicator, figure: Result<rumusan::Value, Error>) -> String {
    match figure {
        Ok(value) => value.to_string(),
        Err(reason) => one_line(&format!("– {}", reason.message(Language::Indonesian))),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shortened(cell: String) -> String {
    if cell.chars().count() <= TERMINAL_CELL {
        return cell;
    }
    let kept: String = cell.chars().take(TERMINAL_CELL - 1).collect();
    format!("{}…", kept.trim_end())
}

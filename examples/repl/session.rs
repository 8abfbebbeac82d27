//! What the prompt answers: text in, text out, no terminal and no file.

use rumusan::check::Declarations;
use rumusan::data::{Cell, CsvReader};
use rumusan::{Dataset, Error, Formula, Language, Note, Reader, Severity, Unit};
use std::fmt::Write;

/// What the caller is to do after a line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// Show the text.
    Show(String),
    /// Read a file and hand its bytes to [`Session::load`].
    Load(String),
    /// Say good-bye.
    Quit,
}

/// The commands: name, what follows it, what it does.
const COMMANDS: &[(&str, &str, &str)] = &[
    (":muat", "BERKAS", "muat data dari CSV: kolom nama dan nilai (boleh juga satuan dan sumber)"),
    (":isi", "NAMA = NILAI", "isi satu nilai, misalnya :isi Jumlah desa = 154"),
    (":daftar", "", "tampilkan semua nama dan nilainya"),
    (":satuan", "SATUAN", "nyatakan satuan hasil, misalnya :satuan persen; kosongkan untuk menghapusnya"),
    (":jelaskan", "[RUMUS]", "tampilkan langkah hitungan rumus itu, atau rumus terakhir"),
    (":bantuan", "", "tampilkan bantuan ini"),
    (":keluar", "", "selesai"),
];

/// A conversation: the data, the declared unit, the last formula.
#[derive(Default)]
pub(crate) struct Session {
    data: Dataset,
    unit: Option<Unit>,
    last: Option<Formula>,
}

impl Session {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// The greeting.
    pub(crate) fn greeting() -> &'static str {
        "rumusan: tulis rumus seperti di dokumen, misalnya: Jumlah desa maju dibagi Jumlah desa dikali 100%\n:bantuan untuk bantuan, :keluar untuk selesai."
    }

    /// Answers a line.
    pub(crate) fn answer(&mut self, line: &str) -> Action {
        let line = line.trim();
        let (command, rest) = line.split_once(char::is_whitespace).map_or((line, ""), |(a, b)| (a, b.trim()));
        match command {
            "" => Action::Show(String::new()),
            ":muat" if rest.is_empty() => Action::Show("Tulis nama berkasnya: :muat data.csv".into()),
            ":muat" => Action::Load(rest.to_owned()),
            ":keluar" => Action::Quit,
            ":bantuan" => Action::Show(help()),
            // Without the colon these words alone are hardly a formula.
            "keluar" | "selesai" | "exit" | "quit" if rest.is_empty() => Action::Quit,
            "bantuan" | "help" | "?" if rest.is_empty() => Action::Show(help()),
            ":daftar" => Action::Show(self.list()),
            ":isi" => Action::Show(self.fill(rest)),
            ":satuan" => Action::Show(self.declare(rest)),
            ":jelaskan" => Action::Show(self.explain(rest)),
            _ if command.starts_with(':') => Action::Show(unknown_command(command)),
            _ => Action::Show(self.evaluate(line)),
        }
    }

    /// Takes the bytes of a file that [`Action::Load`] asked for.
    pub(crate) fn load(&mut self, name: &str, bytes: &[u8]) -> String {
        match CsvReader::new().list(bytes) {
            Ok(data) => {
                let mut text = format!("{}: {} nama dimuat.", name, data.names().count());
                for note in data.notes().iter().take(5) {
                    let _ = write!(text, "\n{}", note_text(note));
                }
                if data.notes().len() > 5 {
                    let _ = write!(text, "\n... dan {} angka lain yang meragukan.", data.notes().len() - 5);
                }
                self.data = data;
                text
            }
            Err(error) => error_text(&error),
        }
    }

    fn declarations(&self) -> Declarations {
        self.unit.iter().fold(Declarations::new(), |all, unit| all.unit(unit.clone()))
    }

    fn read(&self, text: &str) -> Result<Vec<Formula>, Error> {
        let reading = Reader::new().known(self.data.names().cloned()).read(text)?;
        Ok(reading.formulas().to_vec())
    }

    /// Echoes how a formula was read, and evaluates it.
    fn evaluate(&mut self, text: &str) -> String {
        let formulas = match self.read(text) {
            Ok(formulas) => formulas,
            Err(error) => return error_text(&error),
        };
        let mut out = String::new();
        for formula in formulas {
            let _ = writeln!(out, "dibaca: {formula}");
            for note in formula.notes() {
                let _ = writeln!(out, "{}", note_text(note));
            }
            if let Ok(checked) = formula.check(&self.declarations()) {
                for note in checked.notes() {
                    let _ = writeln!(out, "{}", note_text(note));
                }
            }
            match formula.evaluate_with(&self.data, &self.declarations()) {
                Ok(value) => {
                    let _ = writeln!(out, "= {value}");
                }
                Err(error) => {
                    let _ = writeln!(out, "{}", error_text(&error));
                }
            }
            self.last = Some(formula);
        }
        out.trim_end().to_owned()
    }

    fn explain(&mut self, text: &str) -> String {
        if !text.is_empty() {
            match self.read(text) {
                Ok(formulas) => self.last = formulas.into_iter().next(),
                Err(error) => return error_text(&error),
            }
        }
        let Some(formula) = &self.last else { return "Belum ada rumus. Tulis rumusnya dulu.".into() };
        match formula.steps_with(&self.data, &self.declarations()) {
            Ok(steps) => steps.to_string(),
            Err(error) => error_text(&error),
        }
    }

    fn fill(&mut self, rest: &str) -> String {
        let Some((name, value)) = rest.rsplit_once('=').map(|(name, value)| (name.trim(), value.trim())) else {
            return "Tulis nama, tanda =, lalu nilainya: :isi Jumlah desa = 154".into();
        };
        let style = rumusan::data::CellStyle { numerals: rumusan::data::Numerals::Indonesian, dash_is_zero: false };
        let cell = Cell::read(value, style);
        let shown = cell_text(&cell);
        if let Cell::Bad(_) = cell {
            return format!("\"{value}\" bukan angka; {name} tidak diubah.");
        }
        self.data.set(name, cell);
        format!("{name} = {shown}")
    }

    fn declare(&mut self, rest: &str) -> String {
        if rest.is_empty() {
            self.unit = None;
            return "Satuan hasil tidak dinyatakan lagi.".into();
        }
        match Unit::parse(rest) {
            Ok(unit) => {
                let text = format!("Hasil dinyatakan dalam {}.", unit.canonical());
                self.unit = Some(unit);
                text
            }
            Err(error) => error_text(&error),
        }
    }

    fn list(&self) -> String {
        if self.data.is_empty() {
            return "Belum ada data. Muat dengan :muat BERKAS atau isi dengan :isi NAMA = NILAI.".into();
        }
        let line = |name: &rumusan::formula::Name| {
            let cells = self.data.get(name.clone()).unwrap_or_default();
            let values: Vec<_> = cells.iter().take(5).map(cell_text).collect();
            let more = if cells.len() > 5 { format!("; ... ({} baris)", cells.len()) } else { String::new() };
            format!("{name} = {}{more}", values.join("; "))
        };
        self.data.names().map(line).collect::<Vec<_>>().join("\n")
    }
}

fn cell_text(cell: &Cell) -> String {
    let digits = |number: &rumusan::Number| number.to_indonesian_exact().unwrap_or_else(|| number.to_string());
    match cell {
        Cell::Number(number) => digits(number),
        Cell::Percent(number) => format!("{}%", digits(number)),
        Cell::Bad(text) => format!("\"{text}\" (bukan angka)"),
        _ => "(kosong)".into(),
    }
}

fn help() -> String {
    let line = |(name, rest, what): &(&str, &str, &str)| format!("{:<24} {what}", format!("{name} {rest}"));
    COMMANDS.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn unknown_command(command: &str) -> String {
    let near = COMMANDS.iter().map(|(name, ..)| *name).find(|name| {
        let shared = name.chars().zip(command.chars()).take_while(|(a, b)| a == b).count();
        shared >= 3
    });
    match near {
        Some(name) => format!("Perintah {command} tidak dikenal. Maksudnya {name}?"),
        None => format!("Perintah {command} tidak dikenal. Lihat :bantuan."),
    }
}

fn note_text(note: &Note) -> String {
    let head = match note.severity() {
        Severity::Info => "catatan",
        Severity::Doubt => "ragu",
        Severity::Repair => "diperbaiki",
    };
    let other = note.other_reading().map_or(String::new(), |other| format!(" Bacaan lain: {other}"));
    format!("{head}: {}{other}", note.message(Language::Indonesian))
}

fn error_text(error: &Error) -> String {
    std::iter::once(error)
        .chain(error.others())
        .map(|error| format!("{} {}", error.message(Language::Indonesian), error.help(Language::Indonesian)))
        .collect::<Vec<_>>()
        .join("\n")
}

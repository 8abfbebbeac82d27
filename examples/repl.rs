//! A prompt for formulas: each is echoed as it was read and evaluated over the data.

#[path = "repl/session.rs"]
mod session;

use rustyline::error::ReadlineError;
use session::{Action, Session};
use std::io::ErrorKind;

#[expect(clippy::print_stdout, reason = "a prompt talks to its terminal")]
fn main() -> rustyline::Result<()> {
    let mut editor = rustyline::DefaultEditor::new()?;
    let mut session = Session::new();
    println!("{}", Session::greeting());
    loop {
        let line = match editor.readline("rumusan> ") {
            Ok(line) => line,
            Err(ReadlineError::Eof | ReadlineError::Interrupted) => return Ok(()),
            Err(error) => return Err(error),
        };
        // A line that the history does not take can still be answered.
        let _ = editor.add_history_entry(&line);
        match session.answer(&line) {
            Action::Show(text) => println!("{text}"),
            Action::Load(path) => match std::fs::read(&path) {
                Ok(bytes) => println!("{}", session.load(&path, &bytes)),
                Err(error) => println!("Berkas {path} tidak dapat dibuka: {}", reason(&error)),
            },
            Action::Quit => return Ok(()),
        }
    }
}

/// Why a file cannot be read, in the language of the session.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "tidak ada berkas dengan nama itu. Periksa nama dan foldernya.".to_owned(),
        ErrorKind::PermissionDenied => "tidak ada izin untuk membacanya.".to_owned(),
        ErrorKind::IsADirectory => "itu sebuah folder, bukan berkas CSV.".to_owned(),
        _ => error.to_string(),
    }
}

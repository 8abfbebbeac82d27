//! Reads formulas as JSON lines and answers each with one JSON line.

use rumusan::{Error, Language, Limits, Note, Reader, Reading, Strictness};
use serde_json::{Map, Value, json};
use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let (input, mut output) = (io::stdin().lock(), io::BufWriter::new(io::stdout().lock()));
    for line in input.split(b'\n') {
        let line = line?;
        writeln!(output, "{}", answer(&String::from_utf8_lossy(&line)))?;
        output.flush()?;
    }
    Ok(())
}

/// The answer to one line; a broken line is answered too.
fn answer(line: &str) -> Value {
    let request: Map<String, Value> = match serde_json::from_str(line) {
        Ok(Value::Object(request)) => request,
        Ok(_) => return broken("the line is no JSON object"),
        Err(error) => return broken(&format!("the line is no JSON: {error}")),
    };
    let id = request.get("id").cloned().unwrap_or(Value::Null);
    let Some(text) = request.get("text").and_then(Value::as_str) else { return broken("text is missing") };
    let language = match request.get("lang").and_then(Value::as_str) {
        Some("en") => Language::English,
        _ => Language::Indonesian,
    };
    let mut answer = Map::new();
    answer.insert("id".into(), id);
    match reader(&request).read(text) {
        Ok(reading) => accepted(&reading, language, &mut answer),
        Err(error) => refused(&error, language, &mut answer),
    }
    Value::Object(answer)
}

fn broken(message: &str) -> Value {
    let error = json!({"code": "bad-request", "start": 0, "end": 0, "message": message});
    json!({"id": null, "error": error, "errors": [error]})
}

fn reader(request: &Map<String, Value>) -> Reader {
    let mut reader = Reader::new();
    if let Some(indicator) = request.get("indicator").and_then(Value::as_str) {
        reader = reader.indicator(indicator);
    }
    if let Some(known) = request.get("known").and_then(Value::as_array) {
        reader = reader.known(known.iter().filter_map(Value::as_str));
    }
    if request.get("strict").and_then(Value::as_bool) == Some(true) {
        reader = reader.strictness(Strictness::Strict);
    }
    if let Some(wanted) = request.get("limits").and_then(Value::as_object) {
        let mut limits = Limits::default();
        let number = |key: &str| wanted.get(key).and_then(Value::as_u64).and_then(|value| usize::try_from(value).ok());
        limits.bytes = number("bytes").unwrap_or(limits.bytes);
        limits.depth = number("depth").unwrap_or(limits.depth);
        limits.terms = number("terms").unwrap_or(limits.terms);
        limits.digits = number("digits").unwrap_or(limits.digits);
        limits.candidates = number("candidates").unwrap_or(limits.candidates);
        reader = reader.limits(limits);
    }
    reader
}

fn accepted(reading: &Reading, language: Language, answer: &mut Map<String, Value>) {
    answer.insert("reading".into(), reading.to_sexpr().into());
    answer.insert("canonical".into(), reading.to_string().into());
    answer.insert("notes".into(), reading.notes().map(|note| note_json(note, language)).collect());
}

fn note_json(note: &Note, language: Language) -> Value {
    let mut out = json!({
        "code": note.code().as_str(),
        "severity": note.severity().as_str(),
        "start": note.span().start,
        "end": note.span().end,
        "message": note.message(language),
    });
    if let Some(other) = note.other_reading() {
        out["other"] = other.into();
    }
    if let Some(suggestion) = note.suggestion() {
        out["suggestion"] =
            json!({"start": suggestion.span.start, "end": suggestion.span.end, "text": suggestion.text});
    }
    out
}

fn refused(error: &Error, language: Language, answer: &mut Map<String, Value>) {
    let one = |error: &Error| {
        let span = error.span().unwrap_or_default();
        json!({"code": error.code().as_str(), "start": span.start, "end": span.end, "message": error.message(language)})
    };
    answer.insert("error".into(), one(error));
    answer.insert("errors".into(), std::iter::once(error).chain(error.others()).map(one).collect());
}

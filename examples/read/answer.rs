//! The answer to a line of JSON: the reading of a formula, its names and unit, and over given values the exact figure or
//! the reason why there is none.

use rumusan::check::Declarations;
use rumusan::data::Cell;
use rumusan::number::MAX_REAL_DIGITS;
use rumusan::{
    Code, Dataset, Error, Formula, Language, Limits, Note, Reader, Reading, Rounding, Severity, Strictness, Unit,
    Value as Figure,
};
use serde_json::{Map, Value, json};

/// Digits behind the decimal mark where a request asks for none.
const DIGITS: u16 = 6;

/// The answer to one line; a broken line is answered too.
pub(crate) fn answer(line: &str) -> Value {
    let request: Map<String, Value> = match serde_json::from_str(line) {
        Ok(Value::Object(request)) => request,
        Ok(_) => return bad_request(&Value::Null, "the line is no JSON object"),
        Err(error) => return bad_request(&Value::Null, &format!("the line is no JSON: {error}")),
    };
    let id = request.get("id").cloned().unwrap_or(Value::Null);
    let Some(text) = request.get("text").and_then(Value::as_str) else { return bad_request(&id, "text is missing") };
    let language = match request.get("lang").and_then(Value::as_str) {
        Some("en") => Language::English,
        _ => Language::Indonesian,
    };
    let digits = match digits(&request, language) {
        Ok(digits) => digits,
        Err(message) => return bad_request(&id, &message),
    };
    let mut answer = Map::new();
    answer.insert("id".into(), id);
    let read = reader(&request).read(text).and_then(|reading| accepted(&reading, &request, digits, language));
    match read {
        Ok(accepted) => answer.extend(accepted),
        Err(error) => refused(&error, language, &mut answer),
    }
    Value::Object(answer)
}

/// The answer to a line that asks for nothing that can be done.
fn bad_request(id: &Value, message: &str) -> Value {
    let error = json!({"code": "bad-request", "start": 0, "end": 0, "message": message});
    json!({"id": id, "error": error, "errors": [error]})
}

/// How many digits the figure gets, or why they cannot be given: a figure with other digits than asked would mislead.
fn digits(request: &Map<String, Value>, language: Language) -> Result<u16, String> {
    let Some(asked) = request.get("digits").filter(|asked| !asked.is_null()) else { return Ok(DIGITS) };
    let digits =
        asked.as_u64().and_then(|digits| u16::try_from(digits).ok()).filter(|digits| *digits <= MAX_REAL_DIGITS);
    digits.ok_or_else(|| match language {
        Language::Indonesian => format!("digits harus bilangan bulat dari 0 sampai {MAX_REAL_DIGITS}, bukan {asked}."),
        Language::English => format!("digits must be a whole number from 0 to {MAX_REAL_DIGITS}, not {asked}."),
    })
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

fn accepted(
    reading: &Reading,
    request: &Map<String, Value>,
    digits: u16,
    language: Language,
) -> Result<Map<String, Value>, Error> {
    let mut answer = Map::new();
    answer.insert("reading".into(), reading.to_sexpr().into());
    answer.insert("canonical".into(), reading.to_string().into());
    let mut variables: Vec<String> = Vec::new();
    for formula in reading.formulas() {
        for name in formula.variables()? {
            if !variables.iter().any(|known| known == name.as_str()) {
                variables.push(name.as_str().to_owned());
            }
        }
    }
    let mut notes: Vec<Note> = reading.notes().cloned().collect();
    let mut unit_doubts: Vec<Value> = Vec::new();
    let mut unit = Value::Null;
    let values = request.get("values").and_then(Value::as_object);
    let wants_value = values.is_some() || variables.is_empty();
    match reading.formulas() {
        [formula] => {
            let declarations = declarations(request)?;
            let data = data(values);
            // Where nothing is said of units or values, a contradiction of units does not keep the reading back.
            let asks =
                ["values", "unit", "units"].iter().any(|key| request.get(*key).is_some_and(|value| !value.is_null()));
            let mut shown = None;
            let mut contradicts = false;
            match formula.check(&declarations) {
                Ok(checked) => {
                    notes.extend(checked.notes().iter().cloned());
                    shown = checked.unit().cloned();
                }
                Err(error) if error.is_unit() && !asks => {
                    contradicts = true;
                    unit_doubts.push(error_json(&error, language, Severity::Doubt));
                }
                Err(error) => return Err(error),
            }
            if wants_value && !contradicts {
                match figure(formula, &data, &declarations, digits, request) {
                    Ok((figure, figure_unit)) => {
                        answer.insert("value".into(), figure.into());
                        shown = Some(figure_unit);
                    }
                    Err(error) if error.is_missing() => {
                        answer.insert("missing".into(), missing(&error, language));
                    }
                    Err(error) => return Err(error),
                }
            }
            let unit_name = shown.map(|unit| unit.name()).filter(|name| *name != Unit::none().name());
            unit = unit_name.map_or(Value::Null, Value::from);
        }
        several if values.is_some() => {
            let message = match language {
                Language::Indonesian => format!("Teks ini berisi {} rumus; tidak ada satu nilai.", several.len()),
                Language::English => format!("The text holds {} formulas; there is no one value.", several.len()),
            };
            let code = Code::SeveralFormulas.as_str();
            answer.insert("missing".into(), json!({"code": code, "names": [], "message": message}));
        }
        _ => {}
    }
    answer.insert("variables".into(), variables.into());
    answer.insert("unit".into(), unit);
    let notes = notes.iter().map(|note| note_json(note, language)).chain(unit_doubts);
    answer.insert("notes".into(), notes.collect());
    Ok(answer)
}

/// An error as a note.
fn error_json(error: &Error, language: Language, severity: Severity) -> Value {
    let span = error.span().unwrap_or_default();
    json!({
        "code": error.code().as_str(),
        "severity": severity.as_str(),
        "start": span.start,
        "end": span.end,
        "message": error.message(language),
    })
}

fn declarations(request: &Map<String, Value>) -> Result<Declarations, Error> {
    let mut declarations = Declarations::new();
    if let Some(unit) = request.get("unit").and_then(Value::as_str).filter(|unit| !unit.trim().is_empty()) {
        declarations = declarations.unit(Unit::parse(unit)?);
    }
    if let Some(indicator) = request.get("indicator").and_then(Value::as_str) {
        declarations = declarations.indicator(indicator);
    }
    for (name, unit) in request.get("units").and_then(Value::as_object).into_iter().flatten() {
        if let Some(unit) = unit.as_str() {
            declarations = declarations.name(name.as_str(), Unit::parse(unit)?);
        }
    }
    Ok(declarations)
}

fn data(values: Option<&Map<String, Value>>) -> Dataset {
    let cell = |value: &Value| match value {
        Value::String(text) => Cell::from(text.as_str()),
        Value::Null => Cell::Empty,
        other => Cell::from(other.to_string()),
    };
    let mut data = Dataset::new();
    for (name, value) in values.into_iter().flatten() {
        match value {
            Value::Array(rows) => data = data.with_rows(name.as_str(), rows.iter().map(cell)),
            value => data.extend([(name.as_str(), cell(value))]),
        }
    }
    data
}

/// The figure as plain text in its unit.
fn figure(
    formula: &Formula,
    data: &Dataset,
    declarations: &Declarations,
    digits: u16,
    request: &Map<String, Value>,
) -> Result<(String, Unit), Error> {
    let rounding = request.get("rounding").and_then(Value::as_str).map_or(Ok(Rounding::default()), str::parse)?;
    let figure: Figure = formula.evaluate_with(data, declarations)?;
    Ok((figure.to_fixed(digits, rounding)?, figure.unit().clone()))
}

/// The reason for no value, with the names that it speaks of: all that are missing, or those of the zero denominator.
fn missing(error: &Error, language: Language) -> Value {
    let all = std::iter::once(error).chain(error.others()).filter(|error| error.is_missing());
    let names: Vec<&str> =
        all.flat_map(Error::arguments).filter(|(key, _)| *key == "nama").map(|(_, name)| name).collect();
    json!({"code": error.code().as_str(), "names": names, "message": error.message(language)})
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

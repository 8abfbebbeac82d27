//! Tables in CSV text.

use super::cell::{Cell, CellStyle, Numerals};
use super::{Dataset, Entry};
use crate::Number;
use crate::Span;
use crate::check::unit_of_name;
use crate::error::{Code, Error, Note, Result, Severity};
use crate::formula::Name;
use crate::unit::{Noun, Unit};
use csv::StringRecord;

/// Reads tables in CSV: `;`, tab or `,` between cells (found by itself), quotes, a byte-order mark, any line ends.
///
/// Numbers are Indonesian unless told otherwise, and one that can be read in two ways, such as `1.234`, is noted in
/// [`Dataset::notes`], unless its name or unit says that it is counted: there is no 1,234 of a village.
///
/// ```
/// use rumusan::{Formula, data::{CsvReader, Numerals}};
///
/// let data = CsvReader::new().list("nama;nilai;satuan\nJumlah desa;154;desa\nAnggaran;\"1.234,5\";Rp juta\n")?;
/// assert_eq!(Formula::canonical(r#""Anggaran" / "Jumlah desa""#)?.evaluate(&data)?.to_string(), "Rp8.016.233,77 per desa");
///
/// let data = CsvReader::new().columns("kecamatan,L,P\nJuai,10,12\nHalong,20,21\n")?;
/// assert_eq!(Formula::canonical(r#"jumlah("L") + jumlah("P")"#)?.evaluate(&data)?.to_string(), "63");
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CsvReader {
    style: CellStyle,
    delimiter: Option<u8>,
}

impl Default for CsvReader {
    fn default() -> Self {
        Self { style: CellStyle { numerals: Numerals::Indonesian, dash_is_zero: false }, delimiter: None }
    }
}

/// Headers by which the columns of a list are known.
const NAME_HEADERS: &[&str] = &["nama", "name", "variabel", "uraian", "besaran", "indikator", "data", "nama data"];
const VALUE_HEADERS: &[&str] = &["nilai", "value", "angka", "jumlah", "realisasi"];
const UNIT_HEADERS: &[&str] = &["satuan", "unit"];
const SOURCE_HEADERS: &[&str] = &["sumber", "sumber data", "source"];

/// Where the columns of a list are.
struct Columns {
    name: usize,
    value: usize,
    unit: Option<usize>,
    source: Option<usize>,
}

impl CsvReader {
    /// Indonesian numbers, a dash for no figure.
    ///
    /// ```
    /// use rumusan::data::CsvReader;
    ///
    /// assert_eq!(CsvReader::new().list("A;1\nB;2\n")?.names().count(), 2);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// With numbers written in another way.
    ///
    /// ```
    /// use rumusan::data::{Cell, CsvReader, Numerals};
    ///
    /// let data = CsvReader::new().numerals(Numerals::Plain).list("A,1.234\n")?;
    /// assert_eq!(data.get("A"), Some(&[Cell::from("1.234")][..]));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    #[must_use]
    pub fn numerals(mut self, numerals: Numerals) -> Self {
        self.style.numerals = numerals;
        self
    }

    /// With a dash that means zero, as in the tables of BPS.
    ///
    /// ```
    /// use rumusan::data::{Cell, CsvReader};
    ///
    /// let data = CsvReader::new().dash_is_zero(true).list("A;-\n")?;
    /// assert_eq!(data.get("A"), Some(&[Cell::from(0)][..]));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    #[must_use]
    pub fn dash_is_zero(mut self, is_zero: bool) -> Self {
        self.style.dash_is_zero = is_zero;
        self
    }

    /// With a mark between cells that is not to be guessed.
    ///
    /// ```
    /// use rumusan::data::{Cell, CsvReader};
    ///
    /// let data = CsvReader::new().delimiter(b'|').list("A|1,5\n")?;
    /// assert_eq!(data.get("A"), Some(&[Cell::Number("1.5".parse()?)][..]));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    #[must_use]
    pub fn delimiter(mut self, delimiter: u8) -> Self {
        self.delimiter = Some(delimiter);
        self
    }

    /// A list of names and values, one a line. Columns are known by their headers: `nama` (or `variabel`, `uraian`,
    /// `besaran`, `indikator`, `data`), `nilai` (or `angka`, `jumlah`, `realisasi`), `satuan`, `sumber`, in any case and
    /// order, others beside them; without headers the first column is the name and the second the value. Headers that
    /// name only one of the two are the error `bad-table`.
    ///
    /// ```
    /// use rumusan::data::CsvReader;
    ///
    /// let error = CsvReader::new().list("Jumlah desa;154\nJUMLAH DESA;155\n").unwrap_err();
    /// assert_eq!(error.code().as_str(), "duplicate-name");
    /// ```
    pub fn list(&self, text: impl AsRef<[u8]>) -> Result<Dataset> {
        let text = decode(text.as_ref())?;
        let records = self.records(text)?;
        let Some(first) = records.first() else { return Ok(Dataset::new()) };
        let header = list_header(first);
        let has_header = header.is_some();
        if !has_header && half_a_header(first) {
            let why = ("tajuk kolomnya tidak lengkap; tulis nama dan nilai", "its headers lack one of nama and nilai");
            return Err(bad_table(why, line_number(first)).at(line(text, first)));
        }
        let columns = header.unwrap_or(Columns { name: 0, value: 1, unit: None, source: None });
        let mut data = Dataset::new();
        for record in records.iter().skip(usize::from(has_header)) {
            let cell = |at: usize| record.get(at).unwrap_or("").trim();
            if cell(columns.name).is_empty() {
                continue;
            }
            let name = Name::from(cell(columns.name));
            let unit = columns.unit.map(cell).filter(|unit| !unit.is_empty());
            let unit = unit.map(|unit| Unit::parse(unit).map_err(|error| error.at(line(text, record)))).transpose()?;
            let value = self.cell(&mut data, text, record, columns.value, (&name, unit.as_ref()));
            let mut entry = Entry::new(name, vec![value], false);
            entry.source = columns.source.map(cell).filter(|source| !source.is_empty()).map(str::to_owned);
            let unit = columns.unit.map(cell).filter(|unit| !unit.is_empty());
            entry.unit =
                unit.map(|unit| Unit::parse(unit).map_err(|error| error.at(line(text, record)))).transpose()?;
            once(&mut data, entry, text, record)?;
        }
        Ok(data)
    }

    /// A table with a header line: each column becomes a name with rows of values.
    ///
    /// ```
    /// use rumusan::data::CsvReader;
    ///
    /// let data = CsvReader::new().columns("Kecamatan;Jumlah desa\nJuai;21\nHalong;24\n")?;
    /// assert_eq!((data.row_count(), data.get("Jumlah desa").unwrap().len()), (2, 2));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn columns(&self, text: impl AsRef<[u8]>) -> Result<Dataset> {
        let text = decode(text.as_ref())?;
        let records = self.records(text)?;
        let Some((header, rows)) = records.split_first() else { return Ok(Dataset::new()) };
        let mut data = Dataset::new();
        for (at, name) in header.iter().enumerate().filter(|(_, name)| !name.trim().is_empty()) {
            let name = Name::from(name);
            let cells = rows.iter().map(|record| self.cell(&mut data, text, record, at, (&name, None))).collect();
            once(&mut data, Entry::new(name, cells, true), text, header)?;
        }
        Ok(data)
    }

    /// The records without blank lines; none is longer than the first.
    fn records(self, text: &str) -> Result<Vec<StringRecord>> {
        let mut reader = csv::ReaderBuilder::new();
        reader.delimiter(self.delimiter.unwrap_or_else(|| guess_delimiter(text))).has_headers(false).flexible(true);
        let mut records: Vec<StringRecord> = Vec::new();
        for record in reader.from_reader(text.as_bytes()).records() {
            let record = record.map_err(|error| {
                let why = error.to_string();
                bad_table((&why, &why), records.len() + 1)
            })?;
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let width = records.first().map_or(record.len(), StringRecord::len);
            if record.iter().skip(width).any(|cell| !cell.trim().is_empty()) {
                let kenapa = format!("ada {} sel, padahal baris pertama punya {width}", record.len());
                let why = format!("it has {} cells where the first line has {width}", record.len());
                return Err(bad_table((&kenapa, &why), line_number(&record)).at(line(text, &record)));
            }
            records.push(record);
        }
        Ok(records)
    }

    fn cell(
        self,
        data: &mut Dataset,
        text: &str,
        record: &StringRecord,
        at: usize,
        (name, unit): (&Name, Option<&Unit>),
    ) -> Cell {
        let written = record.get(at).unwrap_or("");
        let (cell, doubt) = Cell::read_doubtful(written, self.style);
        if let (Cell::Number(value) | Cell::Percent(value), Some(other)) = (&cell, doubt)
            && !(value.is_integer() && !other.is_integer() && is_counted(name, unit))
        {
            data.notes.push(
                Note::new(Code::AmbiguousCell, Severity::Doubt, line(text, record))
                    .with("angka", written.trim())
                    .with("nama", name)
                    .with("nilai", value.to_string().replace('.', ","))
                    .with("lain", other.to_string().replace('.', ","))
                    .with("value", value)
                    .with("other", other),
            );
        }
        cell
    }
}

/// Whether the figures of a name are whole: there is no 1,234 of a village.
fn is_counted(name: &Name, unit: Option<&Unit>) -> bool {
    let own = unit.cloned().or_else(|| unit_of_name(name.as_str()));
    own.is_some_and(|unit| unit.dimension().as_noun().is_some_and(Noun::is_counted) && *unit.scale() == Number::ONE)
}

fn once(data: &mut Dataset, entry: Entry, text: &str, record: &StringRecord) -> Result<()> {
    if data.by_key.contains_key(entry.name.key()) {
        return Err(Error::new(Code::DuplicateName).at(line(text, record)).with("nama", &entry.name));
    }
    data.put(entry);
    Ok(())
}

fn list_header(record: &StringRecord) -> Option<Columns> {
    let find = |headers: &[&str]| record.iter().position(|cell| headers.contains(&cell.trim().to_lowercase().as_str()));
    let (name, value) = (find(NAME_HEADERS)?, find(VALUE_HEADERS)?);
    Some(Columns { name, value, unit: find(UNIT_HEADERS), source: find(SOURCE_HEADERS) })
}

/// Whether a first line without a figure holds the header of the names or of the values, but not both.
fn half_a_header(record: &StringRecord) -> bool {
    let known = |cell: &str| {
        let cell = cell.trim().to_lowercase();
        NAME_HEADERS.iter().chain(VALUE_HEADERS).any(|header| *header == cell)
    };
    let figure = |cell: &str| cell.chars().any(|c| c.is_ascii_digit());
    record.len() > 1
        && record.iter().any(known)
        && !record.iter().any(figure)
        && record.iter().all(|cell| !cell.trim().is_empty())
}

/// The text behind a byte-order mark.
fn decode(bytes: &[u8]) -> Result<&str> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
        let kenapa = "bukan UTF-8; simpan berkasnya sebagai CSV UTF-8";
        bad_table((kenapa, "it is not UTF-8; save the file as CSV UTF-8"), line)
    })?;
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text))
}

/// The mark between cells that the first line holds outside quotes: `;` before tab before `,`.
fn guess_delimiter(text: &str) -> u8 {
    let mut in_quotes = false;
    let first = text.split(['\n', '\r']).find(|line| !line.trim().is_empty()).unwrap_or("");
    let outside: Vec<char> = first
        .chars()
        .filter(|c| {
            in_quotes ^= *c == '"';
            !in_quotes
        })
        .collect();
    [b';', b'\t'].into_iter().find(|mark| outside.contains(&char::from(*mark))).unwrap_or(b',')
}

fn line_number(record: &StringRecord) -> usize {
    record.position().map_or(0, |position| usize::try_from(position.line()).unwrap_or(0))
}

/// The place of a record in the text.
fn line(text: &str, record: &StringRecord) -> Span {
    let start = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
    let rest = text.get(start..).unwrap_or("");
    let blank = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    let start = start + blank;
    let length = rest[blank..].find(['\r', '\n']).unwrap_or(rest.len() - blank);
    Span::new(start, start + length)
}

fn bad_table((kenapa, why): (&str, &str), line: usize) -> Error {
    Error::new(Code::BadTable).with("kenapa", kenapa).with("why", why).with("baris", line)
}

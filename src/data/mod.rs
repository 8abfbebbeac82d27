//! Data for formulas: names to values, or to rows of values.

mod cell;
#[cfg(feature = "csv")]
mod table;

pub use cell::{Cell, CellStyle, Numerals};
#[cfg(feature = "csv")]
pub use table::CsvReader;

use crate::error::{Code, Error, Note};
use crate::formula::{Name, Variable};
use crate::unit::Unit;
use std::collections::HashMap;

/// Names with their values. Names are compared as everywhere, white space and case aside.
///
/// ```
/// use rumusan::data::{Cell, Dataset};
///
/// let data = Dataset::new().with("Jumlah desa", 154).with("Jumlah desa yang melapor", "144");
/// assert_eq!(data.get("jumlah  DESA"), Some(&[Cell::from(154)][..]));
/// ```
///
/// Rows of a database feed it, `NUMERIC` columns without loss:
///
/// ```
/// use rumusan::{Formula, data::Dataset};
/// use rust_decimal::Decimal;
///
/// // SELECT nama, nilai FROM capaian WHERE tahun = 2023, by any client that maps NUMERIC to Decimal
/// let rows: Vec<(String, Option<Decimal>)> = vec![
///     ("Jumlah desa yang melapor".into(), Some(Decimal::new(144, 0))),
///     ("Jumlah desa".into(), Some(Decimal::new(15400, 2))),
///     ("Jumlah BUMDes".into(), None),
/// ];
/// let data: Dataset = rows.into_iter().collect();
/// let formula = Formula::canonical(r#""Jumlah desa yang melapor" / "Jumlah desa" * 100%"#)?;
/// assert_eq!(formula.evaluate(&data)?.to_string(), "93,51%");
/// # Ok::<(), rumusan::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Dataset {
    entries: Vec<Entry>,
    by_key: HashMap<String, usize>,
    /// Entries by the lower case of their name, for symbols that are looked up in another case.
    by_folded: HashMap<String, Vec<usize>>,
    notes: Vec<Note>,
}

/// A name of a [`Dataset`] with its values.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) name: Name,
    pub(crate) cells: Vec<Cell>,
    /// Whether the name has rows of values, be it one row, instead of a single value.
    pub(crate) is_rows: bool,
    pub(crate) unit: Option<Unit>,
    pub(crate) source: Option<String>,
    /// Whether the name was given two different values at once.
    pub(crate) is_twice: bool,
}

/// A variable found in the data.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found<'a> {
    pub(crate) entry: &'a Entry,
    pub(crate) at: usize,
    /// Whether it was found under its very name, not merely in another case.
    pub(crate) exactly: bool,
}

impl Dataset {
    /// No data.
    ///
    /// ```
    /// use rumusan::Dataset;
    ///
    /// assert!(Dataset::new().is_empty());
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// With a name and its value; an earlier value of the name is replaced.
    ///
    /// ```
    /// use rumusan::data::Dataset;
    ///
    /// let data = Dataset::new().with("Jumlah desa", 154).with("Capaian", "80%").with("Jumlah BUMDes", None::<i64>);
    /// assert_eq!(data.names().count(), 3);
    /// ```
    #[must_use]
    pub fn with(mut self, name: impl Into<Name>, value: impl Into<Cell>) -> Self {
        self.set(name, value);
        self
    }

    /// With a name and its rows of values, for `jumlah(...)` and `rata-rata(...)`.
    ///
    /// ```
    /// use rumusan::{Formula, data::Dataset};
    ///
    /// let data = Dataset::new().with_rows("Jumlah penduduk", [15748, 16129, 12048]);
    /// let formula = Formula::canonical(r#"jumlah("Jumlah penduduk")"#)?;
    /// assert_eq!(formula.evaluate(&data)?.to_string(), "43.925 penduduk");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    #[must_use]
    pub fn with_rows<C: Into<Cell>>(mut self, name: impl Into<Name>, values: impl IntoIterator<Item = C>) -> Self {
        self.put(Entry::new(name.into(), values.into_iter().map(Into::into).collect(), true));
        self
    }

    /// Gives a name its value; an earlier one is replaced.
    ///
    /// ```
    /// use rumusan::Dataset;
    ///
    /// let mut data = Dataset::new();
    /// data.set("Jumlah desa", 154);
    /// assert!(data.get("Jumlah desa").is_some());
    /// ```
    pub fn set(&mut self, name: impl Into<Name>, value: impl Into<Cell>) {
        self.put(Entry::new(name.into(), vec![value.into()], false));
    }

    /// Says in which unit the figures of a name are; nothing where the name is not there.
    ///
    /// ```
    /// use rumusan::{Formula, Unit, data::Dataset};
    ///
    /// let mut data = Dataset::new().with("x", 75);
    /// data.set_unit("x", Unit::percent());
    /// assert_eq!(Formula::canonical(r#""x""#)?.evaluate(&data)?.to_string(), "75%");
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn set_unit(&mut self, name: impl Into<Name>, unit: Unit) {
        if let Some(&at) = self.by_key.get(name.into().key()) {
            self.entries[at].unit = Some(unit);
        }
    }

    /// Says where the value of a name comes from, for the steps of an evaluation.
    ///
    /// ```
    /// use rumusan::{Dataset, Formula};
    ///
    /// let mut data = Dataset::new().with("A", 1);
    /// data.set_source("A", "Dinas PMD");
    /// let steps = Formula::canonical("A + 1")?.steps(&data)?;
    /// assert_eq!(steps.steps()[0].origin().unwrap().source(), Some("Dinas PMD"));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn set_source(&mut self, name: impl Into<Name>, source: impl Into<String>) {
        if let Some(&at) = self.by_key.get(name.into().key()) {
            self.entries[at].source = Some(source.into());
        }
    }

    /// The values of a name: one, or one for each row.
    ///
    /// ```
    /// use rumusan::data::{Cell, Dataset};
    ///
    /// assert_eq!(Dataset::new().with("A", "").get("A"), Some(&[Cell::Empty][..]));
    /// assert_eq!(Dataset::new().get("A"), None);
    /// ```
    pub fn get(&self, name: impl Into<Name>) -> Option<&[Cell]> {
        self.by_key.get(name.into().key()).map(|&at| self.entries[at].cells.as_slice())
    }

    /// The names, in the order in which they came.
    ///
    /// ```
    /// use rumusan::Dataset;
    ///
    /// assert_eq!(Dataset::new().with("B", 1).with("A", 2).names().next().unwrap().as_str(), "B");
    /// ```
    pub fn names(&self) -> impl Iterator<Item = &Name> {
        self.entries.iter().map(|entry| &entry.name)
    }

    /// Whether there is no name in it.
    ///
    /// ```
    /// use rumusan::Dataset;
    ///
    /// assert!(!Dataset::new().with("A", "").is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What is doubtful in the data: numbers such as `1.234` that can be read in two ways.
    ///
    /// ```
    /// #[cfg(feature = "csv")]
    /// # {
    /// use rumusan::data::CsvReader;
    ///
    /// let data = CsvReader::new().list("Kepadatan;1.234\n")?;
    /// assert_eq!(data.notes()[0].code().as_str(), "ambiguous-cell");
    /// # }
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// How many rows the names have; 1 where none has rows.
    ///
    /// ```
    /// assert_eq!(rumusan::data::Dataset::new().with_rows("A", [1, 2]).row_count(), 2);
    /// ```
    pub fn row_count(&self) -> usize {
        self.entries.iter().filter(|entry| entry.is_rows).map(|entry| entry.cells.len()).max().unwrap_or(1)
    }

    /// One row as data of its own: each name with its value there, single values in every row.
    ///
    /// ```
    /// use rumusan::{Formula, data::Dataset};
    ///
    /// let data = Dataset::new().with_rows("A", [1, 2, 3]).with_rows("B", ["4", "0", ""]);
    /// let formula = Formula::canonical(r#""A" / "B""#)?;
    /// let codes: Vec<_> = (0..data.row_count())
    ///     .map(|row| formula.evaluate(&data.row(row)).map_or_else(|why| why.code().to_string(), |value| value.to_string()))
    ///     .collect();
    /// assert_eq!(codes, ["0,25", "zero-denominator", "empty-cell"]);
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    #[must_use]
    pub fn row(&self, row: usize) -> Self {
        let at_row = |entry: &Entry| {
            let cell = entry.cells.get(if entry.is_rows { row } else { 0 });
            vec![cell.cloned().unwrap_or(Cell::Empty)]
        };
        let entries = self.entries.iter().map(|entry| Entry {
            name: entry.name.clone(),
            cells: at_row(entry),
            is_rows: false,
            unit: entry.unit.clone(),
            source: entry.source.clone(),
            is_twice: entry.is_twice,
        });
        Self {
            entries: entries.collect(),
            by_key: self.by_key.clone(),
            by_folded: self.by_folded.clone(),
            notes: Vec::new(),
        }
    }

    fn put(&mut self, entry: Entry) {
        let key = entry.name.key().to_owned();
        if let Some(&at) = self.by_key.get(&key) {
            self.entries[at] = entry;
            return;
        }
        let folded = entry.name.as_str().to_lowercase();
        self.by_folded.entry(folded).or_default().push(self.entries.len());
        self.by_key.insert(key, self.entries.len());
        self.entries.push(entry);
    }

    /// Adds a name once: a second, different value makes it unusable, since nothing tells which one is meant.
    fn add(&mut self, name: Name, cell: Cell) {
        match self.by_key.get(name.key()) {
            Some(&at) if self.entries[at].cells != [cell.clone()] => self.entries[at].is_twice = true,
            Some(_) => {}
            None => self.set(name, cell),
        }
    }

    /// The entry of a variable: under its name or a meaning, or in another case where one entry alone is spelt so.
    pub(crate) fn find(&self, variable: &Variable) -> Option<Found<'_>> {
        let exactly = variable.names().find_map(|name| self.by_key.get(name.key()).copied());
        let at = exactly.or_else(|| {
            variable.names().find_map(|name| match self.by_folded.get(&name.as_str().to_lowercase())?.as_slice() {
                [one] => Some(*one),
                _ => None,
            })
        })?;
        Some(Found { entry: &self.entries[at], at, exactly: exactly.is_some() })
    }

    /// The error for a name that is not there, with the nearest names that are.
    pub(crate) fn unknown_name(&self, variable: &Variable) -> Error {
        let near = self.nearest(variable);
        let quoted: Vec<_> = near.iter().map(|name| format!("\"{name}\"")).collect();
        let listed = |head: &str| {
            if quoted.is_empty() { String::new() } else { format!(" {head}: {}.", quoted.join(", ")) }
        };
        let (similar, near) = (listed("Yang mirip"), listed("Similar"));
        Error::new(Code::UnknownName)
            .at(variable.span())
            .with("nama", variable.name())
            .with("mirip", similar)
            .with("near", near)
    }

    /// Up to three names that a variable may have been meant as.
    fn nearest(&self, variable: &Variable) -> Vec<&Name> {
        let likeness = |name: &Name| {
            let folded = name.as_str().to_lowercase();
            let by = variable
                .names()
                .map(|wanted| strsim::normalized_damerau_levenshtein(&folded, &wanted.as_str().to_lowercase()));
            by.fold(0.0_f64, f64::max)
        };
        let mut all: Vec<_> =
            self.names().map(|name| (likeness(name), name)).filter(|(like, _)| *like > 0.55).collect();
        all.sort_by(|(a, one), (b, other)| b.total_cmp(a).then_with(|| one.cmp(other)));
        all.into_iter().take(3).map(|(_, name)| name).collect()
    }
}

impl Entry {
    fn new(name: Name, cells: Vec<Cell>, is_rows: bool) -> Self {
        Self { name, cells, is_rows, unit: None, source: None, is_twice: false }
    }
}

/// Pairs of a name and a value. A name that comes twice with different values is the error `duplicate-name` where it is
/// used.
impl<N: Into<Name>, C: Into<Cell>> FromIterator<(N, C)> for Dataset {
    fn from_iter<I: IntoIterator<Item = (N, C)>>(pairs: I) -> Self {
        let mut data = Self::new();
        data.extend(pairs);
        data
    }
}

impl<N: Into<Name>, C: Into<Cell>> Extend<(N, C)> for Dataset {
    fn extend<I: IntoIterator<Item = (N, C)>>(&mut self, pairs: I) {
        for (name, value) in pairs {
            self.add(name.into(), value.into());
        }
    }
}

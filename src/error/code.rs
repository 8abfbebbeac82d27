//! The codes: one line each, in the order of the documentation.

use super::Language;
use super::catalog::{Entry, figures, limits, reading, registry, repairs, units};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// What part of the work a code belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    /// A text that cannot be read.
    Reading,
    /// A repair or doubt of the reader, which strict reading refuses.
    Repair,
    /// A limit that was passed.
    Limit,
    /// A figure that cannot be computed.
    Figure,
    /// Units that contradict each other.
    Unit,
    /// A registry file.
    Registry,
}

macro_rules! codes {
    ($( $family:ident { $( $(#[$about:meta])* $variant:ident = $entry:path, )* } )*) => {
        /// A stable code of an error or a note. The name never changes its meaning.
        ///
        /// ```
        /// use rumusan::Code;
        ///
        /// assert_eq!(Code::ZeroDenominator.as_str(), "zero-denominator");
        /// assert_eq!(Code::from_name("zero-denominator"), Some(Code::ZeroDenominator));
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code { $( $( $(#[$about])* $variant, )* )* }

        impl Code {
            /// Every code, in the order of the documentation.
            ///
            /// ```
            /// use rumusan::Code;
            ///
            /// assert!(Code::ALL.contains(&Code::EmptyCell));
            /// ```
            pub const ALL: &'static [Code] = &[ $( $( Code::$variant, )* )* ];

            pub(super) fn entry(self) -> &'static Entry {
                match self { $( $( Code::$variant => &$entry, )* )* }
            }

            fn family(self) -> Family {
                match self { $( $( Code::$variant )|* => Family::$family, )* }
            }
        }
    };
}

// A new code is a line here, an entry in its family's file of the catalog, an example in `tests/codes.rs`, and a page,
// which that test writes.
codes! {
    Reading {
        /// Nothing stands in the text.
        EmptyText = reading::EMPTY_TEXT,
        /// A text that computes nothing.
        NotAFormula = reading::NOT_A_FORMULA,
        /// A row or a piece of a table.
        PastedTable = reading::PASTED_TABLE,
        /// The text ends in the middle, as at the edge of a cell.
        CutOff = reading::CUT_OFF,
        /// An operator without a quantity on one side.
        MissingOperand = reading::MISSING_OPERAND,
        /// Two operators one after the other.
        DoubledOperator = reading::DOUBLED_OPERATOR,
        /// Brackets with nothing inside.
        EmptyBrackets = reading::EMPTY_BRACKETS,
        /// Two quantities with nothing between them.
        MissingOperator = reading::MISSING_OPERATOR,
        /// A bracket without its partner.
        UnbalancedBracket = reading::UNBALANCED_BRACKET,
        /// A number that is not written as numbers are.
        BadNumber = reading::BAD_NUMBER,
        /// A canonical text that breaks the rules of the canonical language.
        BadCanonical = reading::BAD_CANONICAL,
        /// An Excel error value in the text.
        SpreadsheetError = reading::SPREADSHEET_ERROR,
        /// A formula over cells of a sheet.
        CellReference = reading::CELL_REFERENCE,
        /// Several formulas where one is wanted.
        SeveralFormulas = reading::SEVERAL_FORMULAS,
        /// Several fractions side by side whose layout cannot be restored.
        LayoutLost = reading::LAYOUT_LOST,
    }
    Limit {
        /// More bytes than the limit.
        TextTooLong = limits::TEXT_TOO_LONG,
        /// Brackets nested deeper than the limit.
        TooDeep = limits::TOO_DEEP,
        /// More terms than the limit.
        TooManyTerms = limits::TOO_MANY_TERMS,
        /// A number with more digits than the limit.
        NumberTooLong = limits::NUMBER_TOO_LONG,
    }
    Figure {
        /// A name that the data do not have.
        UnknownName = figures::UNKNOWN_NAME,
        /// A name whose cell is empty.
        EmptyCell = figures::EMPTY_CELL,
        /// An indicator whose formula has no accepted reading.
        NoReading = figures::NO_READING,
        /// A division by zero.
        ZeroDenominator = figures::ZERO_DENOMINATOR,
        /// An aggregate over no rows.
        NoData = figures::NO_DATA,
        /// Rows where one value is wanted.
        RowsOutsideAggregate = figures::ROWS_OUTSIDE_AGGREGATE,
        /// Columns of different lengths.
        RowCountDiffers = figures::ROW_COUNT_DIFFERS,
        /// A value in the data that is no number.
        BadValue = figures::BAD_VALUE,
        /// An operation that has no exact value yet, such as a root of a negative number.
        NotComputable = figures::NOT_COMPUTABLE,
        /// A digit that could not be proved.
        UndecidedRounding = figures::UNDECIDED_ROUNDING,
        /// A number outside the range of a fixed type.
        OutOfRange = figures::OUT_OF_RANGE,
        /// A way of rounding that does not exist.
        BadRounding = figures::BAD_ROUNDING,
        /// Definitions that lead back to themselves.
        DefinitionCycle = figures::DEFINITION_CYCLE,
        /// A name with two different definitions.
        DefinitionTwice = figures::DEFINITION_TWICE,
        /// A name with two different values in the data.
        DuplicateName = figures::DUPLICATE_NAME,
        /// A table that cannot be read.
        BadTable = figures::BAD_TABLE,
        /// A number of a table that can be read in two ways.
        AmbiguousCell = figures::AMBIGUOUS_CELL,
    }
    Unit {
        /// Two units that cannot be joined.
        UnitClash = units::UNIT_CLASH,
        /// A formula that gives something else than the declared unit.
        DeclaredUnitClash = units::DECLARED_UNIT_CLASH,
        /// The factor of 100 stands twice.
        PercentTwice = units::PERCENT_TWICE,
        /// A unit text that cannot be read.
        BadUnit = units::BAD_UNIT,
        /// A number beside a percentage, which may have been meant as a percentage.
        NumberBesidePercent = units::NUMBER_BESIDE_PERCENT,
        /// A name beside a percentage, which is taken to be in percent.
        PercentAssumed = units::PERCENT_ASSUMED,
    }
    Registry {
        /// A registry file that is no TOML.
        BadToml = registry::BAD_TOML,
        /// A field that every entry needs.
        MissingField = registry::MISSING_FIELD,
        /// A field that no entry has.
        UnknownField = registry::UNKNOWN_FIELD,
        /// A field whose value cannot be used.
        BadField = registry::BAD_FIELD,
        /// Two entries with one key.
        DuplicateEntry = registry::DUPLICATE_ENTRY,
        /// A field that points at nothing.
        UnknownReference = registry::UNKNOWN_REFERENCE,
    }
    Repair {
        /// A word near to an operator, read as that operator.
        MisspeltWord = repairs::MISSPELT_WORD,
        /// A word of a name that is near to a common one.
        MisspeltName = repairs::MISSPELT_NAME,
        /// A percent sign that is written twice.
        DoubledSign = repairs::DOUBLED_SIGN,
        /// `A dibagi 100% B` and `A x 100% B`, read as A / B x 100%.
        PercentMoved = repairs::PERCENT_MOVED,
        /// A sign between two quantities that was lost, read as a division or a difference.
        LostOperator = repairs::LOST_OPERATOR,
        /// A percentage behind a quantity with no sign between.
        MissingTimes = repairs::MISSING_TIMES,
        /// A fraction drawn over lines without a bar.
        FractionByLines = repairs::FRACTION_BY_LINES,
        /// A growth formula without the brackets round its difference.
        MissingBracket = repairs::MISSING_BRACKET,
        /// A number whose mark can part thousands or open decimals.
        AmbiguousNumber = repairs::AMBIGUOUS_NUMBER,
        /// A division by a round number with a noun, which most often means a rate.
        RateBase = repairs::RATE_BASE,
        /// A text that holds numbers and no quantity.
        OnlyNumbers = repairs::ONLY_NUMBERS,
        /// A stated result that the numbers of the text do not give.
        ResultDiffers = repairs::RESULT_DIFFERS,
        /// A text without arithmetic that is taken as the name of one quantity.
        OneQuantity = repairs::ONE_QUANTITY,
        /// A name that does not look like one, in which an operation may have been missed.
        OddName = repairs::ODD_NAME,
        /// A count that is multiplied by 100% although nothing divides it.
        NothingDivided = repairs::NOTHING_DIVIDED,
        /// Two things that are compared, which may be a ratio or no formula at all.
        Comparison = repairs::COMPARISON,
        /// `-1` behind a bracket, which may be an exponent that lost its place.
        ExponentLost = repairs::EXPONENT_LOST,
        /// A part of the text that looks like arithmetic and was not read.
        IgnoredText = repairs::IGNORED_TEXT,
        /// A part of the text that was taken as a remark beside the formula.
        Remark = repairs::REMARK,
        /// A bracketed or worded part behind which another word could part the operands.
        AmbiguousPart = repairs::AMBIGUOUS_PART,
        /// A sign that could be an operator or a part of a name.
        AmbiguousSign = repairs::AMBIGUOUS_SIGN,
    }
}

impl Code {
    /// The name in data and documentation, such as `zero-denominator`.
    ///
    /// ```
    /// use rumusan::Code;
    ///
    /// assert_eq!(Code::EmptyCell.as_str(), "empty-cell");
    /// ```
    pub fn as_str(self) -> &'static str {
        self.entry().name
    }

    /// The code of that name.
    ///
    /// ```
    /// assert_eq!(rumusan::Code::from_name("no such code"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }

    /// Why this is an error or worth a note, as a few sentences without the words of one text.
    ///
    /// ```
    /// use rumusan::{Code, Language};
    ///
    /// assert!(Code::EmptyCell.why(Language::English).contains("zero"));
    /// ```
    pub fn why(self, language: Language) -> &'static str {
        self.entry().text(language).why
    }

    /// The message before its words are filled in: `{word}` stands for an argument.
    ///
    /// ```
    /// use rumusan::{Code, Language};
    ///
    /// assert!(Code::EmptyCell.template(Language::English).contains("{nama}"));
    /// ```
    pub fn template(self, language: Language) -> &'static str {
        self.entry().text(language).message
    }

    /// Whether it belongs to the reading of a text, limits left out.
    pub(super) fn is_reading(self) -> bool {
        matches!(self.family(), Family::Reading | Family::Repair)
    }

    /// Whether it is a limit that was passed.
    pub(super) fn is_limit(self) -> bool {
        self.family() == Family::Limit
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::from_name(&name).ok_or_else(|| serde::de::Error::custom(format!("unknown code {name}")))
    }
}

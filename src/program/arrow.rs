//! Arrow record batches in, decimal arrays out.

use super::{Bound, Column, Figures, Program};
use crate::error::{Code, Error, Result};
use crate::number::Rounding;
use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal64Type, Decimal128Type, Int64Type};
use arrow_array::{Array, Decimal128Array, RecordBatch};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, ScalarBuffer};
use arrow_schema::DataType;

/// The most digits of an Arrow decimal of 128 bits.
const PRECISION: u8 = 38;

impl Program {
    /// The figures of a record batch, its columns found by their names; a row without a figure is null.
    ///
    /// Columns of `Int64`, `Decimal64` and `Decimal128` are read where they are, without a copy. Another type is the
    /// error `bad-value`, since floating point has lost digits before it comes here; a name that the batch lacks is
    /// `unknown-name`; more than 38 digits are `out-of-range`. Columns that the formula does not use may have any type.
    /// The array has precision 38 and scale `digits`; a figure that does not fit is null. Why a row is null: see
    /// [`Figures::reason`] after [`Bound::eval_into`].
    ///
    /// ```
    /// use arrow_array::{Array, Int64Array, RecordBatch, ArrayRef};
    /// use rumusan::{Formula, number::Rounding, program::Program};
    /// use std::sync::Arc;
    ///
    /// let program = Program::compile(&Formula::canonical(r#""melapor" / "desa" * 100"#)?)?;
    /// let batch = RecordBatch::try_from_iter([
    ///     ("desa", Arc::new(Int64Array::from(vec![154, 8, 0])) as ArrayRef),
    ///     ("melapor", Arc::new(Int64Array::from(vec![Some(144), None, Some(3)])) as ArrayRef),
    /// ]).unwrap();
    /// let figures = program.eval_record_batch(&batch, 2, Rounding::HalfUp)?;
    /// assert_eq!(figures.value_as_string(0), "93.51");
    /// assert!(figures.is_null(1) && figures.is_null(2));
    /// # Ok::<(), rumusan::Error>(())
    /// ```
    pub fn eval_record_batch(&self, batch: &RecordBatch, digits: u16, rounding: Rounding) -> Result<Decimal128Array> {
        let scale = i8::try_from(digits).ok().filter(|scale| scale.unsigned_abs() <= PRECISION);
        let scale = scale.ok_or_else(|| Error::new(Code::OutOfRange))?;
        let schema = batch.schema();
        let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        let places = self.bind(&names)?;
        let mut columns = Vec::new();
        for (slot, place) in places.places().iter().flatten().enumerate() {
            columns.push(column(batch.column(*place).as_ref(), || self.inner.variables[slot].name().to_string())?);
        }
        // A formula without inputs has as many rows as the batch.
        let rows = if columns.is_empty() { vec![0; batch.num_rows()] } else { Vec::new() };
        if columns.is_empty() {
            columns.push(Column::integers(&rows));
        }
        let bound = Bound::new(self.clone(), (0..self.inner.variables.len()).map(Some).collect());
        let mut figures = Figures::<i128>::new();
        bound.eval_into(&columns, digits, rounding, &mut figures)?;

        let (mantissas, validity) = figures.into_parts();
        let nulls =
            validity.map(|bits| NullBuffer::new(BooleanBuffer::new(Buffer::from_vec(bits), 0, mantissas.len())));
        let array = Decimal128Array::try_new(ScalarBuffer::from(mantissas), nulls);
        let array = array.and_then(|array| array.with_precision_and_scale(PRECISION, scale));
        array.map_err(|_| Error::new(Code::OutOfRange))
    }
}

fn column(array: &dyn Array, name: impl Fn() -> String) -> Result<Column<'_>> {
    let column = match array.data_type() {
        DataType::Int64 => Column::integers(array.as_primitive::<Int64Type>().values()),
        DataType::Decimal64(_, scale) => Column::decimals(array.as_primitive::<Decimal64Type>().values(), *scale),
        DataType::Decimal128(_, scale) => {
            Column::wide_decimals(array.as_primitive::<Decimal128Type>().values(), *scale)
        }
        other => return Err(Error::new(Code::BadValue).with("nama", name()).with("nilai", other)),
    };
    match array.nulls() {
        Some(nulls) => column.with_validity(nulls.validity(), nulls.offset()),
        None => Ok(column),
    }
}

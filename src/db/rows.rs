//! Many rows in one statement.

/// Rows of one statement: SQLite takes 32 766 values.
pub const ROWS_MAX: usize = 1000;

/// Fills `rows` up to a power of two with none, to be bound as rows without an id, which match nothing: statements of a few
/// lengths stay prepared, and to prepare one takes longer than to carry it out.
pub fn padded<T>(rows: &[T]) -> impl Iterator<Item = Option<&T>> {
    let missing = rows.len().next_power_of_two() - rows.len();
    rows.iter().map(Some).chain(std::iter::repeat_n(None, missing))
}

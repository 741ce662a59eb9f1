//! Everything sealed, opened once: what does not open is named.

use diesel::QueryResult;
use diesel::result::Error;

/// How many rows were opened, and what is wrong with the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Looked {
    pub opened: usize,
    pub broken: Vec<String>,
}

impl Looked {
    /// Opens these rows of a table one by one.
    pub fn rows<T>(
        &mut self,
        table: &str,
        rows: Vec<i64>,
        mut open: impl FnMut(i64) -> QueryResult<T>,
    ) {
        for row in rows {
            match open(row) {
                Ok(_) => self.opened += 1,
                Err(Error::DeserializationError(why)) => {
                    self.broken.push(format!("table {table}, row {row}: {why}"));
                }
                Err(why) => self.broken.push(format!("table {table}, row {row}: {why}")),
            }
        }
    }
}

/// Opens every row of tables that are opened as they are loaded.
macro_rules! look_at {
    ($looked:expr, $conn:expr, $($table:ident as $opened:ty),+ $(,)?) => {$({
        let rows = $table::table.order($table::id).select($table::id).load::<i64>($conn)?;
        $looked.rows(stringify!($table), rows, |row| {
            $table::table.find(row).select(<$opened>::as_select()).first::<$opened>($conn)
        });
    })+};
}

pub(crate) use look_at;

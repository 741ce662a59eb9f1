//! Rows that are opened as they are loaded.

/// Lets the opened type be selected and loaded as if it were the row. The row has a method `open`, which answers
/// the opened type, or says what is [`super::Broken`].
macro_rules! opened_at_loading {
    ($($opened:ty = $row:ty),+ $(,)?) => {$(
        impl ::diesel::Selectable<$crate::db::Backend> for $opened {
            type SelectExpression = <$row as ::diesel::Selectable<$crate::db::Backend>>::SelectExpression;

            fn construct_selection() -> Self::SelectExpression {
                <$row as ::diesel::Selectable<$crate::db::Backend>>::construct_selection()
            }
        }

        impl<ST> ::diesel::deserialize::Queryable<ST, $crate::db::Backend> for $opened
        where
            $row: ::diesel::deserialize::Queryable<ST, $crate::db::Backend>,
        {
            type Row = <$row as ::diesel::deserialize::Queryable<ST, $crate::db::Backend>>::Row;

            fn build(row: Self::Row) -> ::diesel::deserialize::Result<Self> {
                Ok(<$row as ::diesel::deserialize::Queryable<ST, $crate::db::Backend>>::build(row)?.open()?)
            }
        }
    )+};
}

pub(crate) use opened_at_loading;

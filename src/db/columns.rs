//! Lets the types of `procedure/` and `text/` be columns, so that those folders need not know a
//! database. A key is a BigInt; a public id, and each word of a closed list, is a Text.

use crate::procedure::Moment;
use crate::procedure::keys::*;
use crate::procedure::words::*;
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, Queryable};
use diesel::expression::AsExpression;
use diesel::internal::derives::as_expression::Bound;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::{BigInt, Nullable, SingleValue, Text};

/// What the derives `AsExpression` and `FromSqlRow` would write beside the type's definition.
macro_rules! column {
    ($sql:ty => $($rust:ty),+ $(,)?) => {$(
        impl AsExpression<$sql> for $rust {
            type Expression = Bound<$sql, Self>;
            fn as_expression(self) -> Self::Expression { Bound::new(self) }
        }
        impl<'e> AsExpression<$sql> for &'e $rust {
            type Expression = Bound<$sql, Self>;
            fn as_expression(self) -> Self::Expression { Bound::new(self) }
        }
        impl AsExpression<Nullable<$sql>> for $rust {
            type Expression = Bound<Nullable<$sql>, Self>;
            fn as_expression(self) -> Self::Expression { Bound::new(self) }
        }
        impl<'e> AsExpression<Nullable<$sql>> for &'e $rust {
            type Expression = Bound<Nullable<$sql>, Self>;
            fn as_expression(self) -> Self::Expression { Bound::new(self) }
        }
        impl<DB: Backend> ToSql<Nullable<$sql>, DB> for $rust
        where
            $rust: ToSql<$sql, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                ToSql::<$sql, DB>::to_sql(self, out)
            }
        }
        impl<ST: SingleValue, DB: Backend> Queryable<ST, DB> for $rust
        where
            $rust: FromSql<ST, DB>,
        {
            type Row = Self;
            fn build(row: Self) -> deserialize::Result<Self> { Ok(row) }
        }
    )+};
}

macro_rules! key_columns {
    ($($rust:ident),+ $(,)?) => {
        column! { BigInt => $($rust),+ }
        $(
            impl<DB: Backend> ToSql<BigInt, DB> for $rust
            where
                i64: ToSql<BigInt, DB>,
            {
                fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                    self.0.to_sql(out)
                }
            }
            impl<DB: Backend> FromSql<BigInt, DB> for $rust
            where
                i64: FromSql<BigInt, DB>,
            {
                fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
                    i64::from_sql(value).map(Self)
                }
            }
        )+
    };
}

macro_rules! word_columns {
    ($($rust:ty),+ $(,)?) => {
        column! { Text => $($rust),+ }
        $(
            impl<DB: Backend> ToSql<Text, DB> for $rust
            where
                str: ToSql<Text, DB>,
            {
                fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
                    <str as ToSql<Text, DB>>::to_sql(self.as_str(), out)
                }
            }
            impl<DB: Backend> FromSql<Text, DB> for $rust
            where
                String: FromSql<Text, DB>,
            {
                fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
                    Ok(<String as FromSql<Text, DB>>::from_sql(value)?.parse()?)
                }
            }
        )+
    };
}

key_columns! {
    AccountKey, ConsultationKey, DraftKey, ElementKey, ParticipantKey, PersonKey, DoorRequestKey,
    RoundKey, QuestionKey, NoteVerbaleKey, SubmissionKey, InputKey, AttachmentKey, ThemeKey,
    LetterKey, ResponseKey, ExplanatoryNoteKey, FrameworkElementKey, ReviewKey, ReviewerKey,
    ReviewCommentKey,
}

word_columns! {
    PublicId, ConsultationKind, Role, SeatRole, ParticipantKind, RegionalGroup, DraftState,
    InputKind, Operation, CommentType, PublicationClass, PublicationRule, SubmissionState, Source,
    Placement, Treatment, Occasion, LetterState, Dispatch, DoorDecision, AccountDecision,
    SummaryAttribution, Relation, LineageOrigin, ChangeAct, AgreementStatus, Stance,
    Verification,
    Kind, Legend,
}

column! { super::sql::Moment => Moment }

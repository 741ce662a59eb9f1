//! The tables, as both engines have them. Kept by hand: a test compares this file with the live
//! databases, and `diesel print-schema` cannot see two engines at once.

/// A table as data, for what is done with all of them alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    pub name: &'static str,
    /// In the order of this file; the first is the key, `id`.
    pub columns: &'static [Column],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    pub name: &'static str,
    pub kind: ColumnKind,
    pub is_nullable: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    BigInt,
    Bool,
    Text,
    Binary,
    Moment,
    Doc,
}

macro_rules! column {
    ($name:ident Nullable $kind:ident) => {
        Column { name: stringify!($name), kind: ColumnKind::$kind, is_nullable: true }
    };
    ($name:ident $kind:ident) => {
        Column { name: stringify!($name), kind: ColumnKind::$kind, is_nullable: false }
    };
}

/// Each as diesel wants it, and all of them as data.
macro_rules! tables {
    ($(#[$said:meta])* $all:ident: $($table:ident (id) { $($name:ident -> $kind:ident $(<$inner:ident>)?,)+ })+) => {
        $(diesel::table! {
            use diesel::sql_types::*;
            use crate::db::sql::*;
            $table (id) { $($name -> $kind $(<$inner>)?,)+ }
        })+
        diesel::allow_tables_to_appear_in_same_query!($($table,)+);

        $(#[$said])*
        pub const $all: &[Table] = &[
            $(Table {
                name: stringify!($table),
                columns: &[$(column!($name $kind $($inner)?),)+],
            },)+
        ];
    };
}

tables! {
    /// Every table but the one that diesel keeps of migrations, and those of [`OF_THE_INDEX`] and [`PASSING`].
    TABLES:

    accounts (id) {
        id -> BigInt,
        public_id -> Text,
        email -> Text,
        name -> Text,
        language -> Text,
        password_hash -> Nullable<Text>,
        system_administrator -> Bool,
        created_at -> Moment,
        deactivated_at -> Nullable<Moment>,
        password_changed_at -> Nullable<Moment>,
    }

    sessions (id) {
        id -> BigInt,
        token_hash -> Binary,
        account_id -> BigInt,
        created_at -> Moment,
        last_seen_at -> Moment,
        expires_at -> Moment,
        half -> Bool,
        confirmed_at -> Nullable<Moment>,
    }

    second_factors (id) {
        id -> BigInt,
        account_id -> BigInt,
        key_id -> Text,
        secret -> Binary,
        last_step -> BigInt,
        confirmed_at -> Moment,
    }

    parked_forms (id) {
        id -> BigInt,
        account_id -> BigInt,
        parked_at -> Moment,
        sealed -> Binary,
        key_id -> Text,
    }

    recovery_codes (id) {
        id -> BigInt,
        account_id -> BigInt,
        code_hash -> Binary,
        created_at -> Moment,
        used_at -> Nullable<Moment>,
    }

    account_decisions (id) {
        id -> BigInt,
        account_id -> BigInt,
        decision -> Text,
        reason -> Text,
        decided_by -> Nullable<BigInt>,
        decided_at -> Moment,
    }

    links (id) {
        id -> BigInt,
        purpose -> Text,
        token_hash -> Binary,
        account_id -> Nullable<BigInt>,
        person_id -> Nullable<BigInt>,
        email -> Text,
        detail -> Doc,
        created_at -> Moment,
        expires_at -> Moment,
        used_at -> Nullable<Moment>,
    }

    throttles (id) {
        id -> BigInt,
        key -> Text,
        at -> Moment,
    }

    chains (id) {
        id -> BigInt,
        scope -> Text,
        length -> BigInt,
        head -> Binary,
    }

    journal (id) {
        id -> BigInt,
        chain_id -> BigInt,
        seq -> BigInt,
        at -> Moment,
        account_id -> Nullable<BigInt>,
        acting_as -> Text,
        act -> Text,
        subject -> Text,
        detail -> Doc,
        prev -> Binary,
        hash -> Binary,
    }

    sealing_keys (id) {
        id -> BigInt,
        key_id -> Text,
        made_at -> Moment,
        retired_at -> Nullable<Moment>,
    }

    letters (id) {
        id -> BigInt,
        public_id -> Text,
        message_id -> Text,
        reason_key -> Text,
        consultation_id -> Nullable<BigInt>,
        occasion -> Text,
        to_email -> Text,
        to_name -> Text,
        language -> Text,
        subject -> Text,
        body_text -> Text,
        body_html -> Text,
        state -> Text,
        attempts -> BigInt,
        enqueued_at -> Moment,
        next_attempt_at -> Moment,
        leased_until -> Nullable<Moment>,
        sent_at -> Nullable<Moment>,
        last_error -> Nullable<Text>,
        leased_by -> Nullable<Text>,
    }

    consultations (id) {
        id -> BigInt,
        public_id -> Text,
        slug -> Text,
        title -> Text,
        kind -> Text,
        mandate -> Text,
        time_zone -> Text,
        languages -> Doc,
        contact -> Text,
        disclaimer -> Text,
        place -> Text,
        open_door -> Bool,
        attribution_public -> Bool,
        reservation -> Text,
        bracket_legend -> Text,
        brackets_public -> Bool,
        created_at -> Moment,
        row_version -> BigInt,
    }

    former_slugs (id) {
        id -> BigInt,
        consultation_id -> BigInt,
        slug -> Text,
    }

    roles (id) {
        id -> BigInt,
        consultation_id -> BigInt,
        account_id -> BigInt,
        role -> Text,
        clearance -> Bool,
        granted_at -> Moment,
        ended_at -> Nullable<Moment>,
        ends_at -> Nullable<Moment>,
    }

    handovers (id) {
        id -> BigInt,
        public_id -> Text,
        consultation_id -> BigInt,
        from_account -> BigInt,
        to_account -> BigInt,
        ends_on -> Nullable<Text>,
        ends_at -> Nullable<Moment>,
        begun_at -> Moment,
        accepted_at -> Nullable<Moment>,
        cancelled_at -> Nullable<Moment>,
    }

    milestones (id) {
        id -> BigInt,
        public_id -> Text,
        consultation_id -> BigInt,
        on_date -> Text,
        title -> Text,
        note -> Text,
    }

    themes (id) {
        id -> BigInt,
        consultation_id -> BigInt,
        name -> Text,
    }

    drafts (id) {
        id -> BigInt,
        public_id -> Text,
        consultation_id -> BigInt,
        label -> Text,
        language -> Text,
        state -> Text,
        based_on_id -> Nullable<BigInt>,
        symbol -> Nullable<Text>,
        created_at -> Moment,
        circulated_at -> Nullable<Moment>,
        row_version -> BigInt,
    }

    elements (id) {
        id -> BigInt,
        public_id -> Text,
        draft_id -> BigInt,
        identity -> Text,
        parent_id -> Nullable<BigInt>,
        position -> BigInt,
        kind -> Text,
        reference -> Nullable<Text>,
    }

    wordings (id) {
        id -> BigInt,
        element_id -> BigInt,
        language -> Text,
        body -> Text,
    }

    lineage (id) {
        id -> BigInt,
        draft_id -> BigInt,
        from_identity -> Text,
        to_identity -> Text,
        relation -> Text,
        from_draft_id -> Nullable<BigInt>,
        origin -> Text,
        account_id -> Nullable<BigInt>,
        traced_at -> Nullable<Moment>,
        step -> Nullable<Text>,
    }

    changes (id) {
        id -> BigInt,
        public_id -> Text,
        draft_id -> BigInt,
        identity -> Text,
        act -> Text,
        input_id -> Nullable<BigInt>,
        account_id -> Nullable<BigInt>,
        at -> Moment,
        undone_at -> Nullable<Moment>,
        step -> Nullable<Text>,
        reversal -> Nullable<Text>,
        undone_by -> Nullable<BigInt>,
    }

    participants (id) {
        id -> BigInt,
        public_id -> Text,
        consultation_id -> BigInt,
        name -> Text,
        kind -> Text,
        regional_group -> Nullable<Text>,
        language -> Text,
        email -> Text,
        address -> Text,
        contributors_may_submit -> Bool,
        admitted_by -> Text,
        created_at -> Moment,
        row_version -> BigInt,
        salt -> Nullable<Binary>,
    }

    people (id) {
        id -> BigInt,
        public_id -> Text,
        participant_id -> BigInt,
        account_id -> Nullable<BigInt>,
        name -> Text,
        email -> Text,
        role -> Text,
        invited_at -> Moment,
        accepted_at -> Nullable<Moment>,
        ended_at -> Nullable<Moment>,
    }

    door_requests (id) {
        id -> BigInt,
        public_id -> Text,
        consultation_id -> BigInt,
        person_name -> Text,
        email -> Text,
        participant_name -> Text,
        kind -> Text,
        regional_group -> Nullable<Text>,
        language -> Text,
        statement -> Text,
        requested_at -> Moment,
        confirmed_at -> Nullable<Moment>,
        decided_at -> Nullable<Moment>,
        decided_by -> Nullable<BigInt>,
        decision -> Nullable<Text>,
        reason -> Nullable<Text>,
        participant_id -> Nullable<BigInt>,
    }

    rounds (id) {
        id -> BigInt,
        public_id -> Text,
        consultation_id -> BigInt,
        draft_id -> Nullable<BigInt>,
        title -> Text,
        opens_civil -> Text,
        opens_at -> Moment,
        closes_civil -> Text,
        closes_at -> Moment,
        time_zone -> Text,
        instructions -> Text,
        allowed -> Doc,
        publication_rule -> Text,
        registered_class -> Text,
        accept_late -> Bool,
        team_reads_before_close -> Bool,
        open_to_public -> Bool,
        circulated_at -> Nullable<Moment>,
        closing_announced_at -> Nullable<Moment>,
        created_at -> Moment,
        row_version -> BigInt,
        stage -> Doc,
    }

    questions (id) {
        id -> BigInt,
        public_id -> Text,
        round_id -> BigInt,
        position -> BigInt,
        body -> Text,
    }

    extensions (id) {
        id -> BigInt,
        round_id -> BigInt,
        account_id -> Nullable<BigInt>,
        at -> Moment,
        reason -> Text,
        previous_closes_at -> Moment,
        closes_civil -> Text,
        closes_at -> Moment,
    }

    compilation_publications (id) {
        id -> BigInt,
        round_id -> BigInt,
        account_id -> Nullable<BigInt>,
        at -> Moment,
    }

    closures (id) {
        id -> BigInt,
        round_id -> BigInt,
        account_id -> Nullable<BigInt>,
        at -> Moment,
        reason -> Text,
    }

    pauses (id) {
        id -> BigInt,
        round_id -> BigInt,
        paused_at -> Moment,
        paused_by -> Nullable<BigInt>,
        reason -> Text,
        resumed_at -> Nullable<Moment>,
        resumed_by -> Nullable<BigInt>,
        resumed_reason -> Text,
    }

    invitations (id) {
        id -> BigInt,
        round_id -> BigInt,
        participant_id -> BigInt,
        written_at -> Moment,
        acknowledged_at -> Nullable<Moment>,
        reminded_at -> Nullable<Moment>,
    }

    notes_verbales (id) {
        id -> BigInt,
        public_id -> Text,
        consultation_id -> BigInt,
        round_id -> Nullable<BigInt>,
        participant_id -> BigInt,
        occasion -> Text,
        number -> Nullable<Text>,
        language -> Text,
        body -> Text,
        drafted_at -> Moment,
        approved_at -> Nullable<Moment>,
        approved_by -> Nullable<BigInt>,
        dispatched_on -> Nullable<Text>,
        dispatched_how -> Nullable<Text>,
        dispatch_recorded_at -> Nullable<Moment>,
        row_version -> BigInt,
    }

    submissions (id) {
        id -> BigInt,
        public_id -> Text,
        round_id -> BigInt,
        state -> Text,
        source -> Text,
        language -> Text,
        started_at -> Moment,
        submitted_at -> Nullable<Moment>,
        late -> Bool,
        received_on -> Nullable<Text>,
        without_prejudice -> Bool,
        registered_by -> Nullable<BigInt>,
        replaces_id -> Nullable<BigInt>,
        receipt_code -> Nullable<Text>,
        salt -> Nullable<Binary>,
        commitment -> Nullable<Binary>,
        withdrawn_at -> Nullable<Moment>,
        published_at -> Nullable<Moment>,
        form_key -> Nullable<Text>,
        receipt_by_email -> Bool,
        row_version -> BigInt,
        participant_index -> Binary,
        cover -> Binary,
        key_id -> Text,
        commitment_form -> BigInt,
    }

    inputs (id) {
        id -> BigInt,
        public_id -> Text,
        submission_id -> BigInt,
        round_id -> BigInt,
        identity -> Nullable<Text>,
        question_id -> Nullable<BigInt>,
        kind -> Text,
        operation -> Nullable<Text>,
        comment_type -> Nullable<Text>,
        body -> Text,
        quoted -> Text,
        proposed -> Text,
        language -> Text,
        publication_class -> Nullable<Text>,
        sealed -> Nullable<Binary>,
        key_id -> Nullable<Text>,
        letter -> Nullable<Text>,
        placement -> Text,
        mismatch -> Nullable<Text>,
        form_key -> Nullable<Text>,
        created_at -> Moment,
        updated_at -> Moment,
        row_version -> BigInt,
        class_as_submitted -> Nullable<Text>,
        retracted_at -> Nullable<Moment>,
        particulars -> Nullable<Doc>,
    }

    attachments (id) {
        id -> BigInt,
        public_id -> Text,
        submission_id -> BigInt,
        media_type -> Text,
        publication_class -> Nullable<Text>,
        original -> Bool,
        uploaded_at -> Moment,
        sealed -> Binary,
        key_id -> Text,
        class_as_submitted -> Nullable<Text>,
        retracted_at -> Nullable<Moment>,
        replaced_at -> Nullable<Moment>,
    }

    attachment_parts (id) {
        id -> BigInt,
        attachment_id -> BigInt,
        part -> BigInt,
        bytes -> Binary,
        key_id -> Text,
        object -> Nullable<Text>,
        sealed_for -> Nullable<Text>,
    }

    loose_objects (id) {
        id -> BigInt,
        address -> Text,
        part_id -> Nullable<BigInt>,
        since -> Nullable<Moment>,
    }

    input_themes (id) {
        id -> BigInt,
        input_id -> BigInt,
        theme_id -> BigInt,
    }

    internal_notes (id) {
        id -> BigInt,
        public_id -> Text,
        consultation_id -> BigInt,
        round_id -> BigInt,
        identity -> Nullable<Text>,
        input_id -> Nullable<BigInt>,
        body -> Text,
        account_id -> BigInt,
        at -> Moment,
        row_version -> BigInt,
        sealed -> Nullable<Binary>,
        key_id -> Nullable<Text>,
    }

    assignments (id) {
        id -> BigInt,
        public_id -> Text,
        round_id -> BigInt,
        place -> Text,
        account_id -> BigInt,
        due_on -> Nullable<Text>,
        assigned_by -> Nullable<BigInt>,
        assigned_at -> Moment,
        ended_at -> Nullable<Moment>,
    }

    responses (id) {
        id -> BigInt,
        public_id -> Text,
        input_id -> BigInt,
        treatment -> Text,
        reason -> Text,
        covered_by_id -> Nullable<BigInt>,
        drafted_by -> BigInt,
        drafted_at -> Moment,
        validated_by -> Nullable<BigInt>,
        validated_at -> Nullable<Moment>,
        validation_note -> Nullable<Text>,
        released_at -> Nullable<Moment>,
        row_version -> BigInt,
        sealed -> Nullable<Binary>,
        key_id -> Nullable<Text>,
    }

    framework_elements (id) {
        id -> BigInt,
        public_id -> Text,
        consultation_id -> BigInt,
        position -> BigInt,
        theme_id -> Nullable<BigInt>,
        title -> Text,
        body -> Text,
        created_at -> Moment,
        row_version -> BigInt,
    }

    framework_sources (id) {
        id -> BigInt,
        framework_element_id -> BigInt,
        input_id -> BigInt,
    }

    framework_paragraphs (id) {
        id -> BigInt,
        framework_element_id -> BigInt,
        identity -> Text,
    }

    frameworks (id) {
        id -> BigInt,
        consultation_id -> BigInt,
        number -> BigInt,
        body -> Text,
        published_at -> Moment,
    }

    explanatory_notes (id) {
        id -> BigInt,
        public_id -> Text,
        draft_id -> BigInt,
        identity -> Text,
        body -> Text,
        account_id -> BigInt,
        updated_at -> Moment,
        row_version -> BigInt,
    }

    summaries (id) {
        id -> BigInt,
        round_id -> BigInt,
        published_at -> Nullable<Moment>,
        published_by -> Nullable<BigInt>,
    }

    summary_entries (id) {
        id -> BigInt,
        public_id -> Text,
        round_id -> BigInt,
        position -> BigInt,
        regional_group -> Nullable<Text>,
        participant_kind -> Nullable<Text>,
        theme -> Text,
        attribution -> Text,
        body -> Text,
        account_id -> BigInt,
        updated_at -> Moment,
        row_version -> BigInt,
    }

    summary_sources (id) {
        id -> BigInt,
        entry_id -> BigInt,
        input_id -> BigInt,
    }

    rationales (id) {
        id -> BigInt,
        public_id -> Text,
        draft_id -> BigInt,
        identity -> Text,
        body -> Text,
        account_id -> BigInt,
        updated_at -> Moment,
        row_version -> BigInt,
    }

    decisions (id) {
        id -> BigInt,
        public_id -> Text,
        consultation_id -> BigInt,
        draft_id -> Nullable<BigInt>,
        identity -> Nullable<Text>,
        on_date -> Text,
        sealed -> Binary,
        key_id -> Text,
        account_id -> BigInt,
        at -> Moment,
    }

    signing_keys (id) {
        id -> BigInt,
        key_id -> Text,
        public_key -> Binary,
        first_used_at -> Moment,
    }

    receipts (id) {
        id -> BigInt,
        submission_id -> BigInt,
        body -> Text,
    }

    digest_lists (id) {
        id -> BigInt,
        round_id -> BigInt,
        number -> BigInt,
        count -> BigInt,
        body -> Text,
        fixed_at -> Moment,
    }

    digest_lines (id) {
        id -> BigInt,
        list_id -> BigInt,
        commitment -> Binary,
    }

    committed_inputs (id) {
        id -> BigInt,
        input_id -> BigInt,
        identity -> Nullable<Text>,
        publication_class -> Nullable<Text>,
        salt -> Nullable<Binary>,
        commitment -> Nullable<Binary>,
        key_id -> Nullable<Text>,
        commitment_form -> BigInt,
    }

    copied_inputs (id) {
        id -> BigInt,
        input_id -> BigInt,
        from_id -> BigInt,
    }

    committed_files (id) {
        id -> BigInt,
        attachment_id -> BigInt,
        publication_class -> Nullable<Text>,
        salt -> Nullable<Binary>,
        key_id -> Nullable<Text>,
        commitment -> Nullable<Binary>,
    }

    erasures (id) {
        id -> BigInt,
        submission_id -> BigInt,
        input_id -> Nullable<BigInt>,
        at -> Moment,
        account_id -> Nullable<BigInt>,
        authority -> Text,
        reason -> Text,
        sealed -> Nullable<Binary>,
        key_id -> Nullable<Text>,
    }

    redactions (id) {
        id -> BigInt,
        input_id -> BigInt,
        body -> Text,
        quoted -> Text,
        proposed -> Text,
        at -> Moment,
        account_id -> Nullable<BigInt>,
        sealed -> Nullable<Binary>,
        key_id -> Nullable<Text>,
    }

    memberships (id) {
        id -> BigInt,
        public_id -> Text,
        group_id -> BigInt,
        member_id -> BigInt,
        from_date -> Text,
        to_date -> Text,
        added_at -> Moment,
    }

    positions (id) {
        id -> BigInt,
        public_id -> Text,
        round_id -> BigInt,
        participant_index -> Binary,
        sealed -> Binary,
        key_id -> Text,
        publication_class -> Text,
        late -> Bool,
        taken_at -> Moment,
        published_at -> Nullable<Moment>,
        withdrawn_at -> Nullable<Moment>,
    }

    agreements (id) {
        id -> BigInt,
        consultation_id -> BigInt,
        draft_id -> BigInt,
        identity -> Text,
        status -> Text,
        meeting -> Text,
        on_date -> Text,
        remark -> Text,
        account_id -> Nullable<BigInt>,
        acting_as -> Text,
        at -> Moment,
    }

    meetings (id) {
        id -> BigInt,
        public_id -> Text,
        round_id -> BigInt,
        submission_id -> BigInt,
        sealed -> Binary,
        key_id -> Text,
        created_at -> Moment,
        row_version -> BigInt,
    }

    interventions (id) {
        id -> BigInt,
        meeting_id -> BigInt,
        submission_id -> BigInt,
        correction_id -> Nullable<BigInt>,
        verification -> Text,
        answered_at -> Nullable<Moment>,
    }

    closed_reviews (id) {
        id -> BigInt,
        public_id -> Text,
        consultation_id -> BigInt,
        draft_id -> BigInt,
        version -> Text,
        note -> Text,
        closes_civil -> Text,
        closes_at -> Moment,
        time_zone -> Text,
        opened_at -> Moment,
        ended_at -> Nullable<Moment>,
    }

    reviewers (id) {
        id -> BigInt,
        public_id -> Text,
        review_id -> BigInt,
        account_id -> BigInt,
        named_at -> Moment,
        ended_at -> Nullable<Moment>,
    }

    review_comments (id) {
        id -> BigInt,
        public_id -> Text,
        review_id -> BigInt,
        reviewer_id -> BigInt,
        identity -> Nullable<Text>,
        sealed -> Binary,
        key_id -> Text,
        written_at -> Moment,
        considered_by -> Nullable<BigInt>,
        considered_at -> Nullable<Moment>,
        row_version -> BigInt,
    }

    letter_texts (id) {
        id -> BigInt,
        submission_id -> BigInt,
        sealed -> Binary,
        key_id -> Text,
        written_at -> Moment,
        row_version -> BigInt,
    }
}

diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(links -> accounts (account_id));
diesel::joinable!(journal -> chains (chain_id));
diesel::joinable!(journal -> accounts (account_id));
diesel::joinable!(former_slugs -> consultations (consultation_id));
diesel::joinable!(roles -> consultations (consultation_id));
diesel::joinable!(roles -> accounts (account_id));
diesel::joinable!(milestones -> consultations (consultation_id));
diesel::joinable!(themes -> consultations (consultation_id));
diesel::joinable!(drafts -> consultations (consultation_id));
diesel::joinable!(elements -> drafts (draft_id));
diesel::joinable!(wordings -> elements (element_id));
diesel::joinable!(changes -> drafts (draft_id));
diesel::joinable!(changes -> accounts (account_id));
diesel::joinable!(participants -> consultations (consultation_id));
diesel::joinable!(people -> participants (participant_id));
diesel::joinable!(people -> accounts (account_id));
diesel::joinable!(door_requests -> consultations (consultation_id));
diesel::joinable!(door_requests -> accounts (decided_by));
diesel::joinable!(door_requests -> participants (participant_id));
diesel::joinable!(rounds -> consultations (consultation_id));
diesel::joinable!(rounds -> drafts (draft_id));
diesel::joinable!(questions -> rounds (round_id));
diesel::joinable!(extensions -> rounds (round_id));
diesel::joinable!(extensions -> accounts (account_id));
diesel::joinable!(pauses -> rounds (round_id));
diesel::joinable!(compilation_publications -> rounds (round_id));
diesel::joinable!(compilation_publications -> accounts (account_id));
diesel::joinable!(closures -> rounds (round_id));
diesel::joinable!(closures -> accounts (account_id));
diesel::joinable!(invitations -> rounds (round_id));
diesel::joinable!(invitations -> participants (participant_id));
diesel::joinable!(notes_verbales -> consultations (consultation_id));
diesel::joinable!(notes_verbales -> rounds (round_id));
diesel::joinable!(notes_verbales -> participants (participant_id));
diesel::joinable!(notes_verbales -> accounts (approved_by));
diesel::joinable!(submissions -> rounds (round_id));
diesel::joinable!(inputs -> submissions (submission_id));
diesel::joinable!(inputs -> rounds (round_id));
diesel::joinable!(inputs -> questions (question_id));
diesel::joinable!(attachments -> submissions (submission_id));
diesel::joinable!(attachment_parts -> attachments (attachment_id));
diesel::joinable!(input_themes -> inputs (input_id));
diesel::joinable!(input_themes -> themes (theme_id));
diesel::joinable!(internal_notes -> consultations (consultation_id));
diesel::joinable!(internal_notes -> rounds (round_id));
diesel::joinable!(internal_notes -> inputs (input_id));
diesel::joinable!(internal_notes -> accounts (account_id));
diesel::joinable!(framework_elements -> consultations (consultation_id));
diesel::joinable!(framework_sources -> framework_elements (framework_element_id));
diesel::joinable!(framework_sources -> inputs (input_id));
diesel::joinable!(framework_paragraphs -> framework_elements (framework_element_id));
diesel::joinable!(frameworks -> consultations (consultation_id));
diesel::joinable!(letter_texts -> submissions (submission_id));
diesel::joinable!(reviewers -> closed_reviews (review_id));
diesel::joinable!(reviewers -> accounts (account_id));
diesel::joinable!(review_comments -> reviewers (reviewer_id));
diesel::joinable!(explanatory_notes -> drafts (draft_id));
diesel::joinable!(explanatory_notes -> accounts (account_id));
diesel::joinable!(summary_entries -> rounds (round_id));
diesel::joinable!(summary_entries -> accounts (account_id));
diesel::joinable!(summary_sources -> summary_entries (entry_id));
diesel::joinable!(summary_sources -> inputs (input_id));
diesel::joinable!(rationales -> drafts (draft_id));
diesel::joinable!(decisions -> accounts (account_id));
diesel::joinable!(receipts -> submissions (submission_id));
diesel::joinable!(digest_lists -> rounds (round_id));
diesel::joinable!(digest_lines -> digest_lists (list_id));
diesel::joinable!(committed_inputs -> inputs (input_id));
diesel::joinable!(committed_files -> attachments (attachment_id));
diesel::joinable!(erasures -> submissions (submission_id));
diesel::joinable!(redactions -> inputs (input_id));
diesel::joinable!(memberships -> participants (group_id));
diesel::joinable!(positions -> rounds (round_id));
diesel::joinable!(agreements -> consultations (consultation_id));
diesel::joinable!(agreements -> accounts (account_id));
diesel::joinable!(agreements -> drafts (draft_id));
diesel::joinable!(meetings -> rounds (round_id));
diesel::joinable!(meetings -> submissions (submission_id));
diesel::joinable!(interventions -> meetings (meeting_id));
diesel::joinable!(interventions -> submissions (submission_id));

tables! {
    /// The index of words. It is made of the other tables: it is no part of what is copied from one database into another, where it
    /// is made anew.
    OF_THE_INDEX:

    search_rows (id) {
        id -> BigInt,
        consultation_id -> BigInt,
        what -> Text,
        row_id -> BigInt,
        words -> Text,
    }

    search_waiting (id) {
        id -> BigInt,
        consultation_id -> BigInt,
        what -> Text,
        row_id -> BigInt,
        transaction_id -> BigInt,
    }
}

tables! {
    /// What counts for an hour at most. It is no part of what is copied either: a backup keeps longer than that.
    PASSING:

    tries (id) {
        id -> BigInt,
        digest -> Binary,
        whole_at -> BigInt,
    }
}

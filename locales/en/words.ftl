# The words of the field's closed lists: KEY is the list's name and the stored word.

ConsultationKind-expert = Expert consultation
ConsultationKind-intergovernmental = Intergovernmental reading

Role-lead = Independent Expert (lead)
Role-lead-intergovernmental = Chair (lead)
Role-drafter = Drafter
Role-round_administrator = Round administrator
Role-auditor = Auditor

SeatRole-focal_point = Focal point
SeatRole-contributor = Contributor
SeatRole-reader = Reader

ParticipantKind-state = State
ParticipantKind-observer_state = Non-member observer State
ParticipantKind-un_entity = United Nations entity
ParticipantKind-mandate_holder = Treaty body or mandate holder
ParticipantKind-intergovernmental = Intergovernmental or regional organization
ParticipantKind-political_group = Political group
ParticipantKind-nhri = National human rights institution
ParticipantKind-civil_society = Civil society organization
ParticipantKind-indigenous_peoples = Indigenous peoples’ organization
ParticipantKind-trade_union = Trade union
ParticipantKind-academia = Academic institution
ParticipantKind-expert = Individual expert
ParticipantKind-private_sector = Private sector
ParticipantKind-regional_meeting = Regional meeting

RegionalGroup-african = African States
RegionalGroup-asia_pacific = Asia-Pacific States
RegionalGroup-eastern_european = Eastern European States
RegionalGroup-latin_american_caribbean = Latin American and Caribbean States
RegionalGroup-western_european_others = Western European and other States

DraftState-working = Working draft
DraftState-circulated = Circulated
DraftState-final = Final

InputKind-general = General comment
InputKind-comment = Comment
InputKind-proposal = Textual proposal
InputKind-answer = Answer to a question

Operation-modify = Modify
Operation-add_before = Add before
Operation-add_after = Add after
Operation-add_first = Add under it, first
Operation-add_last = Add under it, last
Operation-delete = Delete
Operation-move = Move
Operation-split = Split
Operation-merge = Merge
Operation-retain = Retain as it is

Kind-title = Title
Kind-enacting_body = Enacting body
Kind-preambular = Preambular paragraph
Kind-heading = Heading
Kind-article = Article
Kind-chapeau = Chapeau
Kind-paragraph = Paragraph
Kind-subparagraph = Subparagraph
Kind-item = Item
Kind-footnote = Footnote

CommentType-editorial = Editorial
CommentType-substantive = Substantive
CommentType-technical = Technical
CommentType-translation = Translation

PublicationClass-public = Public
PublicationClass-name_withheld = Name withheld
PublicationClass-confidential = Confidential

PublicationRule-on_submission = As soon as they are submitted; they can no longer be changed or withdrawn then
PublicationRule-after_closing = Together, after the round has closed
PublicationRule-never = Not published

SubmissionState-drafting = Being drafted
SubmissionState-submitted = Submitted
SubmissionState-replaced = Replaced
SubmissionState-withdrawn = Withdrawn

Source-typed = Submitted here
Source-email = E-mail
Source-letter = Letter
Source-note_verbale = Note verbale
Source-meeting = Meeting
Source-file = Imported table

Placement-exact = On its paragraph
Placement-fragment = On a part of its paragraph
Placement-flagged = The quotation differs
Placement-unplaced = Not placed yet

Treatment-accepted = Accepted
Treatment-accepted_with_modification = Accepted with modification
Treatment-accepted_in_part = Accepted in part
Treatment-noted = Noted
Treatment-not_accepted = Not accepted
Treatment-deferred = Deferred
Treatment-out_of_scope = Out of scope
Treatment-covered_by = Covered by another
Treatment-withdrawn = Withdrawn

Occasion-invitation = Invitation
Occasion-reminder = Reminder
Occasion-receipt = Receipt
Occasion-extension = Extension
Occasion-round_closed = Round closed
Occasion-next_draft = Next draft
Occasion-admission = Admission
Occasion-not_admitted = Not admitted
Occasion-confirm_address = Confirmation of an address
Occasion-colleague = Colleague invited
Occasion-team = Team invited
Occasion-password_reset = New password
Occasion-first_administrator = First administrator

LetterState-queued = Queued
LetterState-sent = Sent
LetterState-failed = Failed

Dispatch-paper = On paper
Dispatch-mailbox = By the mission’s mailbox

DoorDecision-admitted = Admitted
DoorDecision-refused = Refused

Relation-split = Split
Relation-merged = Merged
Relation-same = The same
Relation-new = New
Relation-deleted = Deleted

LineageOrigin-recorded = Noted while the draft was revised
LineageOrigin-proposed = Proposed
LineageOrigin-confirmed = Confirmed
LineageOrigin-corrected = Corrected

ChangeAct-applied = A proposal applied
ChangeAct-worded = Worded by the team
ChangeAct-added = Added by the team
ChangeAct-deleted = Deleted by the team
ChangeAct-moved = Moved by the team
ChangeAct-split = Split by the team
ChangeAct-merged = Merged by the team
ChangeAct-retyped = Kind changed by the team

language-en = English
language-fr = French
language-es = Spanish
language-ar = Arabic
language-zh = Chinese
language-ru = Russian

Occasion-new_address = Confirmation of a new address
Occasion-account_changed = Change of an account
Occasion-handover = Handing over of the mandate
SummaryAttribution-named = Named
SummaryAttribution-group = The regional group
SummaryAttribution-kind = The kind of participant
SummaryAttribution-several_states = “Several States”
SummaryAttribution-none = Nothing

AccountDecision-deactivated = Deactivated
AccountDecision-reactivated = Activated again
AccountDecision-second_factor_reset = Second step taken away
AccountDecision-sessions_ended = Sessions ended
AccountDecision-made_administrator = Made a system administrator
AccountDecision-no_longer_administrator = No longer a system administrator
Occasion-review = Closed review

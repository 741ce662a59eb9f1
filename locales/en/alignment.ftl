# Groups, alignment, co-submitters

refusal-aligns-with-unverified = Nobody has answered for these words yet: they were recorded at a meeting as said on a participant’s behalf. One can align with them once that participant has confirmed or corrected them.
refusal-own-submission = A participant does not align itself with its own submission.
refusal-already-so = It stands so already.
refusal-reopen-first = What is agreed is first opened again, with a reason.

CoSubmission-unconfirmed = Unconfirmed
CoSubmission-confirmed = Confirmed
CoSubmission-objected = Objected
Occasion-co_submission = Co-submission

act-alignment-made = Aligned with a submission
act-alignment-registered = Registered an alignment
act-alignment-replaced = Replaced an alignment
act-alignment-withdrawn = Withdrew an alignment
act-alignment-reclassified = Changed how an alignment may be published
act-co-submission-confirmed = Confirmed a co-submission
act-co-submission-objected = Objected to a co-submission

alignments-count = { $count ->
    [one] One participant has aligned itself with one of them.
   *[other] { $count } alignments with them were received.
}
alignment-word = (alignment)
alignment-of = Alignment of { $name }
alignment-with = It aligns itself with the submission of
alignment-with-code = It aligns itself with the submission whose receipt code was entered. That submission cannot be read here yet.
alignment-void = The submission that this aligned with was replaced, withdrawn or erased. The alignment no longer stands for anything: align anew with the present text.
alignment-except = Except on
alignment-except-nothing = It aligns itself with the whole submission.
alignment-withdraw = Withdraw the alignment
alignment-withdraw-hint = It no longer stands, and is not published.
alignment-withdraw-reason = Reason
flash-aligned = The alignment was received. Its receipt is kept here.
flash-alignment-registered = The alignment is registered.
flash-alignment-withdrawn = The alignment is withdrawn.

aligning-title = Align with a submission
aligning-lede = You say that you support what another participant submitted, a group for instance. Its text is counted once, with your support beside it.
aligning-paper-title = Register an alignment
aligning-paper-lede = For what came on paper: “aligns itself with the statement of …”. The call’s rule says how it may be published: { $class }.
aligning-with = With the submission of
aligning-with-missing = Choose a submission, or enter the code of its receipt.
aligning-none-known = No submission of others can be read in this round yet. Enter the code of the receipt that its author handed to you.
aligning-code = Or: code of its receipt
aligning-code-hint = Whoever submitted can hand you this code. With it you align before the submission is published.
aligning-code-unknown = No submission that stands in this round has this code. Check it with whoever gave it to you.
aligning-except = Except on these paragraphs
aligning-except-hint = Tick the paragraphs on which you do not support what the submission says.
aligning-except-others = Other paragraphs
aligning-except-unknown = One of these paragraphs is not in this text. Choose again.
aligning-remark = Remark
aligning-class = How may your alignment be published?
aligning-class-hint = Nothing is chosen for you.
aligning-class-public = Your name is published beside the submission. Its author sees it at once.
aligning-class-name_withheld = Your kind is published, such as “State”, or “A participant” where fewer than five are of it. Its author sees no more.
aligning-class-confidential = The Independent Expert reads it, and those of the team whom the Expert has cleared. Its author does not see it.
aligning-class-confidential-intergovernmental = The Chair reads it, and those of the team whom the Chair has cleared. Its author does not see it.
aligning-button = Align
aligning-paper-button = Register

supporters-title = Aligned with this submission
supporters-none = Nobody whom you may see here has aligned with it.
supporter-aligned = Aligned
supporter-said = { $who } ({ $how })
supporter-except = Except on { $places }
submission-co-told = Those whom you tick are told, read what is public in it, and confirm or object.
submission-objected = { $name } (objected; not shown to others)

co-submission-title = You are named as a co-submitter
co-submission-lede = { $name } submitted this, it says, together with you.
co-submission-named = Named beside it
co-submission-text = What is public in it
co-submission-text-hint = Parts that its sender wants to be published without a name, or to be kept confidential, are not shown here. Its sender can hand them to you.
co-submission-answer = Your answer
co-submission-are-you = Do you submit this together with them?
co-submission-confirm = Yes, we confirm
co-submission-confirm-hint = Your name stands beside it as confirmed.
co-submission-object = No, we object
co-submission-object-hint = Your name is taken from everything that is published. The sender and the team see that you objected.
co-submission-button = Answer
co-submission-answer-missing = Choose whether you confirm or object.
co-submission-asked = Named as a co-submitter
co-submission-asked-one = { $author } names { $named }
flash-co-submission-confirmed = You have confirmed. You can still answer otherwise.
flash-co-submission-objected = You have objected. You can still answer otherwise.

letter-co-submission-subject = An answer from you is awaited
letter-co-submission-what = Another participant has named yours beside what it sent. Please sign in, read it, and confirm or object.
letter-co-submission-link = Sign in and answer

# Positions and agreement

AgreementStatus-open = Open
AgreementStatus-ad_referendum = Agreed ad referendum
AgreementStatus-agreed = Agreed
Stance-support = Supports
Stance-oppose = Opposes
Stance-reserve = Reserves its position
Stance-retain = Wants it retained
refusal-not-a-group = Only a political group or an intergovernmental organization has members.

act-agreement-recorded = Recorded how far a paragraph is agreed
act-position-taken = Took a position
act-position-withdrawn = Withdrew a position
act-group-member-added = Added a member to a group
act-group-member-ended = Ended a membership of a group

agreement-title = Agreement
agreement-reworded = The wording has changed since
agreement-with-open = Mark what is open, too
agreement-decided-only = Mark only what was decided
agreement-history = What was decided
agreement-no-history = Nothing has been decided on this paragraph yet.
agreement-recorded = Recorded on { $when }, { $as }
agreement-record = Record what was decided
agreement-step = Decided
agreement-step-missing = Choose what was decided.
agreement-meeting = Meeting
agreement-meeting-missing = Say at which meeting it was decided.
agreement-date = Day
agreement-remark = Remark, or reason
agreement-remark-hint = A reason is needed to open again what was agreed.
agreement-reason-missing = Say why it is opened again.
agreement-button = Record
flash-agreement-recorded = The decision is recorded.

positions-title = Positions
positions-lede = Who holds what, as far as it may be shown. Positions are not votes, and are not counted.
positions-none = No position on this paragraph can be shown here.
position-take = Take a position
position-replaces = It takes the place of the position that you hold on the same, if you hold one. The earlier one stays on record.
agreement-and-positions = Agreement and positions
position-on = On
position-on-paragraph = the paragraph as it stands
position-on-proposal = on the proposal of { $name }
position-stance = Position
position-stance-missing = Choose a position.
position-class = How may your position be published?
position-class-public = The position and your name are published.
position-class-name-withheld = The position is published with your kind, such as “State”, or as “A participant” where fewer than five are of it.
position-class-confidential = Whoever chairs the reading sees it, and those of the team who are cleared for it. It is never published.
position-button = Take this position
position-withdraw = Withdraw this position
flash-position-taken = The position is recorded.
flash-position-withdrawn = The position is withdrawn.

members-title = Members
members-none = No members are registered.
member-add = Add a member
member-name = Member
member-choose = Choose…
member-from = Member from
member-to = Member until
member-since = since { $day }
member-until = until { $day }
member-from-to = from { $from } to { $to }
member-not-today = not a member today
member-end = End
member-missing = Choose a participant of this consultation.
member-date-bad = Enter a day, such as 2026-03-15, or leave it empty.
member-ends-before = The membership ends before it begins.
member-overlaps = It is a member in some of these days already. Choose other days.
member-of-no-group = Only a political group or an intergovernmental organization has members.
member-unknown = There is no participant “{ $name }” that could be a member.
groups-title = Member of
flash-member-added = The member is registered.
flash-member-ended = The membership has ended.

supported-title = Texts with supporters
supported-lede = Each text is counted once. Those who submit it together, or aligned themselves with it, stand beside it.
supported-texts = Text of
supported-by = Supported by
workspace-behind = { $texts ->
    [one] 1 text
   *[other] { $texts } texts
}, { $participants ->
    [one] 1 named participant behind it
   *[other] { $participants } named participants behind them
}, each counted once.

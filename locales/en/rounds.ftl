# Rounds: their pages, the letters and notes verbales about them.

rounds-title = Rounds
rounds-lede = A round is the time in which one text is open for comments and proposals. It opens and closes by its dates.
rounds-caption = The rounds, the latest first
rounds-state = Status
rounds-none = There is no round yet.
rounds-prepare = Prepare a round

round-phase-prepared = Prepared
round-phase-upcoming = Not yet open
round-phase-open = Open
round-phase-closed = Closed
round-opens = opens
round-closes = closes
round-closed = closed
round-time-left = { $left } left

round-fact-opens = Opens
round-fact-closes = Closes
round-fact-closed-early = Closed before its date
round-fact-draft = Text
round-fact-kinds = What may be said
round-fact-rule = What is submitted is published
round-fact-late = Late input
round-fact-public = Who reads the text
round-fact-team = The team reads the submissions
round-fact-registered = What the secretariat registers is
round-late-yes = Taken after the closing, and marked late
round-late-no = Not taken after the closing
round-public-yes = Everybody
round-public-no = Those who take part
round-team-yes = As they come in
round-team-no = After the closing

round-lede-draft = The text under consultation: { $draft }
round-lede-call = A call for inputs
round-lede-waits = No text is in this round yet
round-to-text = Read the text and comment
round-to-own = Your submission
round-questions = Guiding questions
round-rules = How this round works
round-history = Changes of the dates
round-extended-to = Extended to { $closes }
round-was-closed = Closed before its date
round-correspondence = Letters and answers
round-of-them-late = { $late } late
round-to-addressees = Who was written to
round-invite = Write invitations
round-remind = Write reminders
round-next = What comes next
round-awaits-lead = The lead now circulates a working draft into this round, or opens it as a call for inputs. Until then nobody outside the team knows of it.
round-to-settings = Change what was prepared
round-circulate-hint = The lead circulates a working draft into this round, from the draft’s page.
round-to-drafts = To the drafts
round-call-hint = A call for inputs has no text: participants answer the questions, comment in general and send files.
round-call = Open as a call for inputs
round-change-dates = Extend or close this round
round-extend = Extend the round
round-extend-hint = A round is extended, never shortened. Everybody who was invited is written to.
round-extend-button = Extend the round
round-close = Close the round before its date
round-close-hint = The round closes at once and can no longer be extended. Everybody who was invited is written to.
round-close-button = Close the round now

round-settings-title = Change the round
round-form-lede = You prepare the round; nobody outside the team sees it until the lead circulates a text into it, or opens it as a call for inputs without a text. After that only its dates can change.
round-section-dates = Dates
round-section-asked = What is asked
round-section-stage = What may be proposed, and where
round-hint-stage = Leave all as it is for a round in which everything is open.
round-field-operations = Proposals that the round takes
round-error-operations = Choose at least one kind of proposal, or take no proposals at all.
round-field-open = Paragraphs that are open
round-open-all = The whole text
round-open-changed = Only those that are new or changed since an earlier draft
round-open-chosen = Only these
round-field-since = The earlier draft
round-error-since = Choose the draft since which the paragraphs must have changed.
round-field-chosen = These paragraphs
round-hint-chosen = One a line, as they are called in the draft, each with all that stands under it: PP2, art. 4 (2).
round-error-chosen = Name the paragraphs that are open.
round-pause = Pause the round
round-pause-hint = While the team revises the text, nobody can comment or submit. What is drafted is kept, and everybody reads why.
round-pause-button = Pause the round
round-resume = Resume the round
round-resume-hint = From now on comments and submissions are taken again. The dates of the round stay as they are: extend it if people lost time.
round-resume-button = Resume the round
round-field-pause-reason = Reason
round-was-paused = Paused
round-was-resumed = Resumed
flash-round-paused = The round is paused.
flash-round-resumed = The round goes on.
round-section-rules = Rules
round-field-title = Title
round-hint-title = Such as “First round” or “Comments on the preliminary text”.
round-hint-zone = All times are in the zone of the consultation: { $zone }. A closing at 23:59 means the end of that day.
round-field-opens_date = Opens on
round-field-opens_time = at
round-field-closes_date = Closes on
round-field-closes_time = at
round-field-past = The round lies in the past, and this is meant
round-field-new_closes_date = Closes now on
round-field-instructions = Instructions
round-field-questions = Guiding questions
round-hint-questions = One question on each line, in the order in which they are asked. To remove one, delete its line.
round-field-allowed = What participants may send
round-field-rule = When what is submitted is published
round-hint-rule-on_submission = Each submission as soon as it is made.
round-hint-rule-after_closing = All together, once the round has closed.
round-hint-rule-never = Nothing is published: the team reads it, and what is confidential only those whom the lead has cleared.
round-field-class = The class of what the secretariat registers
round-hint-registered = What arrives by e-mail, letter or note verbale gets this class. Say so in the call.
round-hint-class-public = Text and name are published.
round-hint-class-name_withheld = The text is published without the name: with the kind of participant, or as “A participant” where fewer than five are of it.
round-hint-class-confidential = The lead reads it, and those of the team whom the lead has cleared.
round-field-switches = Further rules
round-field-accept_late = Accept late input
round-hint-accept_late = After the closing it is still taken, and marked late.
round-field-team_reads_before_close = The team reads submissions before the closing
round-hint-team_reads_before_close = Otherwise it waits until the round has closed.
round-field-open_to_public = The text is open to the public
round-hint-open_to_public = Everybody may read the text. Only participants comment on it.
round-field-reason = Reason
round-field-closure-reason = Reason for closing
round-hint-reason = It is told to everybody who was invited, and stands on this page.
round-optional = (optional)
round-save = Save
round-cancel = Cancel
round-theirs = What somebody else saved in the meantime

round-error-title = Enter a title.
round-error-title-long = Enter a title of no more than 200 characters.
round-error-opens-not-a-date = Enter the day and time of the opening, such as 2026-03-01 and 09:00.
round-error-closes-not-a-date = Enter the day and time of the closing, such as 2026-04-30 and 18:00.
round-error-unknown-zone = The time zone { $zone } is not known. Correct it in the settings of the consultation.
round-error-time-skipped = The time { $time } does not exist in { $zone }: on that day clocks go forward over it. Choose another time.
round-error-time-twice = The time { $time } happens twice in { $zone }: on that day clocks go back over it. Choose another time.
round-error-closes-before-opens = The round must close after it opens. Enter a later closing.
round-error-past = This round would be over already. Correct its dates, or say that this is meant.
round-error-no-such-day = There is no such day as { $day }. Correct it.
round-error-allowed = Choose at least one kind of input.
round-error-choose = Choose one.
round-error-reason = Enter a reason.
round-error-changed = Somebody else changed this round in the meantime. Compare what they saved with what you typed; saving again replaces theirs.

flash-round-prepared = The round is prepared.
flash-round-changed = The round is changed.
flash-round-extended = The round is extended. Letters are on their way.
flash-round-closed = The round is closed. Letters are on their way.
flash-round-opened = The round is open as a call for inputs.
flash-draft-circulated = The draft is circulated. It never changes again.

circulation-title = Circulate the draft
circulation-lede = { $draft }
circulation-choose = Into which round?
circulation-dates = { $opens } to { $closes } ({ $zone })
circulation-warning = Once circulated, this draft never changes again. Participants read it from the opening of the round.
circulation-button = Circulate
circulation-back = Back to the draft
circulation-no-round = No round waits for a draft. An administrator prepares one first.
circulation-error-round = Choose a round.
circulation-error-named = This round is open on paragraphs that are not in this draft, or that several are called: { $named }. Whoever prepared the round corrects them there.

addressees-title = Who was written to
addressees-lede = What was dispatched, who has taken up the invitation, who has submitted. Nobody sees who is drafting.
addressees-caption = Participants and the letters of this round
addressees-participant = Participant
addressees-kind = Kind
addressees-group = Regional group
addressees-note = Note verbale
addressees-reminded = Reminded
addressees-state = How far
addressees-all = All
addressees-filter = Filter
addressees-clear = Clear
addressees-none = No participant fits.
addressees-not_invited = Not written to
addressees-invited = Written to
addressees-unreached = Letter not delivered
addressees-acknowledged = Acknowledged
addressees-submitted = Submitted
addressees-yes = yes
addressees-late = late
addressees-note-drafted = Note verbale drafted
addressees-note-drafted-reminder = Reminder drafted
addressees-not-dispatched = Approved, not dispatched

compose-title-invitation = Write invitations
compose-title-reminder = Write reminders
compose-lede = Missions are written to by note verbale, everybody else by e-mail. Nothing is sent before you have seen a preview.
compose-to = To whom?
compose-to-pending-invitation = { $count ->
    [one] The one participant not yet written to
   *[other] All { $count } participants not yet written to
}
compose-to-pending-reminder = { $count ->
    [one] The one participant invited that has not submitted
   *[other] All { $count } participants invited that have not submitted
}
compose-to-ticked = Only those ticked below
compose-tick = Tick participants
compose-by-note = by note verbale
compose-by-letter = by e-mail
compose-texts = The texts
compose-placeholders = These placeholders are filled in for each addressee:
compose-note-en = Note verbale in English
compose-note-fr = Note verbale in French
compose-letter-en = Letter in English
compose-letter-fr = Letter in French
compose-preview = Preview
compose-personal-link = (a personal link, made when the letter is written)
compose-nobody-invitation = Everybody has been written to, or a note verbale is drafted.
compose-nobody-invited = Nobody has been invited to this round yet: there is nobody to remind.
compose-nobody-reminder = Everybody who was invited has submitted.
compose-error-nobody = There is nobody to write to.
compose-error-ticked = Tick at least one participant.
compose-error-empty = Enter the text: somebody is written to with it.
compose-error-placeholder = There is no placeholder { $placeholder }. Correct it or take it out.

preview-title = Preview
preview-lede = Nothing has been sent. Notes verbales to be drafted: { $notes }; participants written to by e-mail: { $letters }.
preview-unreachable = There is no address for these participants, and nothing will be sent to them:
preview-note = A note verbale. Its number and date are added when it is approved.
preview-then-invitation = Notes verbales are drafted for your approval, one by one. Letters are put into the outbox and leave at once. The people of a mission get their own invitation by e-mail when its note verbale is approved.
preview-then-reminder = Notes verbales are drafted for your approval, one by one. Letters are put into the outbox and leave at once.
preview-send = Write them
preview-edit = Edit again
flash-letters-written = Letters are in the outbox; notes verbales are drafted and wait for approval.

note-verbale-title-numbered = Note verbale { $number }
note-verbale-title-draft = Note verbale (not approved)
note-verbale-reference = Ref.: { $number }
note-verbale-no-reference = Ref.: (given on approval)
note-verbale-place = Geneva
note-verbale-place-date = { $place }, { $date }
note-verbale-no-date = { $place }, (date of approval)
note-verbale-drafted = Drafted, not approved
note-verbale-approved = Approved on { $on }
note-verbale-dispatched = Dispatched on { $on } · { $how }
note-verbale-download = Download as a file to print
note-verbale-approve-title = Approve
note-verbale-approve-hint = On approval the note verbale gets the next number and today’s date, and never changes again. The people of the mission get their own letters by e-mail.
note-verbale-approve = Approve this note verbale
note-verbale-edit = Edit
note-verbale-text = Text
note-verbale-dispatch = Record the dispatch
note-verbale-dispatch-again = Correct the record of the dispatch
note-verbale-dispatch-hint = The note verbale leaves on paper or by the mission’s mailbox, not from here.
note-verbale-on = Dispatched on
note-verbale-how = How
note-verbale-record = Record
note-verbale-error-changed = Somebody else changed this note verbale in the meantime. Above is what is stored now, below what you typed; saving again replaces theirs.
note-verbale-error-date = Enter the day of the dispatch.
note-verbale-error-future = This day has not come yet. Enter the day on which the note verbale left.
note-verbale-error-before-approval = The note verbale was not approved yet on this day. Enter a later one.
note-verbale-error-how = Choose how it was dispatched.
flash-note-changed = The note verbale is changed.
flash-note-approved = The note verbale is approved and numbered.
flash-note-dispatched = The dispatch is recorded.

correspondence-lede = Notes verbales to missions, and every letter sent by e-mail.
correspondence-write = Write about a round
correspondence-notes = Notes verbales
correspondence-notes-caption = Notes verbales, the latest first
correspondence-no-notes = No note verbale has been drafted.
correspondence-number = Number
correspondence-no-number = Not numbered
correspondence-to = To
correspondence-occasion = Occasion
correspondence-dispatched = Dispatched on { $on }
correspondence-letters = Outbox
correspondence-pages = Pages
correspondence-older = Older

# What missions read. The values in the texts are placeholders until they are filled for each.
note-verbale-mission = Permanent Mission { $name }
note-verbale-observer-mission = Permanent Observer Mission { $name }
note-verbale-invitation =
    The Office of the { $mandate } presents its compliments to the { $mission } and has the honour to refer to the consultation entitled “{ $title }”.

    The { $mandate } has the honour to invite the Government to submit its comments and textual proposals in the round “{ $round }”, which is open from { $opens } to { $closes }. The text and the instructions are available at { $address }. Comments may be made there, paragraph by paragraph, or be sent as a document to the following address: { $contact }.

    The persons designated by the { $mission } receive a personal invitation by electronic mail. Should the { $mission } wish to designate a focal point, the name and address of that person may be communicated to the same address.

    The Office of the { $mandate } avails itself of this opportunity to renew to the { $mission } the assurances of its highest consideration.
note-verbale-reminder =
    The Office of the { $mandate } presents its compliments to the { $mission } and has the honour to recall its note verbale concerning the consultation entitled “{ $title }”.

    The round “{ $round }” is open until { $closes }. The { $mandate } would greatly appreciate receiving the comments and textual proposals of the Government by that date, at { $address } or as a document sent to the following address: { $contact }.

    The Office of the { $mandate } avails itself of this opportunity to renew to the { $mission } the assurances of its highest consideration.

# What everybody else reads.
letter-text-invitation =
    { $name } is invited to comment on the text of the consultation “{ $title }”, in the round “{ $round }”. It is open from { $opens } to { $closes }.

    You may comment on every paragraph, propose other wording, answer the guiding questions, or send a document. The link below is personal: it leads to the text and lets you choose a password. You can then invite colleagues to work with you.

    Questions are answered at { $contact }.
letter-text-reminder =
    The round “{ $round }” of the consultation “{ $title }” closes on { $closes }. Nothing has been submitted for { $name } yet.

    If you have submitted by other means in these days, please disregard this letter. Questions are answered at { $contact }.
letter-beside-invitation = A note verbale on the consultation “{ $title }” and its round “{ $round }” is addressed to your mission. This letter is your personal access to the text.
letter-beside-reminder = A note verbale recalling the consultation “{ $title }” and its round “{ $round }” is addressed to your mission.
letter-beside-closes = The round closes on { $closes }.
letter-extension-body = The round “{ $round }” of the consultation “{ $title }” has been extended.
letter-extension-closes = It now closes on { $closes }, that is { $utc }.
letter-reason = Reason: { $reason }
letter-closed-body = The round “{ $round }” of the consultation “{ $title }” has closed. Thank you to all who have taken part.
letter-closed-late = Input is still taken, and marked late.
letter-closed-no-late = No further input is taken.
letter-next-draft-body = The next draft of the consultation “{ $title }” is published with its explanatory notes. It is open for comments in the round “{ $round }”.
letter-next-draft-closes = The round closes on { $closes }.
letter-to-the-round = To the round
letter-to-the-invitation = Accept the invitation
letter-subject-invitation = Invitation to a consultation
letter-subject-reminder = Reminder: a date is approaching
letter-subject-extension = A date has been extended
letter-subject-closed = A round has closed
letter-subject-next-draft = A new text is available
round-to-reading = Read the text

# Participants, their people, invitations, the open door.

tab-delegation = Our delegation

participants-lede = Who takes part, by kind and regional group. Who is writing is never shown: only who has come in.
participant-add = Add a participant
participants-import = Import from CSV
participants-door = At the door ({ $count })
participants-empty = There is no participant yet. Add one, or import a table.
participants-none-match = No participant matches.
participants-all = All
participants-come = Come in
participants-come-yes = Yes
participants-come-no = Not yet
participants-filter = Filter
participants-clear = Clear
participants-caption = { $shown } of { $all } participants
participants-people = People
participants-accepted = { $count ->
    [one] 1 person came in
   *[other] { $count } people came in
}
participants-invited = { $count ->
    [one] 1 person invited
   *[other] { $count } people invited
}
participants-nobody = nobody yet
participants-counts = By kind and regional group
participants-to-list = To all participants

participant-add-lede = It is written to when you prepare the letters of a round.
participant-name = Name
participant-name-hint = Of the State, organization or person, as it is to appear in public.
participant-kind = Kind
participant-choose = Choose a kind
participant-region = Regional group
participant-region-none = None
participant-language = Written to in
participant-email = E-mail
participant-email-hint = Where the invitation goes; leave it empty where letters go on paper only.
participant-address = Postal address
participant-address-hint = As it stands on a note verbale or letter, line by line.
participant-register = Register
participant-facts = Facts
participant-settings = Who submits
participant-contributors-submit = Contributors may submit
participant-contributors-submit-hint = Otherwise focal points alone submit; contributors draft.
participant-no-people = Nobody has been invited yet.
participant-last-stays = This is the last focal point. Invite another first, or ask the secretariat.
participant-name-missing = Enter a name.
participant-name-long = The name is longer than 200 characters. Shorten it.
participant-name-taken = A participant of this name is registered already.
participant-conflict = Somebody else saved these facts while you were writing. Your own are still in the form below; saving again replaces theirs.
participant-kind-missing = Choose a kind.
participant-kind-unknown = “{ $typed }” is no kind of participant.
participant-region-unknown = “{ $typed }” is no regional group.
participant-language-unknown = “{ $typed }” is none of the six languages.
participant-email-bad = “{ $typed }” is no e-mail address.
participant-differs = A participant of this name is registered with other facts. Change them on its page.
flash-participant-registered = The participant is registered.
flash-participant-saved = The facts are saved.
flash-participant-settled = The setting is saved.

participants-import-lede = Good rows are kept, bad ones are named with their line and reason. The same participant again changes nothing.
participants-file = File
participants-file-hint = CSV, out of any spreadsheet: fields separated by commas, semicolons or tabs.
participants-pasted = Or paste the table
participants-pasted-hint = With its header in the first line.
participants-import-button = Import
participants-imported = { $added ->
    [one] 1 participant was added
   *[other] { $added } participants were added
}; { $unchanged ->
    [one] 1 was there already.
   *[other] { $unchanged } were there already.
}
participants-imported-bad = { $count ->
    [one] 1 row was left out.
   *[other] { $count } rows were left out.
}
participants-bad-caption = Rows that were left out
participants-bad-line = Line
participants-bad-reason = Reason
participants-column-missing = The table has no column “{ $column }”. Nothing was imported.
participants-columns = The columns
participants-column-name = Required. One row for each participant.
participants-column-kind = Required: state, observer_state, un_entity, mandate_holder, intergovernmental, political_group, nhri, civil_society, indigenous_peoples, trade_union, academia, expert, private_sector or regional_meeting; or what they are called here.
participants-column-region = For States: african, asia_pacific, eastern_european, latin_american_caribbean or western_european_others.
participants-column-language = Of letters: en, fr, es, ar, zh or ru. English where it is empty.
participants-column-email = Where the invitation goes.
participants-column-address = For letters on paper.

table-too-long = The file is longer than 20 MB. Divide it.
table-empty = There is no table: choose a file, or paste one.
table-not-text = This is not a text file. Save the sheet as CSV first.

colleague-name = Name
colleague-email = E-mail
colleague-role = Role
colleague-role-choose = Choose a role
colleague-state = Status
colleague-accepted = came in on { $day }
colleague-invited = invited on { $day }
colleague-end = End
colleague-end-button = End the seat
colleague-end-of = End the seat of { $name }
colleague-add-title = Invite a colleague
colleague-invite = Invite
colleague-roles-note = Focal points submit and invite; contributors draft; readers read. Whoever was invited already is written to again, once a day at most.
colleague-name-missing = Enter the colleague’s name.
colleague-email-bad = Enter an e-mail address, such as name@example.org.
colleague-role-missing = Choose a role.
flash-colleague-invited = The invitation is on its way.
flash-seat-ended = The seat has ended.

invitation-title = You are invited
invitation-lede = “{ $title }”
invitation-for = You work for
invitation-accept = Accept the invitation
invitation-begin = Choose the name that your colleagues see, and a password. Your e-mail address is your sign-in.
invitation-name = Your name
invitation-password = Password
invitation-password-hint = At least 12 characters; a few unusual words do well.
invitation-name-missing = Enter your name.
invitation-sign-in = You have a password here already. Sign in with it; you then come back to this page.
invitation-other-account = You are signed in under another address. Sign out first, then follow the link in the letter again.
flash-joined = Welcome. You now take part.
link-gone-title = This link is no longer good
link-gone-lede = It was used already, or it is too old. If you have accepted your invitation, sign in; otherwise ask whoever invited you for another.

door-title = Ask to take part
door-lede = “{ $title }”
door-states = States are invited by note verbale to their missions and need not ask here. Everyone else may: organizations, institutions and persons. The secretariat decides, and writes to you.
door-person-name = Your name
door-email = Your e-mail
door-participant-name = Organization
door-participant-name-hint = Whom you would speak for; your own name if you speak for yourself.
door-region = Region
door-statement = Why you would take part
door-statement-hint = A few sentences: your work, and what you could contribute.
door-ask = Ask
door-asked = Thank you. A letter is on its way to the address that you gave.
door-asked-next = Follow the link in it to confirm the address. Your request then waits for the secretariat’s decision.
door-person-name-missing = Enter your name.
door-email-missing = Enter your e-mail address.
door-kind-state = States are invited by note verbale. Choose another kind.
door-statement-missing = Say in a few sentences why you would take part.
door-statement-long = This is longer than 4,000 characters. Shorten it.
door-confirm-title = Confirm your address
door-confirm = Confirm
door-confirmed = Your address is confirmed. The secretariat decides on your request, and writes to you.

requests-title = At the door
requests-lede = Those who were not invited and ask to take part. Each is told your decision by letter.
requests-door-closed = The door is closed: nobody can ask at present. Open it in the settings.
requests-open = To decide
requests-open-empty = Nobody waits for a decision.
requests-joins = A participant of this name is registered already. If you admit, the person joins it as a contributor: make sure that they belong to it.
requests-mixed-scripts = This name mixes letters of different scripts that look alike
requests-admit = Admit
requests-admit-of = Admit { $name }
requests-reason = Reason for refusing { $name } (it is written to them)
requests-refuse = Refuse
requests-unconfirmed = Address not yet confirmed
requests-decided = Decided
requests-decision = Decision
requests-day = Day
door-reason-missing = Give a reason: it is written to those who asked.
flash-door-admitted = Admitted. The invitation is on its way.
flash-door-refused = Refused. The letter is on its way.

act-participant-registered = Registered a participant
act-participant-changed = Changed the facts of a participant
act-participants-imported = Imported participants
act-participant-settled = Settled who submits for a participant
act-colleague-invited = Invited a colleague
act-seat-ended = Ended a seat
act-invitation-accepted = Accepted an invitation
act-door-asked = Asked at the door, and confirmed the address
act-door-admitted = Admitted somebody at the door
act-door-refused = Refused somebody at the door

letter-colleague-subject = An invitation
letter-colleague-what = You are invited to work for { $participant } in a consultation. Your role: { $role }.
letter-colleague-how = Follow the link to see what it is about and to accept. Opening it commits you to nothing. The link is for you alone.
letter-colleague-link = See the invitation
letter-confirm-address-subject = Is this your address?
letter-confirm-address-what = Somebody asked to take part in a consultation and gave this address. If it was you, follow the link and confirm it.
letter-confirm-address-not = If it was not you, do nothing: without your confirmation nothing comes of it.
letter-confirm-address-link = Confirm the address
letter-admission-subject = Your request
letter-admission-what = Your request for { $participant } to take part in the consultation “{ $title }” has been granted.
letter-admission-how = Follow the link to accept and to choose a password. The link is for you alone.
letter-admission-link = Come in
letter-not-admitted-subject = Your request
letter-not-admitted-what = Your request to take part in the consultation “{ $title }” could not be granted, for this reason:
letter-not-admitted-contact = If you have a question, turn to { $contact }.

delegation-hand-over = Hand over to a colleague
delegation-hand-over-hint = The colleague becomes focal point: they submit and invite from now on. You draft as a contributor, or leave.
delegation-successor = Colleague
delegation-leaves = I leave, and see nothing of this any more
delegation-hand-over-button = Hand over
delegation-no-successor = Choose a colleague who has come in already.
flash-delegation-handed-over = The delegation is in your colleague’s hands.
letter-handed-over-subject = A colleague has handed over to you
letter-handed-over-what = From now on you submit for { $participant }, and invite colleagues.
letter-handed-over-link = See who takes part
act-delegation-handed-over = Handed over to a colleague

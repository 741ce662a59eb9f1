# The redline, the explanatory notes, the page of a consultation, what became of comments, the
# comment matrix.

redline-title = Redline
redline-lede = Compared with: { $draft }. Every element is shown; nothing is hidden.
redline-nothing-before = There is no earlier text that this one could be compared with.
redline-choose = Choose the text to compare this one with.
redline-against = Compared with
redline-language = Language of the text
redline-view = View
redline-view-one = One text
redline-view-side = Side by side
redline-show = Show
redline-key-inserted = inserted
redline-key-deleted = deleted
redline-key-moved = moved
redline-changes = { $count ->
    [0] No changes
    [one] 1 change
   *[other] { $count } changes
}
redline-unexplained = { $count ->
    [one] 1 change without a note
   *[other] { $count } changes without a note
}
redline-all-explained = Every change has its note
redline-changed-without-note = Changed without a note
redline-deleted-without-note = Deleted without a note
redline-note = note { $number }
redline-own = The team’s own wording
redline-proposal-by = Proposal by { $name }
redline-proposal-withheld = Proposal, name withheld ({ $kind })
redline-proposal-unseen = A proposal that you may not read, or that no longer stands
redline-read = Read
redline-edited = edited
redline-retyped = its kind was changed
redline-renumbered = renumbered
redline-moved = moved
redline-moved-and-edited = moved and edited
redline-new = new
redline-part-of-split = part of a split paragraph
redline-was = ({ $citation } of the earlier text)
redline-deleted = deleted
redline-merged-away = merged into another
redline-split = split
redline-merged = merged

note-title = Explanatory notes
note-compared-with = Changes since: { $draft }
note-formerly = (formerly { $citation })
note-sentence = { $heading }: { $change }.
note-says-new = this text is new
note-says-deleted = this text is deleted
note-says-moved = this text is moved
note-says-retyped = the text is kept, as another kind of provision
note-says-reworded = this text is reworded
note-says-becomes = “{ $old }” becomes “{ $new }”
note-says-out = “{ $old }” is deleted
note-says-in = “{ $new }” is inserted
note-says-split = this text is split into { $into }
note-says-part = this text was part of { $from }
note-says-merged = this text brings together { $from }
note-list = { $first } and { $last }
note-as-html = HTML
note-as-text = Text
note-none = No explanatory note has been written.
note-no-change = This text is no longer changed
note-write = Write the note
note-edit = Edit the note
note-the-change = The change
note-origins = Where it came from
note-body = Explanatory note
note-body-hint = Say what changed and why. Everyone who may read the text reads the notes once it is circulated; name no participant here unless that is public.
note-save = Save the note
note-cancel = Back without saving
note-remove = Remove this note
note-empty = Write the note, or remove it.
note-too-long = A note may have 20,000 characters. Shorten it.
note-conflict = Somebody else saved another text of this note while you were writing. Theirs is shown first; yours is below, and saving it replaces theirs.
note-theirs = The note as it is stored now
flash-note-saved = The note is saved.
flash-note-removed = The note is removed.

overview-open = Open
overview-closed = Closed
overview-soon = Not open yet
overview-opens = opens
overview-closes = closes
overview-closed-on = closed
overview-left = { $time } left
overview-left-days = { "{d}" } days { "{h}" } h left
overview-left-hours = { "{h}" } h { "{m}" } min left
overview-left-minutes = { "{m}" } min left
overview-late-taken = What is sent now is still taken, and marked late.
overview-read-text = Read the text
overview-about-round = About this round
overview-sign-in = Sign in to take part
overview-door = Ask to take part
overview-tasks = What waits for you
overview-task-door = { $count ->
    [one] 1 request at the open door
   *[other] { $count } requests at the open door
}
overview-task-letters = { $count ->
    [one] 1 letter could not be sent
   *[other] { $count } letters could not be sent
}
overview-task-unplaced = { $count ->
    [one] 1 input without its place in the text
   *[other] { $count } inputs without their place in the text
}
overview-task-validate = { $count ->
    [one] 1 response to validate
   *[other] { $count } responses to validate
}
overview-texts = Texts
overview-text = Text
overview-no-text = No text has been circulated yet.
overview-date = Circulated
overview-symbol = Symbol
overview-notes = Notes
overview-notes-count = { $count ->
    [one] 1 explanatory note
   *[other] { $count } explanatory notes
}
overview-downloads = Take away
overview-redlines = What changed from text to text
overview-redline = From { $old } to { $new }
overview-published = Published submissions
overview-count = { $count ->
    [one] 1 submission
   *[other] { $count } submissions
}
overview-answers = Who answered
overview-counted = { $count ->
    [one] 1 submission, counted over what you may see.
   *[other] { $count } submissions, counted over what you may see.
}
overview-submissions = Submissions
overview-by-kind = Submissions by kind of participant
overview-kind = Kind
overview-by-region = Submissions by regional group
overview-region = Regional group
overview-no-region = No regional group
overview-withheld = Name withheld
overview-kind-unsaid = Not said, the group is small
matrix-identities = With confidential inputs and every name
matrix-identities-hint = The files above leave out confidential inputs and withheld names. These have them all. The journal keeps that you fetched it, and why.
matrix-identities-reason = What it is needed for
matrix-identities-reason-missing = Say what the names are needed for.
matrix-identities-reason-long = Say it in 500 characters at most.
matrix-identities-button = Fetch the spreadsheet with names
matrix-identities-csv = The same as CSV
overview-on-time = on time
overview-late = late
overview-timeline = Timeline
overview-about = About this consultation
overview-mandate = Mandate
overview-zone = Time zone
overview-contact = Contact

timeline-circulated = Circulated: { $draft }
timeline-final = Final text: { $draft }
timeline-opens = { $round } opens
timeline-closes = { $round } closes: { $when }
timeline-extended = { $round } is extended to { $until }

fate-title = What became of your comments
fate-lede = For each comment and proposal of a closed round: what the paragraph is now, and the explanatory notes on it.
fate-empty = Nothing that you submitted belongs to a closed round yet.
fate-next = The text that came next: { $draft }.
fate-no-next = The next text is not out yet.
fate-whole-text = The whole text
fate-kept = kept as it was
fate-now = { $change }. { $citation }
fate-now-label = In the next text:
fate-note = Explanatory note { $number }
fate-answer = The answer to you:

matrix-title = Comment matrix
matrix-kind = Kind of participant
matrix-region = Regional group
matrix-input = Input
matrix-type = Type
matrix-theme = Theme
matrix-status = Status
matrix-all = All
matrix-filter = Filter
matrix-clear = Clear
matrix-count = { $count } of { $total } inputs that you may see
matrix-csv = This table as CSV
matrix-xlsx = This table as a spreadsheet (XLSX)
matrix-empty = No input matches.
matrix-place = Place
matrix-participant = Participant
matrix-comment = Comment or justification
matrix-current = Current text
matrix-proposed = Proposed text
matrix-class = Class and source
matrix-themes = Themes
matrix-treatment = Treatment and reason
matrix-whole-text = Whole text
matrix-unplaced = Unplaced
matrix-status-open = not answered
matrix-status-drafted = drafted
matrix-status-validated = validated
matrix-status-released = released

compare-title = Compare texts
compare-any = Compare any two texts
compare-two = From { $old } to { $new }
compare-from = From
compare-to = To
compare-as-word = Word file with tracked changes
compare-as-word-hint = In the Word file, accepting all changes gives the text compared to, rejecting all the text compared from. Numbers that only followed are changed under the name “Numbering”, which Word can hide.
compare-same = Choose two different texts.
compare-too-few = There are not two texts here that you may compare.
compare-unchanged = What is unchanged
compare-unfolded = Shown
compare-folded = Folded
compare-unchanged-block = { $count } paragraphs unchanged: { $reach }
compare-guessed = Nobody has said how these two texts follow one another. What became of what is proposed by matching their words and places.
compare-counts = What became of the paragraphs and articles
compare-became = What became of it
compare-number = Number
compare-kept = kept
compare-was = In the text compared from
compare-is = In the text compared to
compare-and-edited = and edited
compare-places = { $count ->
    [one] 1 place where something moved, was split, merged or renumbered
   *[other] { $count } places where something moved, was split, merged or renumbered
}
compare-text = The text
compare-split-into = split into { $into }
compare-merged-into = merged into { $into }
compare-merged-from = made of { $from }
compare-part-of = from { $from }

layers-title = Redline over several texts
layers-lede = All the texts in one: every change bears the letter of the text in which it came in.
layers-which = Texts
layers-choose = Choose at least two texts.
layers-key-in = came in with text B
layers-key-out = went out with text B
layers-said = { $change } in { $letter } ({ $draft })

lineage-title = Lineage
lineage-lede = What became of each paragraph and article of the other text in this one. Comments, notes and the origins of changes follow these links. The texts themselves are not touched.
lineage-from = From
lineage-shown = Show
lineage-shown-open = What is to be checked, and what was said
lineage-shown-all = Everything
lineage-propose = Have it proposed by matching
lineage-confirm-all = { $count ->
    [one] Confirm 1 link
   *[other] Confirm { $count } links
}
lineage-choose = Choose the text to come from.
lineage-nothing-open = Every paragraph and article has its counterpart under the same identity; there is nothing to check.
lineage-known = How it is known
lineage-followed = Not yet checked
lineage-same-identity = The same element
lineage-correct = Correct
lineage-which-old = Where does it come from? Tick none where it is new, several where it was merged.
lineage-which-new = What became of it? Tick none where it is deleted, several where it was split.
lineage-share = { $share } % of the words
lineage-others = Others, by their citation
lineage-others-hint-old = In the text compared from, with semicolons between them: art. 4 (2); PP 3
lineage-others-hint-new = In the text compared to, with semicolons between them: art. 4 (2); PP 3
lineage-save = Save the link
lineage-error-unknown = One of these citations names nothing in that text. Write them as the text does, with semicolons between them.
lineage-error-several = One of these citations names several places of that text. Write it in full.
lineage-conflict = Somebody else changed this link in between. What you ticked is still here; saving it replaces theirs.
flash-lineage-proposed = The lineage is proposed anew. What was confirmed or corrected is kept.
flash-lineage-confirmed = The links are confirmed.
flash-lineage-corrected = The link is saved.

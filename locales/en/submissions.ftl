# What participants send in a round: the text page, inputs, submissions, what the secretariat registers.

text-title = Text under consultation
text-lede = Read it here, jump by the contents, and say at each paragraph what you have to say.
text-contents = Contents
text-instructions = Instructions
text-comment = Comment
text-propose = Propose wording
text-comments = { $count ->
    [one] 1 comment
   *[other] { $count } comments
}
text-proposals = { $count ->
    [one] 1 proposal
   *[other] { $count } proposals
}
text-general = On the whole text
text-questions = Questions
text-files = Attach files
text-draft = The submission of { $name } is being drafted: look at the whole, and submit it
text-whole = The whole submission

round-status-open = Open
round-status-open-verb = Closes on
round-status-closed = Closed
round-status-closed-verb = Closed on
round-status-soon = Not yet open
round-status-soon-verb = Opens on
round-status-left = { $left } left
round-status-late = The round has closed. Late input is still taken; it will be marked late.
time-left-script-days = {"{d}"} days {"{h}"} h left
time-left-script-hours = {"{h}"} h {"{m}"} min left
time-left-script-minutes = {"{m}"} min left

autosave-saving = Saving…
autosave-saved = Saved
autosave-failed = Not saved. Your text is still here: copy it, or press the button.

place-general-title = On the whole text
place-question-title = Question
place-neighbours = Paragraph before and after
place-own = What you have said here
place-others = What others have said here
place-nobody = There is nothing here yet that you may see.
place-form = Your input
place-forms = Kind of input
place-form-comment = Comment
place-form-proposal = Propose wording
place-form-general = Comment
place-form-answer = Answer
place-sign-in = Sign in to comment or propose wording

input-for = On behalf of
effect-said = { $operation }: { $detail }
effect-as = as: { $kind }
effect-to-before = to stand before { $place }
effect-to-after = to stand after { $place }
effect-to-first = to stand first under { $place }
effect-to-last = to stand last under { $place }
effect-with = with { $places }
effect-from = the new parts begin with { $places }
input-where = Where to
input-side = Where
input-side-before = Before
input-side-after = After
input-side-first = Under it, first
input-side-last = Under it, last
input-anchor = Of which paragraph
input-kind = As what
input-kind-usual = As usual in that place
input-others = With which
input-from = The new article begins with
input-from-none = Nothing: all stays with the first
input-further = Further paragraphs in the same proposal
input-further-hint = The same is proposed for them: PP3; art. 4 (2). Each then has its own wording, and all are submitted, counted and withdrawn as one proposal.
input-further-unknown = No paragraph, or more than one, is called “{ $name }”.
input-also-on = One proposal, also on
input-proposed-equal-added = These are the words of the present paragraph. Write the wording of what should be added.
input-cannot-stand-there = It cannot stand in this place. Choose another place, or say as what it should stand there.
input-cannot-here = This cannot be proposed here.
excerpts-particulars = For what is moved, added or merged
excerpts-other = Merged with
stage-title = What this round takes
stage-takes = It takes: { $kinds }.
stage-operations = Proposals may be made to: { $operations }.
stage-elements = Only these paragraphs are open: { $places }. General comments are on the whole text.
stage-elements-many = { $count } paragraphs are open: those beside which there is a form.
stage-no-elements = No paragraph is open in this round.
import-destination-missing = Say in the column “destination” where it should be moved: before, after, first or last, and a paragraph, as in “after PP3”.
import-with-missing = Say in the column “with” which paragraphs it should be merged with, as in “PP4; PP5”.
input-operation = What do you propose?
input-proposed = Proposed wording
input-proposed-hint = For a change, edit the copy of the present text and change only what you want changed. For a new paragraph, write it here. To split it, write --- on a line of its own between the parts. For a merger, write the wording of the whole, or leave it empty to join the wordings.
input-justification = Justification
input-comment = Comment
input-answer = Answer
input-optional = (optional)
input-type = Type
input-language = Language of your text
input-class = How may this be published?
input-class-later = (you can also choose before you submit)
input-save = Save
input-remove = Remove
input-cancel = Cancel
input-edit = Change
input-is-draft = not submitted yet
input-name-withheld = Name withheld
input-a-participant = A participant
identity-show = Show the name
identity-title = The name behind an input
identity-lede = It was withheld. That you read it now is written into the journal, without the name.
identity-files = A file can tell whose it is. Each one that you open is written into the journal too.
identity-back = Back
class-change = Change who may read it
class-title = Who may read it
class-lede = Towards public, only whoever submitted it can move it. Towards confidential, the lead can too.
class-lede-published = It is published. If it becomes confidential, the public pages say that it was withdrawn from publication, and show nothing of it.
class-missing = Choose who may read it.
class-button = Change
class-of-all = All of this submission, files too
flash-class-changed = Who may read it is changed.
submissions-retracted = { $count ->
    [one] 1 input was withdrawn from publication.
   *[other] { $count } inputs were withdrawn from publication.
}
input-no-element = a paragraph of another text
input-no-difference = No difference from the present text.
input-body-missing = Write your comment.
input-operation-missing = Choose what you propose.
input-proposed-missing = Write the wording that you propose.
input-proposed-equal = The wording is the same as the present text. Change it, or propose to retain the text as it is.
input-too-long = This has { $length } characters; at most { $most } are taken. Shorten it, or attach it as a file.
input-language-unknown = Choose one of the six languages.
input-mismatch-contains = The quotation holds the paragraph and more
input-mismatch-differs = The quotation differs from the text ({ $detail } % alike)
input-mismatch-no-target = No paragraph found for “{ $detail }”
input-mismatch-several-targets = “{ $detail }” may mean several paragraphs

PublicationClass-public-hint = The text and your name are published.
PublicationClass-name_withheld-hint = The text is published with your kind, such as “State”, or as “A participant” where fewer than five are of your kind. The Independent Expert, and those of the team whom the Expert has cleared, can read your name. If another part of your submission is public, your name stands in the list of those who submitted; where few did, one may guess from it who wrote this.
PublicationClass-confidential-hint = The Independent Expert reads it, and those of the team whom the Expert has cleared. It is counted, and never published.
PublicationClass-name_withheld-hint-intergovernmental = The text is published with your kind, such as “State”, or as “A participant” where fewer than five are of your kind. The Chair, and those of the team whom the Chair has cleared, can read your name. If another part of your submission is public, your name stands in the list of those who submitted; where few did, one may guess from it who wrote this.
PublicationClass-confidential-hint-intergovernmental = The Chair reads it, and those of the team whom the Chair has cleared. It is counted, and never published.

conflict-title = Somebody else changed this while you were writing
conflict-lede = Nothing is lost: what is stored now is here, and what you typed is still in the form below. Compare the two, take over what you need, and save again.
conflict-theirs = What is stored now
conflict-difference = From there to yours

files-title = Files
files-lede = A file may go with your comments, or be your whole submission.
files-choose = Choose files
files-hint = PDF, Word (.docx, .doc), OpenDocument, RTF, text, PNG or JPEG; up to 10 MB each, 25 MB together.
files-attach = Attach files
file-size = { $kb } KB
file-original = the original
file-missing = Choose a file.
file-too-large = “{ $name }” is larger than 10 MB. Shorten it, or send it in parts.
file-kind-not-taken = “{ $name }” is of a kind that is not taken. Save it as PDF, Word, OpenDocument, RTF or text.
file-not-what-it-says = “{ $name }” is not what its ending says. Open it in the program that made it and save it again.

submission-title = Submission
submission-of = Submission of { $name }
submission-participant = Participant
submission-kind = Kind
submission-state = State
submission-when = Date
submission-late = late
submission-source = How it came
submission-language = Language
submission-on-behalf-of = On behalf of a group
submission-on-behalf-of-hint = The group that you speak for, as it is to be named.
submission-co-submitters = Submitted together with
submission-co-hint = Tick those who join you. They are shown as unconfirmed until they confirm it themselves.
submission-co-names = Others who join you
submission-co-names-hint = One name on each line. They are shown as unconfirmed.
submission-unconfirmed = { $name } (unconfirmed)
submission-own-date = Date of your note or letter
submission-own-reference = Its reference
submission-received-on = Received on
submission-declares = Declaration
submission-without-prejudice = This submission is without prejudice to our position on the mandate
submission-without-prejudice-said = Without prejudice to the position on the mandate
submission-receipt-by-email = Send me the receipt by e-mail (date, time and code; nothing of the content)
submission-withdrawn-at = Withdrawn on
submission-withdrawal-reason = Reason
submission-cover = About this submission
submission-choose = Choose…
submission-choose-class = Choose how this may be published.
submission-class-rest = For all that have no choice yet
submission-class-rest-hint = Sets the same for every input and file without a choice of its own.
submission-inputs = { $count ->
    [one] 1 input
   *[other] { $count } inputs
}
submission-no-inputs = There are no inputs in it.
submission-published-at-once = In this round what is submitted is published at once. It can then no longer be changed or withdrawn.
submission-submit = Submit
submission-keep = Save
submission-copy-title = As a Word file
submission-copy-hint = What is public of this submission, as tracked changes and comments in the text of the round: accepting all of them gives the text as it is proposed here, rejecting all the text as it was circulated.
submission-copy-for-file = The Word file that you brought is not published; others are offered this one.
submission-copy = The text as { $name } would have it (.docx)
submission-back = The text
submission-alone = What this was to replace was published in the meantime and stays as it is. This is now a submission of its own: what it had in common with the published one was taken out. Look through it, and send it if it still says something new.
submission-changed = Something in this submission was changed in the meantime. Look through it again; what you filled in is still below. Then send it once more.
submission-lacking = Not submitted yet: this is missing
submission-class-missing = Choose how this may be published: { $place }
submission-input-unfinished = This input is empty or changes nothing: { $place }
submission-a-file = a file
submission-replaces = When it is submitted, it replaces
submission-replaced-one = the earlier submission
submission-replace = Replace this submission
submission-replace-hint = You get a copy to change. What you submitted stands until you submit the new one.
submission-withdraw = Withdraw this submission
submission-withdraw-reason = Reason
submission-reason-missing = Give a reason.
submission-line-too-long = At most { $most } characters are taken here.
submission-date-bad = Give a date, such as 2026-04-30.

submissions-mine = Our submissions
submissions-mine-lede = What your delegation or organization has drafted and sent, round by round. Nobody else sees what is not submitted.
submissions-none = Nothing has been drafted in this round.
submissions-no-round = There is no round yet.
submissions-list = Submissions
submissions-count = { $count ->
    [0] Nothing has been submitted in this round.
    [one] 1 submission in this round. Shown is what its author lets you see.
   *[other] { $count } submissions in this round. Shown is what their authors let you see.
}
submissions-inputs = Inputs
submissions-withheld = Name withheld
submissions-nothing-shown = There is nothing here that you may see yet.
submissions-publish = Publish
submissions-publish-hint = { $count ->
    [one] 1 submission is not published yet. Public inputs are shown with the name, name-withheld ones without, confidential ones never.
   *[other] { $count } submissions are not published yet. Public inputs are shown with the name, name-withheld ones without, confidential ones never.
}

receipt-title = Receipt
receipt-lede = Your submission was received.
receipt-received = Received
receipt-commitment = Digest
receipt-note = Keep the code. It proves that something was received at this time, and says nothing about the content.
receipt-copy = Copy
receipt-to-hand-over = Receipt to hand over
receipt-copied = Copied
receipt-submission = The submission

registered-title = Register a submission
registered-lede = For what came by e-mail, letter or note verbale. By the rule stated in the call it is: { $class }.
registered-own-date = Its own date
registered-own-reference = Its own reference
registered-original = The original file
registered-save = Register
registered-participant-missing = Choose the participant. Register it first if it is not in the list.
registered-source-missing = Choose how it came.
registered-date-to-come = This day has not come yet.
registered-element-missing = Choose the paragraph that the proposal is on.

excerpts-title = Excerpts
excerpts-of = Excerpts of the submission of { $name }
excerpts-anchored = Anchored
excerpts-add = Anchor an excerpt
excerpts-element = Paragraph
excerpts-whole = The whole text
excerpts-comment = Comment
excerpts-letter = Its letter in the list, such as “b”
excerpts-body = Comment or justification
excerpts-quoted = Text as they quote it
excerpts-save = Anchor it

unplaced-title = Not placed yet
unplaced-lede = These inputs name no paragraph, or more than one. Put each on the paragraph that it means.
unplaced-none = Every input has its place.
unplaced-count = { $count } not placed yet
unplaced-element = Paragraph
unplaced-place = Place it here

import-operation-missing = The operation is missing.
import-word-unknown = “{ $typed }” is no { $column }.
import-too-long = A text is longer than { $most } characters.
import-proposed-missing = The proposed text is missing.
import-comment-missing = The comment is missing.

letter-receipt-subject = Receipt
letter-receipt-received = What you sent was received on { $when }, that is { $utc }.
letter-receipt-code = The code of your receipt is { $code }
letter-receipt-link = Open the receipt

flash-input-saved = Saved. It is sent when the whole submission is submitted.
flash-input-removed = Removed.
flash-input-placed = Placed.
flash-file-attached = The file is attached.
flash-file-removed = The file is removed.
flash-submission-kept = Saved. It is not submitted yet.
flash-submission-replacing = This is a copy. Change it and submit it; until then the earlier submission stands.
flash-submission-withdrawn = The submission is withdrawn.
flash-submission-registered = The submission is registered. Now put its excerpts on their paragraphs.
flash-submissions-published = What was submitted is published, as each class allows.
flash-excerpt-added = The excerpt is anchored.
place-to-replace = Open what { $name } submitted, to replace it
text-sent = You have submitted in this round. Whoever wants to say more replaces the submission.
input-proposed-beside = You typed a wording, and chose an operation that takes none. Choose “Modify” or “Add a paragraph after” to propose it, or empty this field.
excerpts-remove = Take this excerpt away
flash-excerpt-removed = The excerpt was taken away. The journal keeps that it was there.

# The letter in full, and its excerpts
letter-original = Original letter
letter-of = Letter of { $name }
letter-lede = The letter as it came. What stands under a paragraph of the text is marked with the number of the excerpt; what stands nowhere is marked as omitted.
letter-title = The letter in full
letter-type = Type or paste the letter
letter-correct = Correct the text of the letter
letter-text = Text of the letter
letter-text-hint = As it came, whole. Excerpts are then checked against it, and whoever may read all of them reads it here.
letter-save = Save the letter
letter-text-missing = Type or paste the text of the letter.
letter-words-missing = These words do not stand in the letter: “{ $words }”. Copy them from it, and write […] for what you leave out in between.
letter-proposal-missing = These words of the proposed wording stand neither in the letter nor in the paragraph: “{ $words }”. Write the wording as the letter has it.
letter-hidden = The text of the letter is for those who may read all of its excerpts.
letter-conflict = Somebody typed the letter anew in the meantime: it stands above. Saving again replaces it with yours.
letter-omitted = { $count ->
    [0] Nothing of it is omitted: every passage stands in an excerpt.
    [one] One passage is omitted: it stands in no excerpt.
   *[other] { $count } passages are omitted: they stand in no excerpt.
}
letter-omitted-mark = [omitted { $number }]
letter-excerpt = Excerpt { $number }
letter-elsewhere = { $count ->
    [one] One excerpt has words that do not stand in the letter:
   *[other] { $count } excerpts have words that do not stand in the letter:
}
excerpts-body-hint = The words of the letter, copied. Write […] for what you leave out in between.
flash-letter-typed = The text of the letter is saved.

# Of a round: what was proposed, and on how many paragraphs of the text.
counted-proposals = { $count ->
    [one] 1 proposal
   *[other] { $count } proposals
} { $on ->
    [0] not placed yet.
    [one] on 1 paragraph.
   *[other] on { $on } paragraphs.
}

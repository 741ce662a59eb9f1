# The team at work: the consolidation of a round, responses, applying proposals.

consolidation-title = Consolidation
consolidation-lede = What came in, how far it is answered, and the text that is being written from it.
consolidation-back = Back to the paragraph
consolidation-progress = { $count ->
    [one] 1 input
   *[other] { $count } inputs
}, { $responded } answered, { $validated } validated.
consolidation-no-rows = No paragraph has what you asked for.
consolidation-table = Paragraphs and what was said on them
consolidation-paragraph = Paragraph
consolidation-text = Text
consolidation-comments = Comments
consolidation-modify = Modify
consolidation-add = Add
consolidation-delete = Delete
consolidation-rearrange = Move, split, merge
consolidation-retain = Retain
consolidation-undecided = Without a response
consolidation-marks = Marks
consolidation-contested = contested
consolidation-flagged = { $count ->
    [one] 1 quotation differs
   *[other] { $count } quotations differ
}
consolidation-inputs = Inputs
consolidation-responded = Answered
consolidation-validated = Validated
consolidation-unplaced = Not placed yet
consolidation-flagged-quotes = Quotations that differ
consolidation-no-inputs = Nothing was submitted in this round yet.
consolidation-no-rounds = There is no round yet.
consolidation-no-working-draft = There is no working draft yet.
consolidation-drafts = All drafts
consolidation-by-article = Progress by article: { $round }
consolidation-part = Part of the text
consolidation-opening-words = Title and opening words

workspace-general = General comments and answers
workspace-unplaced = Not placed yet
workspace-lede = { $count ->
    [0] Nothing was said here.
    [one] 1 input.
   *[other] { $count } inputs.
}
workspace-at-hand = The circulated text
workspace-nav = Paragraphs with inputs
workspace-empty = Nobody has said anything here.
workspace-one-form = This page has several forms, and your browser runs no scripts: send what you have typed in one before you send another.
workspace-none-kept = None of the inputs here is what you asked for.
workspace-kept = { $shown } of { $count } inputs are shown.
workspace-cluster = { $count } inputs with one and the same text

filter-show = Show
filter-show-all = All paragraphs
filter-show-with = With inputs
filter-show-contested = Contested
filter-show-undecided = With inputs to answer
filter-kind = Kind of participant
filter-region = Regional group
filter-type = Type
filter-operation = Operation
filter-comments-only = Comments only
filter-theme = Theme
filter-status = Response
filter-treatment = Treatment
filter-any = All
filter-button = Filter
filter-title = Show only some
filter-clear = Clear


case-kind-and-operation = { $kind }: { $operation }
case-on-behalf-of = on behalf of { $group }
case-late = late
case-permalink = On its own page
case-also-on = One proposal with what is on
case-files = files
case-same-text = The same text as above.
case-question = Question: { $question }
case-quote-differs = Quoted text, against the circulated text
case-quoted = Quoted text
case-proposed = Proposed
case-justification = Justification
case-applied = applied

response-title = Input and response
response-status-none = no response
response-status-drafted = drafted
response-status-validated = validated
response-released = released to its author
response-treatment = Treatment
response-choose = Choose
response-reason = Reason (required unless accepted)
response-covered-by = Covered by
response-covered-by-none = Nothing else
response-covered-by-elsewhere = An input elsewhere in this round …
response-covered-by-author = Covered by the input of { $author }
response-covered-by-hidden = Covered by another input, which you may not see.
response-drafted-by = Drafted by { $name }, { $when }
response-validated-by = Validated by { $name }, { $when }
response-released-on = Released to its author, { $when }
response-self-validated = validated by the person who drafted it
response-approval = Approval: { $note }
response-approval-label = Approval by the mandate holder, if recorded for them (optional)
response-validate = Validate
response-release = Release to its author
response-write = Write a response
response-change = Change the response
response-save = Save the response
response-save-over = Save mine instead
response-treatment-missing = Choose a treatment.
response-reason-missing = Give a reason. Only what is accepted needs none.
response-reason-too-long = The reason is too long: at most 20,000 characters.
response-covered-by-missing = Say which input covers this one.
response-covered-by-unknown = Choose another input of this round.
response-none-ticked = Tick at least one input that has no response yet.
response-conflict-title = Somebody else wrote this response in the meantime
response-conflict-lede = Both texts are below. Nothing you typed is lost: bring them together, then save.
response-stored-now = What is stored now
response-difference = From what is stored to what you typed
response-yours = What you typed

bulk-tick = Answer together with others
bulk-tick-alike = Answer all { $count } identical ones together
bulk-title = Answer several at once
bulk-hint = One response, with its reason, is written to every input ticked above that has none yet. Each can be changed and is validated on its own.
bulk-answered = To be answered
bulk-button = Answer those ticked

theme-add = Tag with a theme
theme-known = Theme
theme-new = New theme
theme-button = Tag
theme-remove = Remove the theme { $theme }

remark-title = Internal note
note-internal = internal note
note-add = Add an internal note
note-add-here = Add an internal note on this paragraph
note-label = Note, read by the team only
note-button = Save the note
remark-edit = edit
note-missing = Write something, or go back.
remark-too-long = The note is too long: at most 20,000 characters.
remark-conflict = The note was changed in another window. Both texts are below: bring them together, then save.

apply-title = Apply to the working draft
apply-button = Apply to the working draft
apply-although-declined = Apply although the response does not accept it
apply-draft = Working draft
apply-no-working-draft = Begin a working draft to apply this
apply-circulated = As circulated
apply-working = In the working draft now
apply-proposed = As proposed
apply-proposed-deletion = The proposal is to delete the paragraph.
apply-would-become = What the working draft would say
apply-would-add = What would be added
apply-wording = Wording to put in
apply-wording-hint = Keep it, edit it, or write your own.
apply-from-proposal = This wording comes from the proposal, as it is or edited: record the proposal as its origin
apply-why-changed = The working draft no longer says what was circulated. Compare the texts first.
apply-why-language = The proposal is in another language than the draft. Write its wording in the draft’s language.
apply-why-fragment = The proposal is about a part of the paragraph. Check the whole paragraph as it would read.
apply-why-flagged = The proposal quotes something else than the circulated text. Check what it is meant to change.
apply-why-meanwhile = Somebody changed the working draft while you were reading. What you typed is still below.
apply-why-empty = There is no wording to put in. Write one, or go back.
apply-cannot-gone = This cannot be applied: the working draft no longer has this paragraph.
apply-cannot-gone-by = This cannot be applied: the working draft no longer has this paragraph. The last change to it was made by { $name }, { $when }.
apply-cannot-empty = This cannot be applied: there is no wording to put in.
apply-cannot-follow = This cannot be applied: nothing can be added after this paragraph. Add the new paragraph by hand in the working draft.
apply-cannot-other = This cannot be applied to the text as it is. Make the change by hand in the working draft.

flash-response-drafted = The response is saved. Another person validates it.
flash-responses-drafted = The responses are saved. Another person validates them.
flash-responses-some = The responses are saved. Some inputs had been answered in the meantime and were left as they are.
flash-response-validated = The response is validated.
flash-response-released = The response was released to its author.
flash-input-tagged = The themes are saved.
flash-no-theme = Nothing was tagged: choose a theme, or write the name of a new one.
flash-input-untagged = The theme was removed.
flash-note-written = The note is saved.
flash-proposal-applied = The proposal is in the working draft, and its origin is recorded.
flash-proposal-applied-before = This proposal was applied to that working draft before. Nothing was changed.
flash-proposal-nothing-to-apply = There is nothing in this input to apply to a text.

# Elements of a framework, gathered from the answers to a call before there is a text.
framework-title = Elements of a framework
framework-lede = What the answers to a call for inputs have in common, theme by theme, before there is a text; and the paragraphs of the text that grew from it.
framework-empty = No element has been gathered yet. Tick answers below, say in a title what they have in common, and add it.
framework-no-theme = Without a theme
framework-source-author = { $name } ({ $is })
framework-sources-count = { $count ->
    [0] Gathered from no input yet
    [one] Gathered from 1 input
   *[other] Gathered from { $count } inputs
}
framework-grew = Grew into:
framework-grew-from = Grew from the elements:
framework-grew-in = { $name }, { $draft }
framework-up-of = Move “{ $title }” up
framework-down-of = Move “{ $title }” down
framework-publish-title = Publication
framework-publish-hint = Everybody who may know of the consultation reads the elements as they are now, with the paragraphs that grew from them, and without their sources. What is changed later is read after the next publication.
framework-publish = Publish the elements
framework-published-on = Published on { $when }
framework-published-lede = As published on { $when } (publication no. { $number }).
framework-not-gathered = Answers not gathered yet
framework-none-left = There is nothing left to gather here.
framework-choose-sources = Gathered from
framework-read-source = Read in full
framework-add-title = Add an element
framework-element-title = Title
framework-element-title-hint = Such as “Duty to cooperate in disasters”.
framework-element-body = What the element says
framework-theme = Theme
framework-add = Add the element
framework-save = Save
framework-title-missing = Give the element a title.
framework-conflict = Somebody else changed this element while you were writing. Both texts are shown; saving again keeps yours.
framework-paragraphs-title = Paragraphs that grew from it
framework-paragraphs-lede = A paragraph that is linked once stays linked in every later draft that has it.
framework-paragraphs-none = None is linked yet.
framework-paragraph-choose = Link a paragraph of the newest draft
framework-paragraph-none = Choose a paragraph
framework-link = Link
framework-unlink = Remove
framework-unlink-of = Remove the link to { $what }
framework-sources-title = Gathered from
framework-sources-none = No input is linked that you may read.
framework-gather = Add what is ticked
framework-remove = Remove this element
flash-framework-added = The element is added.
flash-framework-changed = The element is saved.
flash-framework-linked = It is linked.
flash-framework-unlinked = The link is removed.
flash-framework-nothing-chosen = Nothing was chosen. Tick an input or choose a paragraph.
flash-framework-placed = The element was moved.
flash-framework-removed = The element is removed.
flash-framework-published = The elements are published.

board-title = Board
board-begin = Answer them one after another
board-shows = What is to be done
board-show-all = Everything
board-show-undecided = Without a response
board-show-contested = Contested
board-show-colliding = On the same words as others
board-show-without-reason = Answered without a reason
board-show-to-validate = For you to validate
board-show-to-release = Not released yet
board-mine = Only what is assigned to me
board-empty = There is nothing of this.
board-listed = { $count ->
    [one] 1 input
   *[other] { $count } inputs
}
board-listed-rows = { $count ->
    [one] 1 input
   *[other] { $count } inputs
} in { $rows } rows: a proposal on several paragraphs has one at each of them
board-choose = Input
board-status = Response
board-whose = Assigned to
board-collides = on the same words as others
board-alike = { $count } say the same
board-pages = Pages of the list
board-previous-page = Earlier ones
board-next-page = Later ones
board-many-hint = Tick inputs above. You see what is done, and what is left out, before anything is stored.
board-respond = Answer those ticked
board-validate = Validate those ticked
board-release = Release those ticked
board-parts = By part of the text
board-parts-caption = How far each part is, and whose it is
board-waiting = To be validated
board-contested = Contested
board-until = until { $day }
board-people = By person
board-people-caption = How far everyone is
board-nobody = Nobody has anything assigned, and nothing was drafted yet.
board-person = Person
board-assigned = Assigned
board-assigned-undecided = Of these without a response
board-drafted = Drafted
board-validated-by = Validated
board-to-round = All paragraphs of the round

assignment-title = Assign a part of the text
assignment-to = To
assignment-to-nobody = Nobody (take it back)
assignment-due = Until (optional)
assignment-button = Assign
assignment-no-part = Choose a part of the text.
assignment-bad-day = Enter a day, such as 2026-10-31.
assignment-nobody = Choose somebody who drafts in this consultation.

clusters-title = Inputs that say the same
clusters-link = { $count ->
    [0] Inputs that say the same
    [one] Inputs that say the same: 1 cluster
   *[other] Inputs that say the same: { $count } clusters
}
clusters-lede = { $clusters ->
    [one] 1 cluster
   *[other] { $clusters } clusters
} with { $together } of { $count } inputs. Typography and numbering make no difference.
clusters-none = No two inputs of this round say the same.
clusters-table = Clusters, the largest first
clusters-words = Words
clusters-kind = Input
clusters-places = Where
clusters-members = Inputs
clusters-near = some differ a little
clusters-the-whole-paragraph = The whole paragraph
cluster-title = Inputs that say the same
cluster-lede = { $count ->
    [one] 1 input
   *[other] { $count } inputs
}, { $open } without a response. Each keeps its author, its class and its text.
cluster-offered = One of them has this response already. Give it to the others, or change it first.
cluster-offer = { $count ->
    [one] 1 of them has no response yet: give it the same one
   *[other] { $count } of them have no response yet: give them the same one
}
cluster-same-response = Give those ticked the same response

batch-respond-title = One response to several inputs
batch-validate-title = Validate several responses
batch-release-title = Release several responses to their authors
batch-respond-button = Answer those ticked
batch-validate-button = Validate those ticked
batch-release-button = Release those ticked
batch-lede = { $count ->
    [one] 1 is ticked
   *[other] { $count } are ticked
}, { $left ->
    [0] nothing is left out.
    [one] 1 is left out.
   *[other] { $left } are left out.
} Nothing is stored yet.
batch-done = { $count ->
    [one] It was done for 1
   *[other] It was done for { $count }
}, { $left ->
    [one] 1 was left out.
   *[other] { $left } were left out.
}
batch-left-title = Left out
batch-left-answered = it has a response already
batch-left-open = it has no response yet
batch-left-validated = its response is validated already
batch-left-own = you drafted its response, and another person validates it
batch-left-not-validated = its response is not validated yet
batch-left-released = its response was released already
batch-left-changed = its response was changed since you read it
batch-chosen = To be done
batch-none = Tick at least one input for which this can be done.
batch-back = Back without doing anything more
batch-release-states = Responses to States are not ticked: States read the explanatory notes. Tick one to release it all the same.

work-nav = One after another
work-previous = Previous
work-next = Next
work-board = Board ({ $count } in this list)
work-keys = Keys
work-key-next = the next and the previous one of the list
work-key-treatment = choose a treatment, and go to the reason
work-key-reason = go to the reason
work-key-save = save, and go on to the next
work-key-escape = leave the field, so that the keys work again
work-key-board = back to the board

case-differs = What differs from the first
case-same-words = The same words.
collides-title = { $count ->
    [one] Beside 1 other proposal
   *[other] Beside { $count } other proposals
}
collides-not = fits together
collides-same = comes to the same
collides-words = is on the same words
collides-opposite = wants the opposite
collides-elsewhere = wants it in another place
collides-place = one takes away the place of the other
workspace-cluster-near = { $count } inputs that say nearly the same
workspace-cluster-elsewhere = Also at:

flash-responses-validated = The responses are validated.
flash-responses-released = The responses were released to their authors.
flash-assigned = It is assigned.
flash-assignment-ended = It is assigned to nobody now.

changes-title = Changes of this draft
changes-lede = What was done, the last first. A change is taken back exactly; one on which later ones rest, after them.
changes-none = Nothing was changed yet.
changes-caption = Changes that stand
changes-number = Step
changes-step = Step { $number }
changes-what = Change
changes-origin = Origin
changes-origin-hidden = a proposal that is not for you to see
changes-own = the team
changes-gone = no longer in the text
changes-undo = Undo
changes-first = Undo first:
changes-cannot-first = This cannot be undone yet: later changes rest on it. Undo these first, in this order.
changes-cannot-not-kept = This was done before it was kept how to undo it. Change the text by hand.
changes-cannot-since = This cannot be undone: the paragraph was worded anew since, or translated. Change the text by hand.
changes-cannot-place = This cannot be undone: what stood around it is gone. Change the text by hand.
flash-change-undone = The change is undone. The journal keeps both acts.
flash-change-undone-before = This change was undone already.

apply-why-rebased = The working draft no longer says what was circulated, but the words that this proposal changes still stand: below it is put into the text as it is now.
apply-why-excludes = Other proposals that have no response yet would become impossible. See which before you apply this one.
apply-why-not-together = Those ticked do not all fit together, or no longer. Tick others, or apply them one by one.
apply-excluded = What it makes impossible as it was proposed
apply-fitting = What still fits
apply-fitting-hint = Tick what goes into the text along with it, in one act. Each is recorded as its own origin.

# The compilation of a round, and its bracketed text.

overview-documents = Compilations
consultation-reservation = Line at the head of compilations
consultation-reservation-hint = Such as “Without prejudice to the position of any participant.” Leave it empty and there is none.
consultation-bracket-legend = How bracketed texts are marked
consultation-brackets-public = The bracketed text is public
consultation-brackets-public-hint = In an intergovernmental reading, whoever reads the draft reads what was proposed on it, in brackets. In an expert consultation it is the team’s, whatever is ticked here.
Legend-brackets = Brackets
Legend-marks = Strike-through, and bold with underline

compilation-title = Compilation
compilation-published-on = Published on { $day }
compilation-not-published = Read by the team only, until it is published
compilation-as-public = This is what others read
compilation-by = Order
compilation-by-places = By article
compilation-by-participants = By participant
compilation-attribution = Attribution
compilation-attributed = With names
compilation-unattributed = Without names
compilation-element = Part of the text
compilation-all-elements = The whole text
compilation-as = Seen as
compilation-as-team = The team
compilation-as-everybody = Everybody
compilation-publish = Publish the compilation
compilation-publish-hint = Whoever may read the draft then reads the compilation: what is published of the submissions, without confidential inputs and withheld names.
compilation-preview = See what others will read
compilation-withhold = Take the compilation back
compilation-withhold-hint = It is then read by the team only. Who has read it has read it.
flash-compilation-published = The compilation is published.
flash-compilation-withheld = The compilation is the team’s again.
act-compilation-published = Published a compilation
act-compilation-withheld = Took a compilation back
compilation-submissions = { $count ->
    [0] No submission was received in this round.
    [one] 1 submission was received in this round.
   *[other] { $count } submissions were received in this round.
}
compilation-inputs-each = { $count ->
    [0] No input is shown here.
    [one] 1 input is shown here.
   *[other] { $count } inputs are shown here.
}
compilation-inputs = { $count ->
    [0] No input is shown here.
    [one] 1 input is shown here.
   *[other] { $count } inputs are shown here; { $once } when a proposal on several paragraphs is counted once.
}
compilation-left-out = { $count ->
    [0] No confidential input is left out.
    [one] 1 input is confidential and not shown here.
   *[other] { $count } inputs are confidential and not shown here.
}
compilation-without-confidential = Confidential inputs are not included.
compilation-chosen = Only what was chosen is shown; the compilation is not complete.
compilation-order-places = Under each paragraph, inputs stand in the alphabetical order of their authors; those without a name come last, in no particular order.
compilation-only-with = Sent no text of its own among these; it stands with what others sent, which is counted there.
compilation-order-participants = Participants stand in alphabetical order; what stands without a name comes last, in no particular order.
compilation-order-unattributed = Under each paragraph, inputs stand in no particular order.
compilation-general = General comments
compilation-by-article = Article by article
compilation-elsewhere = On paragraphs that are not in this text
compilation-unplaced = Not yet placed
compilation-answers = Answers to questions
compilation-files = Files
compilation-submission = the submission
compilation-also-on = The same proposal is also on
compilation-counted-above = It is counted there.
compilation-empty = There is nothing to show.

bracketed-title = Bracketed text
bracketed-is-public = Read by whoever may read the draft
bracketed-is-internal = Internal: read by the team only
bracketed-to-settings = The settings of the consultation can make it public.
bracketed-no-text = There is no text in this round to bracket.
bracketed-none = Nobody has proposed a wording.
bracketed-legend = Marks
bracketed-legend-brackets = Brackets mean that words are not agreed: who would delete, add or replace them stands beside them in parentheses. A bracket around a whole paragraph is a proposal to delete it.
bracketed-legend-marks = Words that somebody would delete are struck through, words that somebody would add are bold and underlined; who it is stands beside them in parentheses. A bracket around a whole paragraph is a proposal to delete it.
bracketed-legend-alternatives = Wordings that exclude one another stand below the text as alternatives, called alt, alt 2 and so on in the alphabetical order of their authors; new paragraphs are called bis, ter and so on.
bracketed-without-confidential = Confidential inputs are not included.
bracketed-where = Where
bracketed-count = Proposals
bracketed-merged = Of them, same as another
bracketed-all = All
bracketed-proposals = { $count ->
    [one] 1 proposal
   *[other] { $count } proposals
}
bracketed-place-inline = In the text itself
bracketed-place-alternative = Alternatives
bracketed-place-addition = New paragraphs
bracketed-place-deletion = Deletions of whole paragraphs
bracketed-place-retain = To be retained as it is
bracketed-place-as-it-stands = Same as the text
bracketed-place-in-words = Said in words
bracketed-place-unplaced = Not placed
bracketed-delete = delete
bracketed-add = add
bracketed-replace = replace
bracketed-name-withheld = { $kind }, name withheld
bracketed-confidential = { $kind }, confidential
bracketed-with = { $who } (with { $others })
bracketed-times = { $who } ({ $count } of them)
bracketed-alternative-language = { $name }, in { $language }
bracketed-alternative-quotes = { $name }, to another text than this
bracketed-new = new, with { $citation }
bracketed-new-more = new ({ $number }), with { $citation }
bracketed-retain = To be retained as it is
bracketed-as-it-stands = Proposed as it stands
bracketed-no-wording = To be reworded; no wording was proposed
bracketed-cannot = Cannot stand here: { $wording }
bracketed-unplaced = Proposals that are not placed in the text

# Word files
word-consolidated = Consolidated Word file
word-consolidated-hint = Every proposal stands in the text as a tracked change, under the name of the first who proposes it; proposals that clash stand below it as alternatives, in alphabetical order. Comments give the reasons and say who else proposes the same. Rejecting all changes gives the draft.
word-single-hint = The text as one participant would have it. Accepting all changes gives that text, rejecting all the draft. What cannot be put into the text stands in the comments.
word-by-group = Under the names of groups
word-only = Proposals of
word-all-participants = All participants
word-only-hint = Of one participant alone: accepting all changes then gives its text. Its name then stands with the changes.
word-accepted = Only what is accepted, in whole or in part, and validated
word-download = Download the Word file
word-proposed-by = Proposed by: { $who }
word-and-others = { $count ->
    [one] { $who } and 1 other
   *[other] { $who } and { $count } others
}
word-clash = { $count ->
    [one] 1 proposal that cannot stand in the text stands below:
   *[other] { $count } rival readings stand below, in alphabetical order:
}

# The summary of general comments, quotations of the drafts, the concordance, the log of decisions.

quoted-place = { $draft }, { $citation }
quoted-nowhere = Quoted, but in neither text
quoted-confidential = Quoted from a confidential input
quoted-words = “{ $words }”
quoted-nearest = Nearest, in { $place }:
quoted-no-nearest = Nothing in the texts comes near these words.

summary-title = Summary of general comments
summary-add = Write an entry
summary-edit = Edit the entry
summary-remove = Remove this entry
summary-save = Save the entry
summary-up = Move up
summary-down = Move down
summary-empty = No entry has been written.
summary-not-published = Not published
summary-published-on = Published { $when }
summary-publication = Publication
summary-publish = Publish the summary
summary-publish-hint = Everyone who may read the round reads the summary then. What it was written from stays with the team.
summary-reopen = Take the summary back
summary-reopen-hint = Nobody outside the team reads it until it is published again.
summary-sources = { $count ->
    [one] Written from 1 input
   *[other] Written from { $count } inputs
}
summary-source-withheld = Name withheld ({ $kind })
summary-unused = General comments not used yet
summary-unused-count = { $count ->
    [one] 1 general comment is in no entry.
   *[other] { $count } general comments are in no entry.
}
summary-all-used = Every general comment that you may see is in an entry.
summary-write-from = Write an entry from it
summary-filter = Offer these
summary-filter-what = Inputs
summary-filter-general = General comments
summary-filter-all = Also comments and answers
summary-filter-hint = Choose what is offered before you write: choosing anew does not keep what you typed.
summary-choose = Written from
summary-nothing-to-choose = No input matches.
summary-under = Heading
summary-under-none = Without a heading
summary-under-unknown = Choose a heading from the list.
summary-body = Entry
summary-body-hint = In the language of the text. Say what was said; name nobody in the words themselves. Words of the texts in quotation marks are checked.
summary-body-missing = Write the entry.
summary-attribution = Who said so
summary-attribution-hint = What readers are told. Only what the publication classes of the inputs allow is taken.
summary-attribution-missing = Choose what readers are told of who said so.
summary-several-states = several States
summary-conflict = Somebody else saved another text of this entry while you were writing. Theirs is shown first; yours is below, and saving it replaces theirs.
summary-theirs = The entry as it is stored now
summary-cannot-now = The classes of its inputs no longer allow what is said of them
summary-cannot-publish = ({ $letter }): { $why }
summary-cannot-no-source = Choose the inputs that it can be said of.
summary-cannot-withheld-name = At least one input is not public: its author is never named, nor are others in its place. Say the group, the kind or nothing, or write two entries.
summary-cannot-never-published = Nothing of this round is published, so nobody in it is named.
summary-cannot-no-heading = The group or the kind is that of the heading: choose such a heading, or say something else.
summary-cannot-another-group = At least one input is from somebody of another group or kind.
summary-cannot-small-group = The group has fewer than five participants and none of these inputs is public: the group would nearly be the name. Choose a larger group or nothing.
summary-cannot-only-confidential = All these inputs are confidential: nothing is said of who sent them.
summary-cannot-not-several = “Several States” is said of at least two.
summary-cannot-unconfirmed = “Several States” is said of at least two that said so themselves. At least one of these inputs was recorded as said on a State’s behalf and that State has not confirmed it: say something else until it does.
flash-summary-saved = The entry is saved.
flash-summary-removed = The entry is removed.
flash-summary-moved = The entry is moved.
flash-summary-published = The summary is published.
flash-summary-reopened = The summary is taken back.

summary-kind-state = States
summary-kind-observer_state = Non-member observer States
summary-kind-un_entity = United Nations entities
summary-kind-mandate_holder = Treaty bodies and mandate holders
summary-kind-intergovernmental = Intergovernmental and regional organizations
summary-kind-political_group = Political groups
summary-kind-nhri = National human rights institutions
summary-kind-civil_society = Civil society organizations
summary-kind-indigenous_peoples = Indigenous peoples’ organizations
summary-kind-trade_union = Trade unions
summary-kind-academia = Academic institutions
summary-kind-expert = Individual experts
summary-kind-private_sector = Private sector
summary-kind-regional_meeting = Regional meetings

act-summary-entry-written = Wrote an entry of the summary
act-summary-entry-moved = Moved an entry of the summary
act-summary-entry-removed = Removed an entry of the summary
act-summary-published = Published the summary
act-summary-reopened = Took the summary back

note-start-why = [Write over this line: say why.]
note-start-hint = Nobody wrote the text below: it is put together from the change and the reasons already given, for you to write over. It is not saved while its last line stands.
note-start-left = The last line of the offered text is still there. Say why in its place.
note-behind = The inputs on it
note-behind-hint = For the team only. Readers of the note do not see this.
note-behind-applied = put into the text
note-misquoted = Quotations to be checked
note-misquoted-count = { $count ->
    [one] 1 quotation stands in neither text
   *[other] { $count } quotations stand in neither text
}

concordance-title = Concordance table
concordance-new = New paragraph
concordance-old = Old paragraph
concordance-contributed = Who contributed
concordance-rationale = Approach and rationale
concordance-rationale-hint = Everyone who may read the text reads this once it is circulated; name no participant here unless that is public. Without words of its own, the explanatory note stands here.
concordance-write = Edit the rationale
concordance-save = Save the rationale
concordance-rows = Rows
concordance-rows-all = The whole text
concordance-rows-changes = Changes only
concordance-conflict = Somebody else saved another text of this rationale while you were writing. Theirs is shown first; yours is below, and saving it replaces theirs.
concordance-theirs = The rationale as it is stored now
flash-rationale-saved = The rationale is saved.
act-rationale-written = Wrote a rationale in the concordance
act-rationale-removed = Let the note stand in the concordance again

decisions-title = Log of decisions
decisions-lede = Every decision on the text, in the order in which it was taken. For the team only.
decisions-count = { $count } of { $total } decisions that you may see
decisions-empty = No decision matches.
decision-kind = Kind
decision-when = When
decision-what = Decision
decision-by = By
decision-why = Why
decision-response = Response drafted
decision-validation = Response validated
decision-release = Response released
decision-applied = Proposal put into the text
decision-own = The team’s own change
decision-undone = Undone
decision-note = Note
decision-by-hand = Noted by hand
decision-add = Note a decision
decision-add-hint = For what was settled by word of mouth. What is noted stays in the log.
decision-on = Date of the decision
decision-place = What it is about
decision-whole-text = The whole text
decision-present = Those present
decision-present-were = Present: { $names }
decision-body-missing = Say what was decided.
decision-save = Note the decision
flash-decision-noted = The decision is noted.
act-decision-noted = Noted a decision

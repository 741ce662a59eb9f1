# Drafts: bring a text in, read it, edit it.

draft-untranslated = Not yet translated:
draft-list-title = Drafts
draft-list-lede = The texts of this consultation. A working draft is the team’s own; once circulated, a text never changes again.
draft-list-empty = There is no text yet.
draft-list-who = The lead or a drafter brings it in.
draft-new = Bring in a text
draft-label = Label
draft-label-hint = For example “Preliminary text” or “Revised draft”.
draft-follows = Follows
draft-original = Original language
draft-elements = Paragraphs and headings
draft-since = Since
draft-cancel = Cancel
draft-save = Save
draft-none-yet = none yet

draft-new-lede = Paste the text or choose a file. Its title, preambular paragraphs, Parts, articles, paragraphs, subparagraphs and footnotes are recognized; you correct what was read before anything is saved.
draft-source = The text
draft-source-hint = As it is written: “Article 1”, “1.”, “(a)”, “(i)”; a footnote’s mark as [^1] and the footnote on a line of its own: “[^1]: …”. An empty line between paragraphs.
draft-file = File
draft-file-optional = (instead of pasting)
draft-file-hint = Word (.docx, with its changes accepted), .txt, .md or the .json of a draft, up to 5 MB.
draft-read = Read the text
draft-parse-title = Check what was read
draft-parse-lede = Nothing is saved yet. Correct the kinds and the wording; then save.
draft-parse-doubts = { $count ->
    [0] Nothing was doubtful.
    [one] One place is marked: please look at it.
   *[other] { $count } places are marked: please look at them.
}
draft-json-lede = Nothing is saved yet. This is the text as the file has it.
draft-json-faults = The file is not the JSON of a draft:
draft-count = { $kind ->
    [title] { $count ->
        [one] 1 title
       *[other] { $count } titles
    }
    [enacting_body] { $count ->
        [one] 1 enacting body
       *[other] { $count } enacting formulas
    }
    [preambular] { $count ->
        [one] 1 preambular paragraph
       *[other] { $count } preambular paragraphs
    }
    [heading] { $count ->
        [one] 1 heading
       *[other] { $count } headings
    }
    [article] { $count ->
        [one] 1 article
       *[other] { $count } articles
    }
    [chapeau] { $count ->
        [one] 1 chapeau
       *[other] { $count } chapeaux
    }
    [paragraph] { $count ->
        [one] 1 paragraph
       *[other] { $count } paragraphs
    }
    [subparagraph] { $count ->
        [one] 1 subparagraph
       *[other] { $count } subparagraphs
    }
    [item] { $count ->
        [one] 1 item
       *[other] { $count } items
    }
   *[footnote] { $count ->
        [one] 1 footnote
       *[other] { $count } footnotes
    }
}
draft-line = Line
draft-line-n = line { $line }
draft-kind = Kind
draft-kind-of = Kind of what begins on line { $line }
draft-kind-optional = (optional)
draft-kind-by-place = As its place implies
draft-text = Text
draft-text-of = Text of what begins on line { $line }
draft-doubt = To look at
draft-joins = belongs to the one before
draft-goes = leave out
draft-save-parse = Save the draft
draft-check = Apply the corrections and look again
draft-source-again = The text as it was pasted
draft-source-again-hint = Correct it here and have it read again; corrections made above are then lost.
draft-read-again = Read it again

draft-doubt-number = The number “{ $found }” does not follow; “{ $expected }” was expected.
draft-doubt-unknown-footnote = The mark { $label } has no footnote; an empty one was made.
draft-doubt-unplaced-footnote = The mark of footnote { $label } stands nowhere in the text.
draft-doubt-repeated-footnote = There is a second footnote { $label }.
draft-doubt-heading = Short and without a full stop: taken for a heading.
draft-doubt-article-title = Taken for the title of its article.
draft-doubt-title = Stands between the title and the enacting body: taken for more of the title.
draft-doubt-letter-or-item = Could be a letter or a Roman numeral; taken for: { $kind }.
draft-doubt-unintroduced = A subparagraph that nothing introduces.
draft-doubt-bullet = A bullet has no number; taken for the next in the list.
draft-doubt-sole-paragraph = The only paragraph of its article: it will be printed without its number.

draft-place-top = the top of the text
draft-fault-empty-id = An element has no id.
draft-fault-duplicate-id = “{ $id }” stands twice.
draft-fault-unknown-parent = “{ $id }” stands under “{ $parent }”, which does not exist.
draft-fault-out-of-order = “{ $id }” does not follow “{ $parent }”, under which it stands.
draft-fault-not-allowed-under = “{ $id }” ({ $kind }) cannot stand under: { $parent }.
draft-fault-no-wording = “{ $id }” has no wording.
draft-row-fault-not-allowed-under = { $kind } cannot stand here, under: { $parent }. Choose another kind.
draft-row-fault-no-wording = There is no wording. Write it, or leave the row out.
draft-row-fault-out-of-order = Does not stand in the order of the text. Choose another kind.

draft-json-place = Element { $number }
draft-json-place-id = Element { $number } (“{ $id }”)
draft-json-not-json = Line { $line }, column { $column }: this is not JSON ({ $reason }).
draft-json-not-a-list = The file holds neither a list of elements nor an object with a list “elements”.
draft-json-not-an-object = { $place } is not an object.
draft-json-missing-field = { $place }: “{ $what }” is missing.
draft-json-wrong-type = { $place }: “{ $what }” is of the wrong type.
draft-json-unknown-kind = { $place }: there is no kind “{ $what }”.
draft-json-duplicate-id = { $place }: the id “{ $what }” stands twice.
draft-json-unknown-parent = { $place }: its parent “{ $what }” does not exist.
draft-json-parent-after-child = { $place }: its parent “{ $what }” must stand before it.
draft-json-no-language = No element has any wording in this language: { $language }.

draft-error-label = Give the text a label.
draft-error-label-long = Use at most 200 characters for the label.
draft-error-language = Choose a language.
draft-error-empty = Paste a text or choose a file that holds one.
draft-error-too-long = This is too long for a form. Bring it in with the command “travaux draft import”.
draft-error-not-text = This is not a text file. Save the document as plain text (.txt), or copy its text and paste it.
draft-error-file-large = The file is larger than 5 MB.
draft-error-json = This JSON is not a draft; what is wrong is listed above.
draft-error-rows = Some rows cannot be saved as they are: they are marked.
draft-error-symbol = Enter the document symbol, at most 60 characters.
draft-error-sure = Confirm that the text is final.
draft-error-act = Choose what to do; to delete, tick the box first; to move, choose a place.
draft-mark-dropped = The mark [^{ $label }] is gone, and its footnote would stand nowhere in the text. Put the mark back, or say that this is meant.
draft-mark-without-footnote = The mark [^{ $label }] has no footnote. Take it out, or say that this is meant.
draft-marks-meant = The footnote marks are meant so
draft-error-mismatch = The translation and the text part at one place, shown above. Correct the translation, or edit the text.

draft-contents = Contents
draft-circulated-on = circulated on { $when }
draft-in-round = in
draft-take-away = Take it away as
draft-as-text = text
draft-missing = { $count ->
    [one] One paragraph has no wording in this language yet ({ $language }); the original is shown.
   *[other] { $count } paragraphs have no wording in this language yet ({ $language }); the original is shown.
}
draft-no-elements = The text is empty.
draft-edit = Edit the text
draft-translate = Add a translation
draft-to-circulate = Circulate it in a round
draft-begin-title = Begin the next draft
draft-begin-lede = The new working draft begins with this text; every change is recorded with where it came from.
draft-begin = Begin a working draft
draft-finalize-title = Mark as final
draft-finalize-lede = A final text bears its document symbol, is public and never changes again.
draft-finalize-open = The round “{ $round }” on this text is still open, and goes on inviting comments on it. Close the round first, or wait for its end.
draft-symbol = Document symbol
draft-symbol-hint = For example A/HRC/35/35, annex.
draft-sure = This text is final.
draft-finalize = Mark as final

draft-keeps-numbers = While it is revised, this text keeps the numbers of the text it continues, so that what was said of a paragraph still finds it: what is added is called bis, ter and so on, and what is taken out leaves a gap. The text is numbered through when it is circulated or made final.
draft-edit-lede = Choose a paragraph to change its wording, its kind or its place. Marks say what was changed in this draft.
draft-edit-element = Edit
draft-neighbours = Before and after
draft-previous = Previous
draft-next = Next
draft-whole-text = The whole text
draft-wording = Wording
draft-wording-hint = Without its number, which follows from its place. A footnote’s mark is written [^1].
draft-save-next = Save and next
draft-split = Split
draft-split-hint = To split it, write --- on a line of its own where the second part begins.
draft-add-after = Add a paragraph after it
draft-new-wording = Wording of the new paragraph
draft-add = Add
draft-kind-and-place = Kind and place
draft-retype = Change the kind
draft-move-up = Move up
draft-move-down = Move down
draft-merge = Merge with the next
draft-move-after = Move it after
draft-move = Move
draft-delete = Delete
draft-delete-under = { $count ->
    [one] What stands under it (one more) is deleted with it.
   *[other] What stands under it ({ $count } more) is deleted with it.
}
draft-delete-sure = Yes, delete it
draft-conflict = Somebody else changed this wording since you opened the page. Nothing is lost: compare both, then save yours or take theirs.
draft-conflict-stored = As it is stored now
draft-conflict-yours = Yours
draft-cannot-title = The text cannot be changed so
draft-cannot-unknown-element = This paragraph is not in the draft any more.
draft-cannot-empty-wording = Write a wording; to take the paragraph out of the text, delete it.
draft-cannot-id-taken = This was added already.
draft-cannot-nothing-may-follow = Nothing can be added after it ({ $kind }).
draft-cannot-not-allowed-under = { $kind } cannot stand in this place, under: { $parent }.
draft-cannot-child-not-allowed = What stands under it could not stand under: { $kind }.
draft-cannot-no-place = There is nothing beside it to change places or merge with.
draft-cannot-inside-itself = It cannot be moved into itself.
draft-cannot-empty-part = Nothing would be left on one side. Write --- on a line of its own, with text before and after it.
draft-cannot-no-wording = There is no wording in this language.
draft-cannot-nothing-may-precede = Say what should be added before it ({ $kind }): nothing usually stands there.
draft-cannot-nothing-may-stand-under = Nothing can be added under it ({ $kind }).
draft-cannot-footnote-stays = A footnote stands where its mark is: change the paragraph that carries the mark.
draft-cannot-no-destination = Choose where it should be moved.
draft-cannot-already-there = It stands there already.
draft-cannot-no-others = Choose with what it should be merged.
draft-cannot-not-alike = Only what is of one kind, and apart, can be merged: two paragraphs, two articles.
draft-cannot-not-among-children = The second part must begin with something that stands under it.

draft-translate-lede = Paste the whole text in another language, with the same paragraphs in the same order. Each goes to the same paragraph of this draft.
draft-translation-language = Language of the translation
draft-translation-source = The translation
draft-mismatch-title = Where they part
draft-mismatch-text = This draft
draft-mismatch-translation = The translation
draft-mismatch-end = End of the text

flash-draft-begun = The working draft is saved.
flash-draft-saved = Saved.
flash-draft-translated = The translation is saved.
flash-draft-final = The text is marked as final.

draft-continues = Continues
draft-continues-hint = Where the text continues an earlier one, it is proposed what became of each paragraph there; you confirm or correct it.
draft-continues-none = No earlier text
draft-compare = Compare texts

# Closed reviews
review-title = Closed review
review-list-title = Closed reviews
review-list-lede = A version of this text, as it is when the review is opened, shown to reviewers whom you name. Nobody else learns of it: it is in no comparison, no compilation and no count.
review-list-empty = This text has been in no closed review.
review-opened = Opened
review-closes = Open until
review-closes-time = at ({ $zone })
review-reviewers = Reviewers
review-comments = Comments
review-open = To consider
review-over = over
review-open-title = Open a closed review
review-open-lede = The reviewers see the text as it is now. What you change afterwards they do not see.
review-open-button = Open the review and write to the reviewers
review-field-reviewers = Reviewers
review-field-reviewers-hint = One on a line: Name <name@example.org>, or the address alone. Each gets a letter with a neutral subject. They see this text and their own comments, and nothing else that the public does not see.
review-language = Language of the letter, for those who have no account yet
review-note = Note to the reviewers
review-note-hint = What you ask of them. It stands on their page, not in the letter.
review-error-no-reviewers = Name at least one reviewer by an address, such as name@example.org.
review-error-reviewer = This line holds no address: “{ $line }”. Write Name <name@example.org>, one on a line.
review-error-many-reviewers = Name at most { $most } reviewers at a time.
review-error-empty = Write a comment, or propose a wording.
review-version-of = The version of { $when }
review-until = Open until { $when }
review-ended-on = Ended on { $when }
review-count = { $count ->
    [0] No comment yet
    [one] One comment, { $open } to consider
   *[other] { $count } comments, { $open } to consider
}
review-desk-lede = What the reviewers say stands beside the text that they were shown. Only those who draft read it.
review-whole = On the whole text
review-none = No comment on the whole text.
review-names-hint = Their names are known to you who draft, and to whoever sends the post. The journal names none of them.
review-comments-of = { $count ->
    [0] no comment
    [one] one comment
   *[other] { $count } comments
}
review-dismissed = dismissed
review-dismiss = Dismiss
review-dismiss-of = Dismiss { $name }
review-name-button = Name them and write to them
review-end-title = Until when
review-extend-to = New end
review-extend-button = Extend and tell the reviewers
review-end-hint = From then on the reviewers read what they wrote, and change nothing. It cannot be taken up again.
review-end-button = End the review now
review-considered-on = considered on { $day }
review-reason = Reason:
review-consider = Mark as considered
review-consider-again = Change the reason
review-reason-field = What became of it, and why
review-consider-button = Save
review-lede = This text is shown to you in confidence. You comment on each paragraph or on the whole, propose wording, and change or remove what you wrote while the review is open. Other reviewers do not see it.
review-comment-whole = Comment on the whole text
review-comment-here = Comment
review-yours = You wrote, { $when }:
review-proposed = Proposed wording:
review-change = Change
review-remove = Remove
review-none-own = You wrote nothing here.
review-body = Your comment
review-body-hint = Why, if you propose another wording.
review-proposed-field = Wording that you propose
review-proposed-hint = The whole paragraph as it should read. Leave it empty for a comment alone.
review-comment-button = Save the comment
review-change-button = Save the change
review-conflict = You changed this comment elsewhere in the meantime. Compare both; saving again replaces what is stored.
review-to-list = Closed reviews
home-reviews-title = Texts that you are asked to review
home-review-until = open until { $when }
flash-review-opened = The review is open. The letters are on their way.
flash-review-named = The reviewers are named. The letters are on their way.
flash-review-dismissed = The reviewer is dismissed. What they wrote stays.
flash-review-extended = The review is extended. The reviewers are told.
flash-review-ended = The review is ended. The reviewers are told.
flash-review-considered = Saved.
flash-review-commented = Your comment is saved.
flash-review-changed = Your comment is changed.
flash-review-removed = Your comment is removed.
letter-review-subject = A text to read
letter-review-named = You are asked to read a text in confidence, in the consultation “{ $title }”, and to say what you think of it until { $closes }.
letter-review-extended = You have more time: the text in the consultation “{ $title }” is open for your comments until { $closes }.
letter-review-ended = The review of the text in the consultation “{ $title }” has ended. Thank you. What you wrote is kept, and read only by those who draft.
letter-review-how = Follow the link to read it. If you have no password yet, you choose one there. The link is for you alone.
letter-review-link = Read the text

word-handout-remark = Changes are tracked in this file from the first word on. Change the text, add comments in the margin, and give the file back where you got it.

## Answering in Word

word-title = Answer in Word or in a table
word-lede = Take the draft as a Word file, or a comment table, work on it where you are used to, and bring it back: its changes become proposals, its comments comments.
word-link = Answer in Word or in a table: take the draft as a file, and bring it back
word-handout-title = Take the draft
word-handout-hint = Changes are tracked in the file from the first word on. Nothing is locked: a capital can accept and reject.
word-handout-made-for = This copy was made for { $name }. It carries a mark by which only this server knows so; a copy without it can be had where this one comes from.
word-copy = A copy for anybody
word-copy-hint = Without a mark of whom it was made for.
word-return-title = Bring a file back
word-return-hint = What was read is shown to you first; nothing enters your submission before you confirm it. The file itself is kept with your submission in confidence, and is never published.
word-choose = Choose the Word file or the table
word-file-hint = .docx, .xlsx or .csv, up to 20 MB.
word-read = Read the file
word-new-note = [footnote: { $words }]
word-too-large = “{ $name }” is larger than 20 MB. Take pictures out of it, or divide it.
word-old-word = “{ $name }” is an older Word file (.doc), an older spreadsheet (.xls) or under a password. Save it as .docx or .xlsx without a password.
word-open-document = “{ $name }” is an OpenDocument file. Save it as Word (.docx), or a table as Excel (.xlsx).
word-pdf = “{ $name }” is a PDF file, in which no change is tracked. Send the Word file that it was made from.
word-no-word = “{ $name }” is no Word file (.docx).
word-damaged = “{ $name }” is damaged or not whole. Open it in Word, save it again and send that.
word-bomb = “{ $name }” unpacks to more than a document of text can be. Copy the text into a new document.
word-too-slow = “{ $name }” takes too long to read. Accept in it what is settled, or divide it.
flash-word-read = The file is kept. Confirm below what is to enter your submission.

returned-link = What it says
returned-title = What the file says
returned-lede = Tick what is to enter your submission, correct it where it was misread, and leave the rest.
returned-piece = Piece { $number }
returned-names = Names in the file, shown to you alone and not taken over: { $names }. All that you confirm is said by your participant.
returned-comment = Comment in the margin
returned-left = Words that change nothing
returned-take = Take this over
returned-correct = Correct
returned-place = Paragraph
returned-place-hint = As it is cited: “PP3”, “art. 4 (2)”.
returned-place-hint-comment = As it is cited: “PP3”, “art. 4 (2)”. Empty: on the text as a whole.
returned-words = Comment
returned-confirm = Take over what is ticked
returned-taken = In your submission
returned-not-tracked = Not tracked in the file
returned-partly-tracked = Partly not tracked in the file
returned-settled = Marked as resolved in the file
returned-outside = Before or after the text
returned-others-under = Deleted, but what stands under it was left
returned-no-place = Nothing can stand where this stands
returned-outdated = This paragraph was worded otherwise in the draft that the file was made from
returned-element-gone = This paragraph is no longer in the draft: say on which one it is meant
returned-place-unknown = No one paragraph is called “{ $name }”. Write it as it is cited: “art. 4 (2)”.
returned-place-missing = Say on which paragraph this is proposed.
returned-of-another-draft = This file was made from a draft that is not in this consultation. Nothing was read out of it; it is kept with your submission.
returned-not-this-text = Hardly a paragraph of the draft was found in this file. Nothing was read out of it; it is kept with your submission.
returned-names-another-draft = The file says that it was made from another draft. It was read as this one: look at each piece.
returned-older-draft = The file was made from an earlier draft, “{ $label }”. Its changes are put on the same paragraphs of the present one.
returned-for-another = The file was handed out for another participant. What you confirm is said by yours.
returned-no-token = The file carries no mark of a hand-out: it was made from a copy. What you confirm is said by your participant.
returned-untracked = { $count ->
    [one] One change is not tracked in the file, or not wholly: it was found by comparing with the draft.
   *[other] { $count } changes are not tracked in the file, or not wholly: they were found by comparing with the draft.
}
returned-missing = { $count ->
    [one] One paragraph of the draft is not in the file. It was not read as deleted.
   *[other] { $count } paragraphs of the draft are not in the file. They were not read as deleted.
}
returned-restyled = { $count ->
    [one] One change of form alone was left aside.
   *[other] { $count } changes of form alone were left aside.
}
returned-nothing = The file changes nothing and comments on nothing.
flash-returned-taken = What you ticked is in your submission. Nothing is sent before you submit.

## Comment tables: the field's own forms

form-iso = ISO/IEC template for comments
form-review = Review table (IPBES, CBD)
form-number = No.
form-who = MB/NC
form-reviewer = Reviewer
form-line = Line number
form-from-line = From line
form-to-line = To line
form-page = From page
form-to-page = To page
form-clause = Clause/Subclause
form-chapter = Chapter
form-paragraph = Paragraph
form-kind = Type of comment
form-comment = Comments
form-change = Proposed change
form-answer = Observations of the secretariat
form-part = Part
form-date = Date
form-document = Document
form-project = Project
form-legend = MB = member body, NC = national committee; here the participant. Type of comment: ge = general, te = technical, ed = editorial, tr = translation. Proposed change: the whole new wording; or “Delete”, “Retain”; or a line that says “Add after this paragraph”, and below it what is to be added.
form-whole = General
form-add-before = Add before this paragraph
form-add-after = Add after this paragraph
form-add-first = Add as the first within this
form-add-last = Add as the last within this
form-delete = Delete
form-retain = Retain

table-no-headings = No table with the headings of a comment form was found in this file: one row must name a column for the comments (“Comments” or “Proposed change”) and say where they belong (“Clause”, “Paragraph”).
table-no-words = The table in this file has no column “Comments” and none “Proposed change”.
table-nothing = No row of the table says anything.
table-row-said = Row { $row }: { $said }
table-unknown-headings = These headings are not known, and what stands below them was not read: “{ $shown }”.
table-heading-twice = The heading “{ $shown }” stands there twice; the first was read.
table-joined = The cells of “{ $shown }” are merged. Divide them, so that each column has its own.
table-one-cell = One cell over the whole row was read as a heading, and not as a comment: “{ $shown }”.
table-spread = Cells over several rows (“{ $shown }”) were read as if each row said it.
table-says-nothing = It says of what type it is, and neither a comment nor a change.
table-unknown-kind = “{ $shown }” is no type of comment (ge, te, ed, tr). The row was read without.
table-unknown-place = “{ $shown }” is no one place in the draft. Say on which paragraph it is.
table-several-places = “{ $shown }” may be several places in the draft. Say on which paragraph it is.
table-unknown-paragraph = “{ $shown }”: the clause is there, and no such paragraph in it. It was put on the clause.
table-placed-by-words = “{ $shown }” is no place that this server knows; the words are those of this paragraph.
table-new-wording = Hardly a word of the paragraph stands in what is proposed for it. If it is no new wording, leave this out and write a comment.
table-change-in-words = Proposed change: { $words }
table-names-others = The table names others in its first column: { $names }. What you confirm is said by your participant.

sent-no-kind = “{ $name }” is neither a Word file (.docx) nor a table (.xlsx, .csv).
returned-row = Row { $row }

word-tables-title = Or comment in a table
word-tables-hint = The field’s own forms, with a row for each paragraph: what you leave empty says nothing. Bring the table back below, like the draft.

table-import-title = Bring in a comment table
table-import-lede = A table that came by e-mail, of one participant or of many: the ISO/IEC template, the review table of IPBES and the CBD, or our own. Good rows are registered in the class { $class }; the others are named, and nothing is taken twice.
table-whose = Whose comments they are
table-whose-hint = Where the table names participants by the names that they have here, it need not be said.
table-as-named = As the table says, row by row
table-file = The table
table-file-hint = .docx, .xlsx or .csv, up to 20 MB.
table-import-button = Bring it in
table-imported = { $count ->
    [0] No comment was added.
    [one] One comment was added.
   *[other] { $count } comments were added.
}
table-imported-already = { $count ->
    [one] One was there already.
   *[other] { $count } were there already.
}
table-imported-participants = { $count ->
    [one] One participant is new.
   *[other] { $count } participants are new.
}
table-imported-unplaced = { $count ->
    [one] One names no one place in the draft.
   *[other] { $count } name no one place in the draft.
}
table-imported-bad = { $count ->
    [one] One row was not taken.
   *[other] { $count } rows were not taken.
}
table-bad-title = Not taken
table-bad-hint = Mend these rows and bring the same table in again: what was taken is not added twice.
table-remarks-title = To look at

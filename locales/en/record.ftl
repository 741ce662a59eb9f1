# Receipts, lists of digests, the check page, the journal's chains; erasure and redaction.

verify-title = Check a receipt
verify-lede = Anybody can check here that something was received and counted, without an account and without saying who they are.
verify-pasted = The code of a receipt, a receipt, or a list of digests
verify-pasted-hint = Paste the code as it stands on the receipt, or the whole text of the file.
verify-file = Or choose the file
verify-button = Check
verify-what-title = What is answered
verify-what = Whether the code is known, and in which list of digests it is counted. Never what was sent, by whom, or what became of it. The time at which things were received is not told either.
verify-limit = A receipt proves that what was received has not been changed since and is counted. It does not prove that nothing else was received. Whoever runs the server could write a journal anew before a list leaves the machine: this is why lists and the journal’s last line are sent to everybody when a round closes.
verify-keys = Public keys of this server
verify-keys-lede = Receipts and lists are signed with Ed25519. The key in use comes first. As a file:
verify-unreadable = This is neither a code, nor a receipt, nor a list of digests that is whole. A code has 26 letters and digits. Paste it again, or the whole text of the file.
verify-signature-wrong = The signature is wrong. This is not as this server signed it.
verify-not-known = Not known. This server has given no receipt like this.
verify-known = Known. It stands in no list of digests yet.
verify-counted = Known, and counted in list { $list }.
verify-list = The signature is right. This is list { $list } with { $count ->
    [one] { $count } digest
   *[other] { $count } digests
}, as it stands here.
verify-list-other = The signature is right, and it holds { $count ->
    [one] { $count } digest
   *[other] { $count } digests
}. But the list { $list } that stands here is another, or there is none: write to the secretariat.

digests-title = Digests of what was received
digests-lede = When the round closed, what had been received was fixed: one digest for each submission, which tells nothing of its content. What came later is listed once a day.
digests-list = List { $number }
digests-count = { $count ->
    [one] { $count } submission
   *[other] { $count } submissions
}

receipt-line = Line { $line } of the journal
receipt-counted = Counted in
receipt-not-counted = in no list of digests yet
receipt-never-counted = in no list of digests: it was replaced or withdrawn before one was made
receipt-text = Receipt as text
receipt-json = Receipt as JSON

proof-title = Keep my proof
proof-lede = With this file you can show what you sent, and that it is what the receipt stands for. You need it only if you ever have to.
proof-warning = The file shows what you submitted.
proof-warning-more = Whoever finds it on your computer, on a stick or in your mail can read it and prove that it was sent. If that could endanger anybody, do not take it: your receipt, which says nothing of the content, is enough to see that you are counted.
proof-take = Take the file
proof-leave = Leave it

record-title = The record
record-lede = Where each journal stands now. Written down outside of this server, these lines show later that nothing before them was changed.
record-caption = The last line of each journal
record-chain = Journal
record-line = Line
record-installation = Journal of the installation
record-chain-file = The whole chain as a file, to be checked elsewhere

erase-title = Erase this submission
erase-input-title = Erase this input
erase-lede = For when somebody is in danger because of what was sent. To take a submission back, withdraw it; to have it read by fewer people, change how it may be published.
erase-warning = This cannot be undone, by anybody.
erase-what-goes = What goes: the text, the files, the names on the cover, every earlier version, and what is needed to prove the content later. Backups keep it until they are replaced.
erase-input-goes = What goes: the text of this input in every version of the submission and in a draft that is to replace it, and what is needed to prove the content of those versions later. The other inputs and the files stay. Backups keep it until they are replaced.
erase-rows-go = This proposal is on several paragraphs: it is erased on all of them.
erase-what-stays = What stays: that something was received and counted. Its author sees a mark with the day, the team how many inputs of the round were erased; nobody else sees who wrote it, about what or where. Responses, notes and texts that quote it are not touched: look through them before.
erase-authority = By whose authority
erase-authority-hint = Who decided it. Kept inside, and shown on no page.
erase-reason = Reason
erase-reason-hint = Kept inside, and shown on no page. Do not repeat here what is to be erased.
erase-confirm = I have understood that it is gone for good
erase-leave = Leave it as it is
erase-authority-missing = Say who decided it.
erase-reason-missing = Say why.
erase-confirm-missing = Confirm that it is to be gone for good.
erased-on = Erased for safety on { $day }
erased-count = { $count ->
    [one] 1 input was erased for safety: it is in no list, table or paper any more.
   *[other] { $count } inputs were erased for safety: they are in no list, table or paper any more.
}
flash-erased = It is erased.

redact-title = Redact
redact-lede = Take out what is about third persons: names, addresses, whatever shows who they are. Those outside the team read “[redacted]” in its place; the author and the team read the text as it was sent.
redact-now = As it is published
redact-words = Words to take out
redact-words-hint = One stretch a line, exactly as it stands in the text. It is taken out wherever it stands.
redact-words-missing = Write the words that are to be taken out.
redact-words-unknown = This stands nowhere in the text: { $words }. Copy it from the text, letter by letter.
redact-button = Take out
redact-undo = Put back what was taken out
redact-for-good = It is published like this: what was taken out is not put back.
redacted-mark = Published with parts redacted
flash-redacted = Taken out. This is how those outside read it.
flash-redaction-undone = Put back.

letter-closed-digests = What was received is fixed in list { $list }: { $count ->
    [one] { $count } submission.
   *[other] { $count } submissions.
} The list is at { $path } and its SHA-256 is { $sha }.
letter-closed-journal = Line { $line } of the journal fixes it: { $hash }. Keep this letter: with it anybody can show that neither the list nor the journal was changed afterwards.

act-digests-fixed = Fixed a list of digests
act-submission-erased = Erased a submission for safety
act-input-erased = Erased an input for safety
act-input-redacted = Redacted an input
act-input-redaction-undone = Undid a redaction

# What `travaux verify` counted, on the console.
verify-chains = { $count ->
    [one] 1 chain
   *[other] { $count } chains
}
verify-lines = { $count ->
    [one] 1 line
   *[other] { $count } lines
}
verify-commitments = { $count ->
    [one] 1 commitment
   *[other] { $count } commitments
}
verify-erased = { $count ->
    [one] 1 of them erased
   *[other] { $count } of them erased
}
verify-receipts = { $count ->
    [one] 1 receipt
   *[other] { $count } receipts
}
verify-lists = { $count ->
    [one] 1 list of digests
   *[other] { $count } lists of digests
}
verify-frozen = { $count ->
    [one] 1 text or fact that its line commits to
   *[other] { $count } texts or facts that their lines commit to
}
verify-opened = { $count ->
    [one] 1 sealed row opened
   *[other] { $count } sealed rows opened
}
verify-undigested = { $count ->
    [one] not covered: 1 text or fact whose line was written before lines held digests
   *[other] not covered: { $count } texts or facts whose lines were written before lines held digests
}
verify-faults = { $count ->
    [one] 1 thing is not as it was written; it is named above
   *[other] { $count } things are not as they were written; they are named above
}

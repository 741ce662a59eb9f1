# What stands in every letter.

letter-greeting = Dear { $name },
letter-closing = This letter was sent by a server on which a text is being consulted upon. If it reached you by mistake, you need not do anything.

# The outbox.

outbox-title = Letters
outbox-lede = Letters about accounts, which belong to no consultation. A consultation has a page of its own letters.
outbox-caption = Letters, the latest first
outbox-empty = There are no letters here.
outbox-to = To
outbox-subject = Subject
outbox-occasion = Occasion
outbox-state = State
outbox-when = Sent or written
outbox-attempts = Tries
outbox-error = Why it did not leave
outbox-next = Next try
outbox-tried-again = Next try: { $when }
outbox-retry = Send again
outbox-all = All
outbox-pages = Pages
outbox-older = Older letters
outbox-text = The letter
outbox-html = The same letter as HTML
outbox-links = Links in this letter
outbox-links-hint = No mail server is configured on this installation, so the letter stays here: follow its links as its reader would.
outbox-tells = Whoever opens a link of this letter is taken for its reader. Hand it over to nobody else.
outbox-secrets-hidden = The links of this letter are for its reader only; their secret part is left out here.
flash-letter-queued = The letter is sent again in a few seconds.
flash-letter-gone = The letter has been sent already, or is being sent now.

trial-letter-subject = A trial letter
trial-letter = The server sent this letter to see whether letters arrive. Nobody needs to answer it.

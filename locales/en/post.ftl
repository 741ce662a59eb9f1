# What stands in every letter.

letter-greeting = Dear { $name },
letter-closing = This letter was sent by a server on which a text is being consulted upon. If it reached you by mistake, you need not do anything.

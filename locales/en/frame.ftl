# The frame around every page, errors, dates.

frame-skip = Skip to the content
frame-nav = Consultation
frame-breadcrumb = Where you are
frame-sign-in = Sign in
frame-sign-out = Sign out
frame-your-account = Your account
frame-footer = Travaux: the drafting of an international text, in consultation. All pages work without JavaScript.

tab-overview = Overview
tab-participants = Participants
tab-drafts = Drafts
tab-rounds = Rounds
tab-my-submissions = Our submissions
tab-consolidation = Consolidation
tab-letters = Letters
tab-journal = Journal
tab-settings = Settings

error-summary-title = Please look at this again
text-too-long = This is longer than { $most } characters. Shorten it.
labelled = { $label }: { $value }
error-typed-title = What you typed
error-typed-hint = Nothing that you typed is lost. Copy it from here before you leave this page.
error-home = To the start page
error-refused-title = This is not possible now
error-not-found-title = There is nothing at this address
error-not-found = The page does not exist, or it is not for you. If somebody sent you the address, ask them to check it; you may also have to sign in.
error-method-title = Nothing is sent to this address in this way
error-method = Go back to the page that you came from, and use its links and buttons.
error-no-choice-title = “{ $name }”: this is none of the choices
error-no-choice = Go back and choose again; nothing was changed. What you typed is below.
error-conflict-title = Somebody else changed this in the meantime
error-conflict = What is stored now is newer than what you began with. Open the page again, compare it with what you typed below, and save once more.
error-hidden-title = A line holds characters that nobody can see
error-hidden = Below, each is shown as a mark such as ⟦U+202E⟧. They often come along when text is copied. Go back and type that line anew; nothing was changed.
error-gone-title = No longer shown
error-gone = What stood here was withdrawn from publication or erased, and is not shown any more.
error-cross-origin-title = This request did not come from our pages
error-cross-origin = For your safety nothing was changed. Open the page here and try again.
error-bad-request-title = The server could not read this request
error-bad-request = Nothing was changed. Go back, open the page again and repeat what you did.
error-unknown-field = The form held a field that it does not have: “{ $name }”. Nothing was changed. Open the page again and repeat what you did.
error-too-large-title = This is too large
error-too-large = A form may hold 4 MB of text and 25 MB of files. Nothing was changed; shorten it, or send the files one at a time.
error-unsupported-media-title = This kind of data is not taken here
error-unsupported-media = Use the form on the page.
error-too-slow-title = What you sent came too slowly
error-too-slow = The server stopped waiting for the rest of it, and nothing was changed. Go back to the page: what you typed is still there. Then send it again; where you send a file, a smaller one helps, and so does a better connection.
error-too-many-title = Too many tries
error-too-many = Wait a few minutes and try again. Your account is not blocked.
error-busy-title = The server is busy
error-busy = Nothing was changed. Wait a moment and send it again.
error-elsewhere-title = The file cannot be had just now
error-elsewhere = It is not lost: the store that keeps the files does not answer. Everything else works. Try again in a few minutes, and tell the secretariat if it lasts.
error-full-title = The server’s disk is full
error-full = Nothing was changed, and nothing you typed is lost: it is below. Reading goes on. Tell the secretariat, and send it again later.
error-reference = When you tell the secretariat of it, give the reference { $reference }.
error-sealed-title = Something on this page cannot be opened
error-sealed = What is kept sealed here was altered, or the server lacks the key to it. Nothing was changed, and nothing is shown in its place. Please tell the secretariat the reference { $reference }.
error-internal-title = Something went wrong on our side
error-internal = It has been recorded, and nothing was changed. Try again; if it happens again, tell the secretariat.


month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

time-left-days = { $days ->
    [one] 1 day
   *[other] { $days } days
} { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
}
time-left-hours = { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
} { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
time-left-minutes = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}

sign-in-first-title = Sign in first
sign-in-first-lede = This page is for people who have signed in.
sign-in-first-typed = Your session has ended. Nothing that you typed is lost: sign in, and it will be there.

# What was typed, where a page shows it without its form.
field-text = Text
field-closes = Closing
field-opens = Opening
field-note = Note
field-themes = Themes
field-other = Another part of the form
field-ticked = Ticked

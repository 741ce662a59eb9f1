sign-in-title = Sign in
sign-in-email = E-mail address
sign-in-password = Password
sign-in-button = Sign in
sign-in-forgotten = I have forgotten my password
sign-in-by-invitation = Accounts are by invitation. If your delegation or organization has been invited, the link in the letter leads you in.
sign-in-failed = The address and the password do not belong together. Check both; capital letters matter in the password.
sign-in-too-many = There were too many tries. Try again in { $minutes } min, or choose a new password.

welcome-back-title = Welcome back: what you had typed
welcome-back-lede = Nothing has been sent yet. Look at it and send it.
welcome-back-send = Send it now

flash-signed-out = You are signed out.

account-title = Your account
account-lede = Your account belongs to the address { $email }.
account-you = Name and language
account-name = Name
account-name-missing = Enter a name of at most 200 characters.
account-email-missing = Enter an e-mail address, such as ana.morel@example.org.
account-language = Language
account-language-hint = Pages and letters are in this language.
account-save = Save
account-password = Password
account-password-save = Change the password
account-password-note = You stay signed in here; everywhere else you are signed out.
flash-account-changed = Your account is changed.
flash-password-changed = Your password is changed. Everywhere else you have been signed out.

password-new = New password
password-hint = At least { $least } characters. Four or five words that do not belong together are good and easy to remember.
password-again = The new password once more
password-current = Present password
password-current-wrong = This is not your present password.
password-not-the-same = The two passwords are not the same. Enter the same password twice.
password-too-short = Enter at least { $least } characters.
password-too-long = Enter at most { $most } characters.
password-too-easy = This password is easy to guess. Leave out names, addresses, dates and common words, or add more words that do not belong together.
password-breached = This password stands in a list of passwords that were stolen somewhere, so it would be tried soon. Choose another one.

password-reset-title = Choose a new password
password-reset-lede = Enter your address. If it has an account, a letter with a link is sent to it.
password-reset-button = Send me the link
password-reset-no-address = Enter an e-mail address, such as ana.morel@example.org.
password-reset-asked = If this address has an account, a letter with a link is on its way. The link is good for one hour.
password-reset-subject = Your new password
password-reset-letter = Somebody, probably you, asked to choose a new password for your account. The link is good for one hour, and once.
password-reset-ignore = If it was not you, there is nothing to do: your password stays as it is.
password-reset-link = Choose a new password

link-first-administrator-title = Become the first administrator
link-first-administrator-lede = Nobody has an account on this server yet. You will create consultations and appoint those who run them.
link-password-title = Choose your password
link-password-lede = An account has been made for you. Choose a password, and you are in.
link-new-password-title = Choose a new password
link-new-password-lede = The new password takes the place of the old one. Wherever you are signed in, you will be signed out.
link-sign-in-title = You have an account already
link-sign-in-lede = Sign in with your password to go on.
link-button = Save the password and go on
link-over-title = This link is no longer good
link-over-lede = It has been used, or its time is over. If you have a password, sign in; if not, ask for a new link.
flash-password-chosen = Your password is saved, and you are signed in.

confirm-title = Confirm that it is you
confirm-lede = What you are about to do matters, so please say your password again. What you typed is kept, and is done as soon as you have confirmed.
confirm-button = Confirm and go on
confirm-wrong = This was not right. Check the password and, if you are asked for it, the code; each code is good once.

code-title = Second step
code-lede = Your password was right. Now enter the code that the app on your telephone shows.
code-label = Code
code-hint = Six digits from the app, or one of your recovery codes.
code-wrong = This code is not good. Wait until the app shows the next one, or enter a recovery code that you have not used yet.
code-too-many = There were too many wrong codes. Try again in { $minutes } min.
code-too-late = It took too long: sign in once more. Nothing that you typed is lost.
code-lost = If you have lost both the telephone and the recovery codes, ask the system administrator to take the second step away. Choosing a new password does not skip it.

account-safety = Safety

second-factor-title = Second step at sign-in
second-factor-lede = A code from an app on your telephone, besides the password: whoever learns your password does not get in.
second-factor-required = Everybody who has a role on this server needs the second step. Set it up now; after that you go on where you wanted to go.
second-factor-on = On since { $day }
second-factor-app = Set it up
second-factor-step-app = Open an authenticator app on your telephone or computer. Any that knows time-based codes (TOTP) will do.
second-factor-step-secret = Let it read this pattern, or type this key into it.
second-factor-pattern = The key as a pattern for the telephone’s camera; it also stands below as text.
second-factor-link = Open it in an app on this device
second-factor-step-code = Enter the six digits that the app shows now.
second-factor-code = Code from the app
second-factor-code-wrong = This code does not belong to the key above. Look whether the clock of your device is right, and enter the code that the app shows now.
second-factor-turn-on = Switch it on
second-factor-then = You will then see ten recovery codes, for the day on which you do not have the telephone. Everywhere else you are signed out.
second-factor-another = Another device
second-factor-another-lede = The new device takes the place of the old one, and there will be other recovery codes.
second-factor-another-button = Set up another device
second-factor-turn-off = Switch the second step off
second-factor-stays = You have a role on this server, so the second step stays on.
flash-second-factor-off = The second step is switched off.

recovery-title = Recovery codes
recovery-left = { $left ->
    [one] One recovery code is left.
   *[other] { $left } recovery codes are left.
}
recovery-renew = Make ten others
recovery-lede = The second step is on. Each of these codes takes the place of the app once. Print them, or write them down, and keep them where you keep your passport.
recovery-once = They are shown this once. If you lose them, make ten others; those of before are then void.
recovery-go-on = I have kept them: go on
recovery-typed = What you had typed before is kept for an hour.
recovery-typed-button = I have kept them: go on with what I had typed

sessions-title = Where you are signed in
sessions-lede = Every place where you signed in and have not signed out. Times are in UTC.
sessions-begun = Signed in
sessions-last = Last act
sessions-end = End it
sessions-this = This one
sessions-end-button = End
sessions-end-of = End the session of { $when }
sessions-end-others = End all the others
sessions-note = We keep neither the address of your network nor the name of your browser. If you do not recognize a session, end it and change your password.
flash-sessions-ended = Ended.

account-letter-subject = Your account
account-letter-second-factor-reset = A system administrator has taken the second step at sign-in away from your account, and has ended your sessions. Sign in with your password and set it up again.
account-letter-not-you = If you did not expect this, answer to the secretariat at once, by a way that you know.

account-address = E-mail address
account-new-email = New address
account-new-email-hint = A letter with a link goes to the new address. Until the link is used, the present address stays.
account-new-email-bad = Enter another e-mail address, such as ana.morel@example.org.
account-new-email-button = Send the letter
account-letter-new-address = Your account is to belong to this address from now on. The link is good for two days, and once.
account-letter-new-address-link = Use this address
account-letter-address-asked = Somebody, perhaps you, wants another address for your account, and has been written to there. If it was not you, sign in and choose another password: the wish is then void.
account-letter-address-changed = Your account belongs to another address from now on, as its person asked. Letters about it will go there.
account-letter-address-in-use = Somebody, perhaps you, wanted to use this address for another account. That is not possible, since it belongs to your account.
link-address-title = Use this address
link-address-lede = From now on you sign in with this address, and letters go to it.
link-address-button = Use this address
flash-address-asked = A letter is on its way to the new address. Follow the link in it.
flash-address-changed = Your account belongs to the new address now.

accounts-title = Accounts
accounts-lede = Who can come in, and who looks after this installation. What people write and read is not shown to system administrators.
accounts-find = Name or address
accounts-find-button = Find
accounts-none = There is no such account.
accounts-state = State
accounts-since = Since
accounts-active = Active
accounts-waiting = Has not come in yet
accounts-deactivated = Deactivated
accounts-administrator = system administrator
accounts-factor-on = Switched on
accounts-factor-off = Not switched on
decide-title = Decide about this account
decide-what = Decision
decide-choose = Choose …
decide-deactivated = Deactivate it: nobody signs in with it
decide-reactivated = Activate it again
decide-second_factor_reset = Take the second step away: telephone and recovery codes are lost
decide-sessions_ended = End all its sessions
decide-made_administrator = Make a system administrator
decide-no_longer_administrator = No longer a system administrator
decide-what-missing = Choose what is to be done.
decide-reason = Reason
decide-reason-hint = It is kept beside the account; other system administrators read it. Make sure first that it is really this person who asks.
decide-reason-missing = Enter the reason, in at most 1,000 characters.
decide-button = Decide
decide-last-stays = This is the only system administrator who can sign in. Make another one first.
decided-title = What was decided
decided-when = When
decided-by = By
flash-decided = Done, and recorded.

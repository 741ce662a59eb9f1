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
password-hint = At least 12 characters. Four or five words that do not belong together are good and easy to remember.
password-again = The new password once more
password-current = Present password
password-current-wrong = This is not your present password.
password-not-the-same = The two passwords are not the same. Enter the same password twice.
password-too-short = Enter at least { $least } characters.
password-too-long = Enter at most { $most } characters.
password-too-easy = This password is easy to guess. Leave out names, addresses, dates and common words, or add more words that do not belong together.

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

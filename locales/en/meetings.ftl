# Meetings, their lettered comments, and what was said there on behalf of others

refusal-intervention-answered = This was answered already. What stands now is dealt with like anything else that you sent: see your submissions.
refusal-intervention-waits = These words were recorded at a meeting as said on your behalf, and wait for your answer. Confirm them, correct them, or say that they are not yours.

Verification-unverified = Unverified
Verification-confirmed = Confirmed
Verification-corrected = Corrected
Verification-disowned = Not its statement
Occasion-intervention = Words said on somebody’s behalf

act-meeting-registered = Entered a meeting
act-meeting-corrected = Corrected what is known of a meeting
act-file-registered = Added a file to what was registered
act-file-replaced = Put another file in the place of one
act-intervention-registered = Registered what was said on somebody’s behalf
act-intervention-confirmed = Confirmed what was said on its behalf
act-intervention-corrected = Corrected what was said on its behalf
act-intervention-disowned = Said that what was said on its behalf is not its own
fact-attributed-to = whose comments they are
fact-city = city
fact-country = country
fact-first-date = first day
fact-last-date = last day
fact-meeting = meeting
fact-rapporteur = rapporteur
fact-record = record
fact-regions = regional groups

meetings-title = Meetings
meetings-lede = Meetings on this text, whose record holds comments. They are a region’s or a meeting’s, never a State’s.
meetings-none = No meeting has been entered yet.

meeting-word = Meeting
meeting-new = Enter a meeting
meeting-correct = Correct what is known of the meeting
meeting-form-lede = Its comments are put on the text once it is entered. By the rule stated in the call they are: { $class }.
meeting-changed = Somebody else has corrected this meeting meanwhile. What you typed is below; look at what stands now before you keep it.
meeting-field-title = Title
meeting-title-hint = As the record calls it: “Regional consultation with African States”.
meeting-title-missing = Give the meeting its title.
meeting-city = City
meeting-city-missing = Say in which city it was.
meeting-country = Country
meeting-first = First day
meeting-last = Last day
meeting-dates-turned = The last day is before the first.
meeting-regions = Regional groups
meeting-regions-hint = Whose meeting it was: one group, or several.
meeting-region-unknown = This is no regional group. Tick the ones that are listed.
meeting-attributed = Whose comments they are
meeting-attributed-hint = As pages and papers name it: “African region”, or “Participants in the meeting of Addis Ababa”. Never a State or an organization.
meeting-attributed-missing = Say whose comments they are.
meeting-name-taken = A participant of another kind has this name. The comments of a meeting are not a participant’s: choose a name for the region or the meeting.
meeting-rapporteur = Rapporteur
meeting-participants = Who was there
meeting-participants-hint = One a line. Only those who register submissions read it.
meeting-participants-team = Only those who register submissions read this.
meeting-record = The rapporteur’s record
meeting-record-hint = Typed or pasted here, as a file below, or both. The text here is read only by those who register submissions; a file may be had as the call’s rule says.
meeting-language = Language of the record
meeting-file = The record as a file
meeting-save = Keep it
flash-meeting-entered = The meeting is entered. Put its comments on the text now.
flash-meeting-corrected = The meeting is corrected.

meeting-place = Place
meeting-when = Dates
meeting-days = { $first } to { $last }
meeting-said = { $title } ({ $where })
meeting-and = { $one }, { $other }
meeting-recorded-at = Recorded at
meeting-attributed-to = Its comments stand under the name: { $name }
meeting-comments = Comments
meeting-no-comments = No comment of it is on the text yet.
meeting-one-comment = Anchor a single comment or proposal

lettered-title = Paste the lettered comments
lettered-lede = The rapporteur’s list, as the record has it. The next letter is ({ $next }).
lettered-list = The list
lettered-list-hint = Each comment begins on a line of its own with its letter: (a), (b), … (z), (aa). Lines without a letter belong to the comment above them. After the letter the paragraph may stand in square brackets: “(c) [article 2 (b)] Text of the comment”.
lettered-step = Read the list
lettered-again = Read the list again
lettered-nothing = Paste the list first.
lettered-bad = Some lines could not be read. They are named above the list; nothing was stored.
lettered-read = { $count ->
    [one] One comment was read
   *[other] { $count } comments were read
}
lettered-read-hint = Choose for each the paragraph that it is about. Nothing is stored yet.
lettered-store = { $count ->
    [one] Put it on the text
   *[other] Put all { $count } on the text
}
lettered-line = Line { $line }: { $said }
lettered-no-letter = Line { $line }: the list begins with a line that has no letter. Begin with (a).
lettered-not-next = it begins with ({ $letter }), where ({ $expected }) was to come.
lettered-empty = Line { $line }: there is nothing beside ({ $letter }).
lettered-taken = Line { $line }: this meeting has a comment ({ $letter }) already. Take that one away first, or go on with the next letter.
lettered-long = Line { $line }: a comment has at most { $most } characters.
lettered-unknown = Line { $line }: “{ $about }” is no one paragraph of this text. Write it as the text has it, or leave the brackets away.
flash-comments-added = The comments are on the text.

interventions-title = Said on behalf of participants
interventions-hint = What somebody said in a participant’s name is unverified until that participant answers for it, and is marked so wherever it stands.
interventions-none = Nothing was registered.
intervention-attributed = { $name } (unverified, as recorded at: { $meeting })
intervention-new = Register what was said on somebody’s behalf
intervention-lede = As recorded at: { $meeting }. It is marked as unverified everywhere. The participant’s focal points are told, and confirm it, correct it, or say that it is not theirs.
intervention-for = On whose behalf
intervention-words = What was said
intervention-words-hint = In the words of the record. For a proposal: why.
intervention-register = Register
flash-intervention-registered = Registered. The focal points were written to.

intervention-own = Said on your behalf at a meeting.
intervention-answer = Confirm, correct or disown it
intervention-see = What was recorded
intervention-title = Said on your behalf at a meeting
intervention-answer-lede = The record of “{ $meeting }” has these words as said on behalf of { $name }. Until you answer, they stand nowhere without the mark “unverified”.
intervention-recorded = As recorded
intervention-answered = ({ $name }, { $day })
intervention-correction = As the participant corrected it
intervention-correction-wording = The wording as the participant corrected it
intervention-correction-path = Your correction
intervention-reason-said = What the participant says about it: { $reason }
intervention-ask = Your answer
intervention-was-it-so = Was it so?
intervention-confirm = Yes, we confirm it
intervention-confirm-hint = It is yours from then on, without the mark.
intervention-correct = It was otherwise
intervention-correct-hint = Your words below take its place. The team can still read what was recorded, and sees what you changed.
intervention-disown = It is not our statement
intervention-disown-hint = It stands nowhere any more. The team keeps it with the record, marked as not yours.
intervention-your-words = In your words
intervention-same = This is what was recorded. Change it, or confirm it.
intervention-reason = If it is not yours: what the team should know
intervention-reason-hint = Read by the team only.
intervention-button = Answer
intervention-answer-missing = Choose whether you confirm it, correct it, or it is not yours.
flash-intervention-confirmed = You have confirmed it. It is yours now.
flash-intervention-corrected = Your correction stands in its place.
flash-intervention-disowned = It no longer stands as yours.

letter-intervention-subject = An answer from you is awaited
letter-intervention-what = Words were recorded that were said on your behalf. Please sign in, read them, and confirm them, correct them, or say that they are not yours.
letter-intervention-link = Sign in and answer

disowned-title = These words are no longer shown
disowned-lede = { $name } declared on { $day } that they are not its statement.
disowned-was = They had been recorded as said on its behalf at: { $meeting } ({ $held }).

record-add = Add the record as a file
record-replace = Put another file in its place
record-replace-hint = The file that is there now is kept for those who register submissions; the journal says which took its place.
record-keep = Keep the file
record-replaced-on = replaced on { $day }
flash-record-kept = The record is kept.

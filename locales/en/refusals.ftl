# Why an act is not allowed, and what one can do.

refusal-not-your-role = Your role does not allow this. Ask the person who holds it.
refusal-only-focal-points = Only your focal point submits. Tell your focal point that the text is ready, or ask them to let contributors submit.
refusal-round-not-circulated = The round has no text in it yet.
refusal-round-not-yet-open = The round opens on { $when }.
refusal-round-closed = The round closed on { $when }. It takes no further input.
refusal-round-still-open = The round is open until { $when }. This is done after it has closed.
refusal-round-closed-early = The round was closed by an administrator. It can no longer be extended.
refusal-round-has-draft = This round has its text already. Prepare another round for this draft.
refusal-would-shorten = A round is extended, never shortened. It closes on { $when }; give a later date.
refusal-kind-not-taken = This round does not take this kind of input.
refusal-nothing-to-submit = There is nothing to submit yet. Add a comment, a proposal, an answer or a file first.
refusal-already-submitted = This was submitted already. To change it, replace the submission.
refusal-not-submitted = This has not been submitted.
refusal-already-published = This was published already. It can no longer be changed or withdrawn.
refusal-never-published = By its rule, nothing of this round is published.
refusal-already-circulated = A draft that was circulated never changes. Begin the next working draft from it.
refusal-not-circulated = The draft has not been circulated.
refusal-empty-draft = The draft has no text. Bring in a text first.
refusal-not-this-consultation = The draft and the round belong to different consultations.
refusal-other-person-must-validate = Another person validates what you drafted.
refusal-not-validated = The response must be validated first.
refusal-already-decided = This request was decided already.
refusal-not-confirmed = The address has not been confirmed by its owner yet.
refusal-not-approved = The note verbale must be approved before its dispatch is recorded.
refusal-already-approved = The note verbale was approved already. It can no longer be changed.
refusal-team-waits = In this round the team reads the submissions after the closing on { $when }.

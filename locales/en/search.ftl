# Words found in a consultation.

search-title = Search
search-words = Words to find
search-field = Find words in this consultation
search-hint = All of them must be there. The beginning of a word is enough; “quotation marks” keep words together.
search-button = Search
search-no-word = There is no word in what you typed. Type at least one letter, sign or number.
search-nothing = Nothing was found for: { $words }
search-try-all = Look among everything, not only here
search-try-fewer = Try fewer words, or one word alone.
search-try-beginning = Try only the beginning of a word: “solidarit” finds “solidarity”.
search-try-language = Try the word in another language of the text.
search-count = { $count ->
    [one] 1 found
   *[other] { $count } found
}
search-shown = { $first } to { $last } are on this page
search-sorts = What is shown
search-all = Everything
search-texts = Texts
search-comments = Comments
search-proposals = Textual proposals
search-answers = Answers to questions
search-responses = Responses of the team
search-in-text = Text
search-in-response = Response of the team: { $treatment }
search-response-to = to: { $author }
search-unplaced = Not yet placed
search-pages = Pages of what was found
search-previous = Earlier ones
search-next = Further ones
search-what = Texts, comments, textual proposals, answers and responses are searched, as far as you may read them. What is confidential is found by nobody, nor is what has not been submitted.

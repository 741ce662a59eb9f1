# Les mots trouvés dans une consultation.

search-title = Recherche
search-words = Mots à trouver
search-field = Chercher des mots dans cette consultation
search-hint = Tous doivent s’y trouver. Le début d’un mot suffit ; les « guillemets » gardent les mots ensemble.
search-button = Chercher
search-no-word = Il n’y a aucun mot dans ce que vous avez saisi. Saisissez au moins une lettre, un signe ou un chiffre.
search-nothing = Rien n’a été trouvé pour : { $words }
search-try-all = Chercher partout, et non seulement ici
search-try-fewer = Essayez avec moins de mots, ou avec un seul.
search-try-beginning = Essayez avec le seul début d’un mot : « solidar » trouve « solidarité ».
search-try-language = Essayez le mot dans une autre langue du texte.
search-count = { $count ->
    [one] 1 passage trouvé
   *[other] { $count } passages trouvés
}
search-shown = { $first } à { $last } sur cette page
search-sorts = Ce qui est affiché
search-all = Tout
search-texts = Textes
search-comments = Observations
search-proposals = Propositions de texte
search-answers = Réponses aux questions
search-responses = Réponses de l’équipe
search-in-text = Texte
search-in-response = Réponse de l’équipe : { $treatment }
search-response-to = à : { $author }
search-unplaced = Pas encore situé
search-pages = Pages des passages trouvés
search-previous = Précédents
search-next = Suivants
search-what = La recherche porte sur les textes, les observations, les propositions de texte, les réponses aux questions et celles de l’équipe, dans la mesure où vous pouvez les lire. Ce qui est confidentiel n’est trouvé par personne, ni ce qui n’a pas été soumis.

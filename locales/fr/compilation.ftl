# La compilation d’un cycle et son texte entre crochets.

overview-documents = Compilations
consultation-reservation = Mention en tête des compilations
consultation-reservation-hint = Par exemple « Sans préjudice de la position des participants. » Laissez vide pour n’en mettre aucune.
consultation-bracket-legend = Présentation des textes entre crochets
consultation-brackets-public = Le texte entre crochets est public
consultation-brackets-public-hint = Dans une lecture intergouvernementale, quiconque peut lire le projet lit ce qui y a été proposé, entre crochets. Dans une consultation d’expert, il reste réservé à l’équipe, quoi qu’il soit coché ici.
Legend-brackets = Crochets
Legend-marks = Biffé, et gras souligné

compilation-title = Compilation
compilation-published-on = Publiée le { $day }
compilation-not-published = Réservée à l’équipe tant qu’elle n’est pas publiée
compilation-as-public = Voici ce que lisent les autres
compilation-by = Ordre
compilation-by-places = Par article
compilation-by-participants = Par participant
compilation-attribution = Attribution
compilation-attributed = Avec les noms
compilation-unattributed = Sans les noms
compilation-element = Partie du texte
compilation-all-elements = L’ensemble du texte
compilation-as = Vue par
compilation-as-team = L’équipe
compilation-as-everybody = Tout le monde
compilation-publish = Publier la compilation
compilation-publish-hint = Quiconque peut lire le projet lira alors la compilation : ce qui est publié des communications, sans les contributions confidentielles ni les noms non divulgués.
compilation-preview = Voir ce que liront les autres
compilation-withhold = Retirer la compilation
compilation-withhold-hint = Elle sera de nouveau réservée à l’équipe. Qui l’a lue l’a lue.
flash-compilation-published = La compilation est publiée.
flash-compilation-withheld = La compilation est de nouveau réservée à l’équipe.
act-compilation-published = A publié une compilation
act-compilation-withheld = A retiré une compilation
compilation-submissions = { $count ->
    [0] Aucune communication n’a été reçue pendant ce cycle.
    [one] 1 communication a été reçue pendant ce cycle.
   *[other] { $count } communications ont été reçues pendant ce cycle.
}
compilation-inputs-each = { $count ->
    [0] Aucune contribution n’est affichée ici.
    [one] 1 contribution est affichée ici.
   *[other] { $count } contributions sont affichées ici.
}
compilation-inputs = { $count ->
    [0] Aucune contribution n’est affichée ici.
    [one] 1 contribution est affichée ici.
   *[other] { $count } contributions sont affichées ici ; { $once } si une proposition sur plusieurs paragraphes compte une fois.
}
compilation-left-out = { $count ->
    [0] Aucune contribution confidentielle n’est omise.
    [one] 1 contribution est confidentielle et n’est pas affichée ici.
   *[other] { $count } contributions sont confidentielles et ne sont pas affichées ici.
}
compilation-without-confidential = Les contributions confidentielles ne sont pas incluses.
compilation-chosen = Seul ce qui a été choisi est affiché ; la compilation n’est pas complète.
compilation-order-places = Sous chaque paragraphe, les contributions suivent l’ordre alphabétique de leurs auteurs ; celles qui sont sans nom viennent à la fin, sans ordre particulier.
compilation-only-with = N’a communiqué aucun texte propre parmi ceux-ci ; se joint à ce que d’autres ont communiqué, qui est compté là.
compilation-order-participants = Les participants suivent l’ordre alphabétique ; ce qui est sans nom vient à la fin, sans ordre particulier.
compilation-order-unattributed = Sous chaque paragraphe, les contributions ne suivent aucun ordre particulier.
compilation-general = Observations générales
compilation-by-article = Article par article
compilation-elsewhere = Sur des paragraphes qui ne sont pas dans ce texte
compilation-unplaced = Non encore rattachées
compilation-answers = Réponses aux questions
compilation-files = Fichiers
compilation-submission = la communication
compilation-also-on = La même proposition porte aussi sur
compilation-counted-above = Elle y est comptée.
compilation-empty = Il n’y a rien à afficher.

bracketed-title = Texte entre crochets
bracketed-is-public = Lu par quiconque peut lire le projet
bracketed-is-internal = Interne : réservé à l’équipe
bracketed-to-settings = Les réglages de la consultation permettent de le rendre public.
bracketed-no-text = Ce cycle ne comporte aucun texte à mettre entre crochets.
bracketed-none = Personne n’a proposé de libellé.
bracketed-legend = Présentation
bracketed-legend-brackets = Les crochets signalent ce qui n’est pas convenu : entre parenthèses figure qui veut supprimer, ajouter ou remplacer ces mots. Des crochets autour d’un paragraphe entier sont une proposition de le supprimer.
bracketed-legend-marks = Les mots que l’on propose de supprimer sont biffés, ceux que l’on propose d’ajouter sont en gras et soulignés ; entre parenthèses figure qui le propose. Des crochets autour d’un paragraphe entier sont une proposition de le supprimer.
bracketed-legend-alternatives = Les libellés qui s’excluent figurent sous le texte comme variantes, appelées alt, alt 2 et ainsi de suite dans l’ordre alphabétique de leurs auteurs ; les nouveaux paragraphes sont appelés bis, ter et ainsi de suite.
bracketed-without-confidential = Les contributions confidentielles ne sont pas incluses.
bracketed-where = Emplacement
bracketed-count = Propositions
bracketed-merged = Dont identiques à une autre
bracketed-all = Total
bracketed-proposals = { $count ->
    [one] 1 proposition
   *[other] { $count } propositions
}
bracketed-place-inline = Dans le texte même
bracketed-place-alternative = Variantes
bracketed-place-addition = Nouveaux paragraphes
bracketed-place-deletion = Suppressions de paragraphes entiers
bracketed-place-retain = À conserver tel quel
bracketed-place-as-it-stands = Identiques au texte
bracketed-place-in-words = Dites en toutes lettres
bracketed-place-unplaced = Non rattachées
bracketed-delete = supprimer
bracketed-add = ajouter
bracketed-replace = remplacer
bracketed-name-withheld = { $kind }, nom non divulgué
bracketed-confidential = { $kind }, confidentiel
bracketed-with = { $who } (avec { $others })
bracketed-times = { $who } ({ $count } fois)
bracketed-alternative-language = { $name }, en { $language }
bracketed-alternative-quotes = { $name }, sur un autre texte que celui-ci
bracketed-new = nouveau, avec { $citation }
bracketed-new-more = nouveau ({ $number }), avec { $citation }
bracketed-retain = À conserver tel quel
bracketed-as-it-stands = Proposé tel quel
bracketed-no-wording = À reformuler ; aucun libellé n’a été proposé
bracketed-cannot = Ne peut figurer ici : { $wording }
bracketed-unplaced = Propositions qui ne sont pas rattachées au texte

# Fichiers Word
word-consolidated = Fichier Word récapitulatif
word-consolidated-hint = Chaque proposition figure dans le texte comme modification suivie, sous le nom du premier qui la présente ; les propositions incompatibles figurent au-dessous comme variantes, dans l’ordre alphabétique. Les commentaires donnent les motifs et disent qui d’autre propose la même chose. Refuser toutes les modifications redonne le projet.
word-single-hint = Le texte tel qu’un seul participant le souhaite. Accepter toutes les modifications donne ce texte, les refuser toutes redonne le projet. Ce qui ne peut pas être placé dans le texte figure dans les commentaires.
word-by-group = Sous le nom des groupes
word-only = Propositions de
word-all-participants = Tous les participants
word-only-hint = D’un seul participant : accepter toutes les modifications donne alors son texte. Les modifications portent alors son nom.
word-accepted = Seulement ce qui est accepté, en tout ou en partie, et validé
word-download = Télécharger le fichier Word
word-proposed-by = Proposé par : { $who }
word-and-others = { $count ->
    [one] { $who } et 1 autre
   *[other] { $who } et { $count } autres
}
word-clash = { $count ->
    [one] Une proposition qui ne peut pas figurer dans le texte se trouve au-dessous :
   *[other] { $count } leçons concurrentes se trouvent au-dessous, dans l’ordre alphabétique :
}

# Le résumé des observations générales, les citations des textes, le tableau de concordance, le registre des décisions.

quoted-place = { $draft }, { $citation }
quoted-nowhere = Cité, mais absent des deux textes
quoted-confidential = Cité d’une contribution confidentielle
quoted-words = « { $words } »
quoted-nearest = Le plus proche, dans { $place } :
quoted-no-nearest = Rien dans les textes n’est proche de ces mots.

summary-title = Résumé des observations générales
summary-add = Rédiger une entrée
summary-edit = Modifier l’entrée
summary-remove = Retirer cette entrée
summary-save = Enregistrer l’entrée
summary-up = Monter
summary-down = Descendre
summary-empty = Aucune entrée n’a été rédigée.
summary-not-published = Non publié
summary-published-on = Publié le { $when }
summary-publication = Publication
summary-publish = Publier le résumé
summary-publish-hint = Toutes les personnes autorisées à lire le cycle liront alors le résumé. Les contributions dont il est tiré restent à l’équipe.
summary-reopen = Reprendre le résumé
summary-reopen-hint = Personne en dehors de l’équipe ne le lira avant sa nouvelle publication.
summary-sources = { $count ->
    [one] Tirée de 1 contribution
   *[other] Tirée de { $count } contributions
}
summary-source-withheld = Nom non divulgué ({ $kind })
summary-unused = Observations générales non encore reprises
summary-unused-count = { $count ->
    [one] 1 observation générale ne figure dans aucune entrée.
   *[other] { $count } observations générales ne figurent dans aucune entrée.
}
summary-all-used = Toutes les observations générales que vous pouvez voir figurent dans une entrée.
summary-write-from = En tirer une entrée
summary-filter = Proposer celles-ci
summary-filter-what = Contributions
summary-filter-general = Observations générales
summary-filter-all = Aussi les observations et les réponses
summary-filter-hint = Choisissez les contributions proposées avant d’écrire : un nouveau choix ne conserve pas ce que vous avez saisi.
summary-choose = Tirée de
summary-nothing-to-choose = Aucune contribution ne correspond.
summary-under = Intertitre
summary-under-none = Sans intertitre
summary-under-unknown = Choisissez un intertitre dans la liste.
summary-body = Entrée
summary-body-hint = Dans la langue du texte. Dites ce qui a été dit ; ne nommez personne dans le corps de l’entrée. Les mots des textes mis entre guillemets sont vérifiés.
summary-body-missing = Rédigez l’entrée.
summary-attribution = Qui l’a dit
summary-attribution-hint = Ce que les lecteurs apprennent. Seul est accepté ce que permettent les modes de publication des contributions.
summary-attribution-missing = Choisissez ce que les lecteurs apprennent de qui l’a dit.
summary-several-states = plusieurs États
summary-conflict = Quelqu’un d’autre a enregistré un autre texte de cette entrée pendant que vous écriviez. Le sien figure en premier, le vôtre au-dessous ; si vous l’enregistrez, il remplacera le sien.
summary-theirs = L’entrée telle qu’elle est enregistrée
summary-cannot-now = Les modes de publication de ses contributions ne permettent plus ce qui en est dit
summary-cannot-publish = { $letter }) : { $why }
summary-cannot-no-source = Choisissez les contributions dont on peut le dire.
summary-cannot-withheld-name = Au moins une contribution n’est pas publique : son auteur n’est jamais nommé, et d’autres ne le sont pas à sa place. Indiquez le groupe, la catégorie ou rien, ou rédigez deux entrées.
summary-cannot-never-published = Rien de ce cycle n’est publié : personne n’y est donc nommé.
summary-cannot-no-heading = Le groupe ou la catégorie est celui de l’intertitre : choisissez un tel intertitre, ou indiquez autre chose.
summary-cannot-another-group = Au moins une contribution provient d’un autre groupe ou d’une autre catégorie.
summary-cannot-small-group = Le groupe compte moins de cinq participants et aucune de ces contributions n’est publique : le groupe dirait presque le nom. Choisissez un groupe plus large, ou rien.
summary-cannot-only-confidential = Toutes ces contributions sont confidentielles : rien n’est dit de leurs auteurs.
summary-cannot-not-several = « Plusieurs États » se dit d’au moins deux.
summary-cannot-unconfirmed = « Plusieurs États » se dit d’au moins deux États qui se sont exprimés eux-mêmes. Au moins une de ces contributions a été consignée comme faite au nom d’un État qui ne l’a pas confirmée : indiquez autre chose en attendant.
flash-summary-saved = L’entrée est enregistrée.
flash-summary-removed = L’entrée est retirée.
flash-summary-moved = L’entrée est déplacée.
flash-summary-published = Le résumé est publié.
flash-summary-reopened = Le résumé est repris.

summary-kind-state = États
summary-kind-observer_state = États non membres observateurs
summary-kind-un_entity = Entités des Nations Unies
summary-kind-mandate_holder = Organes conventionnels et titulaires de mandat
summary-kind-intergovernmental = Organisations intergouvernementales et régionales
summary-kind-political_group = Groupes politiques
summary-kind-nhri = Institutions nationales des droits de l’homme
summary-kind-civil_society = Organisations de la société civile
summary-kind-indigenous_peoples = Organisations de peuples autochtones
summary-kind-trade_union = Syndicats
summary-kind-academia = Établissements universitaires
summary-kind-expert = Experts à titre individuel
summary-kind-private_sector = Secteur privé
summary-kind-regional_meeting = Réunions régionales

act-summary-entry-written = A rédigé une entrée du résumé
act-summary-entry-moved = A déplacé une entrée du résumé
act-summary-entry-removed = A retiré une entrée du résumé
act-summary-published = A publié le résumé
act-summary-reopened = A repris le résumé

note-start-why = [Écrivez à la place de cette ligne : dites pourquoi.]
note-start-hint = Personne n’a écrit le texte ci-dessous : il est composé à partir de la modification et des motifs déjà donnés, pour que vous le remplaciez. Il n’est pas enregistré tant que sa dernière ligne s’y trouve.
note-start-left = La dernière ligne du texte proposé s’y trouve encore. Dites pourquoi à sa place.
note-behind = Les contributions à ce sujet
note-behind-hint = Pour l’équipe seulement. Les lecteurs de la note ne voient pas ceci.
note-behind-applied = reprise dans le texte
note-misquoted = Citations à vérifier
note-misquoted-count = { $count ->
    [one] 1 citation ne figure dans aucun des deux textes
   *[other] { $count } citations ne figurent dans aucun des deux textes
}

concordance-title = Tableau de concordance
concordance-new = Nouveau paragraphe
concordance-old = Ancien paragraphe
concordance-contributed = Qui a contribué
concordance-rationale = Démarche et motifs
concordance-rationale-hint = Toutes les personnes autorisées à lire le texte liront ceci dès qu’il sera distribué ; ne nommez aucun participant ici, sauf si son nom est public. Sans mots propres, la note explicative figure ici.
concordance-write = Modifier les motifs
concordance-save = Enregistrer les motifs
concordance-rows = Lignes
concordance-rows-all = Le texte entier
concordance-rows-changes = Les modifications seulement
concordance-conflict = Quelqu’un d’autre a enregistré un autre texte de ces motifs pendant que vous écriviez. Le sien figure en premier, le vôtre au-dessous ; si vous l’enregistrez, il remplacera le sien.
concordance-theirs = Les motifs tels qu’ils sont enregistrés
flash-rationale-saved = Les motifs sont enregistrés.
act-rationale-written = A rédigé des motifs dans le tableau de concordance
act-rationale-removed = A rendu sa place à la note dans le tableau de concordance

decisions-title = Registre des décisions
decisions-lede = Toutes les décisions sur le texte, dans l’ordre où elles ont été prises. Pour l’équipe seulement.
decisions-count = { $count } des { $total } décisions que vous pouvez voir
decisions-empty = Aucune décision ne correspond.
decision-kind = Nature
decision-when = Date
decision-what = Décision
decision-by = Par
decision-why = Motifs
decision-response = Réponse rédigée
decision-validation = Réponse validée
decision-release = Réponse communiquée
decision-applied = Proposition reprise dans le texte
decision-own = Modification de l’équipe
decision-undone = Annulation
decision-note = Note
decision-by-hand = Consignée à la main
decision-add = Consigner une décision
decision-add-hint = Pour ce qui a été réglé de vive voix. Ce qui est consigné reste au registre.
decision-on = Date de la décision
decision-place = Objet
decision-whole-text = Le texte entier
decision-present = Personnes présentes
decision-present-were = Présents : { $names }
decision-body-missing = Indiquez ce qui a été décidé.
decision-save = Consigner la décision
flash-decision-noted = La décision est consignée.
act-decision-noted = A consigné une décision

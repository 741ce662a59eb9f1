# Les modifications apparentes, les notes explicatives, la page d’une consultation, la suite donnée
# aux observations, le tableau des observations.

redline-title = Modifications apparentes
redline-lede = Texte de comparaison : { $draft }. Tous les éléments sont affichés ; rien n’est masqué.
redline-nothing-before = Il n’existe pas de texte antérieur avec lequel comparer celui-ci.
redline-choose = Choisissez le texte avec lequel comparer celui-ci.
redline-against = Texte de comparaison
redline-language = Langue du texte
redline-view = Présentation
redline-view-one = Un seul texte
redline-view-side = Côte à côte
redline-show = Afficher
redline-key-inserted = inséré
redline-key-deleted = supprimé
redline-key-moved = déplacé
redline-changes = { $count ->
    [0] Aucune modification
    [one] 1 modification
   *[other] { $count } modifications
}
redline-unexplained = { $count ->
    [one] 1 modification sans note
   *[other] { $count } modifications sans note
}
redline-all-explained = Chaque modification est accompagnée d’une note
redline-changed-without-note = Modifié sans note
redline-deleted-without-note = Supprimé sans note
redline-note = note { $number }
redline-own = Libellé de l’équipe
redline-proposal-by = Proposition : { $name }
redline-proposal-withheld = Proposition, nom non divulgué ({ $kind })
redline-proposal-unseen = Proposition que vous ne pouvez pas lire, ou qui n’est plus valable
redline-read = Lire
redline-edited = modifié
redline-retyped = nature de la disposition modifiée
redline-renumbered = renuméroté
redline-moved = déplacé
redline-moved-and-edited = déplacé et modifié
redline-new = nouveau
redline-part-of-split = partie d’un paragraphe scindé
redline-was = ({ $citation } du texte précédent)
redline-deleted = supprimé
redline-merged-away = fusionné avec un autre
redline-split = scindé
redline-merged = fusionné

note-title = Notes explicatives
note-compared-with = Modifications depuis : { $draft }
note-formerly = (anciennement { $citation })
note-sentence = { $heading } : { $change }.
note-says-new = ce texte est nouveau
note-says-deleted = ce texte est supprimé
note-says-moved = ce texte est déplacé
note-says-retyped = le texte est maintenu, sous la forme d’une autre disposition
note-says-reworded = ce texte est reformulé
note-says-becomes = « { $old } » devient « { $new } »
note-says-out = « { $old } » est supprimé
note-says-in = « { $new } » est inséré
note-says-split = ce texte est scindé en { $into }
note-says-part = ce texte faisait partie de : { $from }
note-says-merged = ce texte réunit { $from }
note-list = { $first } et { $last }
note-as-html = HTML
note-as-text = Texte
note-none = Aucune note explicative n’a été rédigée.
note-no-change = Ce texte n’est plus modifié
note-write = Rédiger la note
note-edit = Modifier la note
note-the-change = La modification
note-origins = Origine
note-body = Note explicative
note-body-hint = Indiquez ce qui a changé et pourquoi. Toutes les personnes autorisées à lire le texte liront les notes dès qu’il sera distribué ; ne nommez aucun participant ici, sauf si son nom est public.
note-save = Enregistrer la note
note-cancel = Retour sans enregistrer
note-remove = Retirer cette note
note-empty = Rédigez la note, ou retirez-la.
note-too-long = Une note peut compter 20 000 caractères. Veuillez l’abréger.
note-conflict = Quelqu’un d’autre a enregistré un autre texte de cette note pendant que vous écriviez. Le sien figure en premier, le vôtre au-dessous ; si vous l’enregistrez, il remplacera le sien.
note-theirs = La note telle qu’elle est enregistrée
flash-note-saved = La note est enregistrée.
flash-note-removed = La note est retirée.

overview-open = Ouvert
overview-closed = Clos
overview-soon = Pas encore ouvert
overview-opens = ouverture le
overview-closes = clôture le
overview-closed-on = clos le
overview-left = il reste { $time }
overview-left-days = il reste { "{d}" } jours { "{h}" } h
overview-left-hours = il reste { "{h}" } h { "{m}" } min
overview-left-minutes = il reste { "{m}" } min
overview-late-taken = Les contributions tardives sont encore acceptées et signalées comme telles.
overview-read-text = Lire le texte
overview-about-round = À propos de ce cycle
overview-sign-in = Se connecter pour participer
overview-door = Demander à participer
overview-tasks = Ce qui vous attend
overview-task-door = { $count ->
    [one] 1 demande de participation
   *[other] { $count } demandes de participation
}
overview-task-letters = { $count ->
    [one] 1 lettre n’a pas pu être envoyée
   *[other] { $count } lettres n’ont pas pu être envoyées
}
overview-task-unplaced = { $count ->
    [one] 1 contribution à rattacher au texte
   *[other] { $count } contributions à rattacher au texte
}
overview-task-validate = { $count ->
    [one] 1 réponse à valider
   *[other] { $count } réponses à valider
}
overview-texts = Textes
overview-text = Texte
overview-no-text = Aucun texte n’a encore été distribué.
overview-date = Distribué le
overview-symbol = Cote
overview-notes = Notes
overview-notes-count = { $count ->
    [one] 1 note explicative
   *[other] { $count } notes explicatives
}
overview-downloads = Télécharger
overview-redlines = Modifications d’un texte à l’autre
overview-redline = De { $old } à { $new }
overview-published = Contributions publiées
overview-count = { $count ->
    [one] 1 contribution
   *[other] { $count } contributions
}
overview-answers = Qui a répondu
overview-counted = { $count ->
    [one] 1 contribution, parmi celles que vous pouvez voir.
   *[other] { $count } contributions, parmi celles que vous pouvez voir.
}
overview-submissions = Contributions
overview-by-kind = Contributions par catégorie de participants
overview-kind = Catégorie
overview-by-region = Contributions par groupe régional
overview-region = Groupe régional
overview-no-region = Sans groupe régional
overview-withheld = Nom non divulgué
overview-kind-unsaid = Non précisé, le groupe est petit
matrix-identities = Avec les contributions confidentielles et tous les noms
matrix-identities-hint = Les fichiers ci-dessus omettent les contributions confidentielles et les noms non divulgués. Ceux-ci contiennent tout. Le journal retient que vous l’avez obtenu, et pourquoi.
matrix-identities-reason = À quoi il servira
matrix-identities-reason-missing = Dites à quoi serviront les noms.
matrix-identities-reason-long = Dites-le en 500 caractères au plus.
matrix-identities-button = Obtenir la feuille de calcul avec les noms
matrix-identities-csv = Le même fichier au format CSV
overview-on-time = dans les délais
overview-late = tardive
overview-timeline = Calendrier
overview-about = À propos de cette consultation
overview-mandate = Mandat
overview-zone = Fuseau horaire
overview-contact = Contact

timeline-circulated = Distribution : { $draft }
timeline-final = Texte final : { $draft }
timeline-opens = { $round } : ouverture
timeline-closes = { $round } : clôture le { $when }
timeline-extended = { $round } : prolongation jusqu’au { $until }

fate-title = Suite donnée à vos observations
fate-lede = Pour chaque observation et proposition d’un cycle clos : le paragraphe tel qu’il est devenu, et les notes explicatives qui s’y rapportent.
fate-empty = Rien de ce que vous avez soumis ne relève encore d’un cycle clos.
fate-next = Le texte suivant : { $draft }.
fate-no-next = Le texte suivant n’est pas encore paru.
fate-whole-text = L’ensemble du texte
fate-kept = maintenu tel quel
fate-now = { $change }. { $citation }
fate-now-label = Dans le texte suivant :
fate-note = Note explicative { $number }
fate-answer = La réponse qui vous est adressée :

matrix-title = Tableau des observations
matrix-kind = Catégorie de participants
matrix-region = Groupe régional
matrix-input = Contribution
matrix-type = Type
matrix-theme = Thème
matrix-status = État
matrix-all = Tous
matrix-filter = Filtrer
matrix-clear = Effacer
matrix-count = { $count } contributions affichées sur { $total } que vous pouvez voir
matrix-csv = Ce tableau au format CSV
matrix-xlsx = Ce tableau comme feuille de calcul (XLSX)
matrix-empty = Aucune contribution ne correspond.
matrix-place = Emplacement
matrix-participant = Participant
matrix-comment = Observation ou justification
matrix-current = Texte actuel
matrix-proposed = Texte proposé
matrix-class = Publicité et source
matrix-themes = Thèmes
matrix-treatment = Suite et motif
matrix-whole-text = Ensemble du texte
matrix-unplaced = Non rattachée
matrix-status-open = sans réponse
matrix-status-drafted = rédigée
matrix-status-validated = validée
matrix-status-released = communiquée

compare-title = Comparer les textes
compare-any = Comparer deux textes quelconques
compare-two = De { $old } à { $new }
compare-from = De
compare-to = À
compare-as-word = Fichier Word avec suivi des modifications
compare-as-word-hint = Dans le fichier Word, tout accepter donne le texte d’arrivée, tout refuser le texte de départ. Les numéros qui n’ont fait que suivre sont modifiés sous le nom « Numérotation », que Word peut masquer.
compare-same = Choisissez deux textes différents.
compare-too-few = Il n’y a pas ici deux textes que vous puissiez comparer.
compare-unchanged = Ce qui est inchangé
compare-unfolded = Affiché
compare-folded = Replié
compare-unchanged-block = { $count } paragraphes inchangés : { $reach }
compare-guessed = Personne n’a indiqué comment ces deux textes se suivent. Ce que chaque élément est devenu est proposé d’après les mots et leur place.
compare-counts = Ce que sont devenus les paragraphes et les articles
compare-became = Ce qu’il est devenu
compare-number = Nombre
compare-kept = maintenu
compare-was = Dans le texte de départ
compare-is = Dans le texte d’arrivée
compare-and-edited = et modifié
compare-places = { $count ->
    [one] 1 endroit où quelque chose a été déplacé, scindé, fusionné ou renuméroté
   *[other] { $count } endroits où quelque chose a été déplacé, scindé, fusionné ou renuméroté
}
compare-text = Le texte
compare-split-into = scindé en { $into }
compare-merged-into = fusionné dans { $into }
compare-merged-from = réunit { $from }
compare-part-of = issu de { $from }

layers-title = Modifications apparentes de plusieurs textes
layers-lede = Tous les textes en un seul : chaque changement porte la lettre du texte dans lequel il est apparu.
layers-which = Textes
layers-choose = Choisissez au moins deux textes.
layers-key-in = apparu dans le texte B
layers-key-out = disparu dans le texte B
layers-said = { $change } dans { $letter } ({ $draft })

lineage-title = Filiation
lineage-lede = Ce que chaque paragraphe et chaque article de l’autre texte est devenu dans celui-ci. Les observations, les notes et l’origine des changements suivent ces liens. Les textes eux-mêmes ne sont pas touchés.
lineage-from = Depuis
lineage-shown = Afficher
lineage-shown-open = Ce qui est à vérifier et ce qui a été dit
lineage-shown-all = Tout
lineage-propose = Faire proposer par rapprochement
lineage-confirm-all = { $count ->
    [one] Confirmer 1 lien
   *[other] Confirmer { $count } liens
}
lineage-choose = Choisissez le texte de départ.
lineage-nothing-open = Chaque paragraphe et chaque article a son équivalent sous la même identité ; il n’y a rien à vérifier.
lineage-known = Comment on le sait
lineage-followed = Pas encore vérifié
lineage-same-identity = Le même élément
lineage-correct = Corriger
lineage-which-old = D’où vient-il ? Ne cochez rien s’il est nouveau, plusieurs cases s’il réunit plusieurs éléments.
lineage-which-new = Qu’est-il devenu ? Ne cochez rien s’il est supprimé, plusieurs cases s’il a été scindé.
lineage-share = { $share } % des mots
lineage-others = Autres, par leur référence
lineage-others-hint-old = Dans le texte de départ, séparés par des points-virgules : art. 4, par. 2 ; al. 3 du préambule
lineage-others-hint-new = Dans le texte d’arrivée, séparés par des points-virgules : art. 4, par. 2 ; al. 3 du préambule
lineage-save = Enregistrer le lien
lineage-error-unknown = L’une de ces références ne désigne rien dans ce texte. Écrivez-les comme le texte, séparées par des points-virgules.
lineage-error-several = L’une de ces références désigne plusieurs endroits de ce texte. Écrivez-la en entier.
lineage-conflict = Quelqu’un d’autre a modifié ce lien entre-temps. Ce que vous avez coché est toujours là ; l’enregistrer remplace son choix.
flash-lineage-proposed = La filiation est proposée à nouveau. Ce qui a été confirmé ou corrigé est conservé.
flash-lineage-confirmed = Les liens sont confirmés.
flash-lineage-corrected = Le lien est enregistré.

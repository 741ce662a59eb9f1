# L’équipe au travail : la synthèse d’un cycle, les réponses, l’application des propositions.

consolidation-title = Synthèse
consolidation-lede = Ce qui a été reçu, où en sont les réponses, et le texte qui en est tiré.
consolidation-back = Retour au paragraphe
consolidation-progress = { $count ->
    [one] 1 contribution
   *[other] { $count } contributions
}, réponses rédigées : { $responded }, validées : { $validated }.
consolidation-no-rows = Aucun paragraphe ne correspond à ce que vous cherchez.
consolidation-table = Les paragraphes et ce qui en a été dit
consolidation-paragraph = Paragraphe
consolidation-text = Texte
consolidation-comments = Observations
consolidation-modify = Modifier
consolidation-add = Ajouter
consolidation-delete = Supprimer
consolidation-rearrange = Déplacer, scinder, fusionner
consolidation-retain = Maintenir
consolidation-undecided = Sans réponse
consolidation-marks = Remarques
consolidation-contested = controversé
consolidation-flagged = { $count ->
    [one] 1 citation diffère
   *[other] { $count } citations diffèrent
}
consolidation-inputs = Contributions
consolidation-responded = Avec réponse
consolidation-validated = Validées
consolidation-unplaced = Non encore situées
consolidation-flagged-quotes = Citations qui diffèrent
consolidation-no-inputs = Rien n’a encore été soumis dans ce cycle.
consolidation-no-rounds = Il n’y a pas encore de cycle.
consolidation-no-working-draft = Il n’y a pas encore de projet de travail.
consolidation-drafts = Tous les textes
consolidation-by-article = Avancement par article : { $round }
consolidation-part = Partie du texte
consolidation-opening-words = Titre et formule introductive

workspace-general = Observations générales et réponses aux questions
workspace-unplaced = Non encore situées
workspace-lede = { $count ->
    [0] Rien n’a été dit ici.
    [one] 1 contribution.
   *[other] { $count } contributions.
}
workspace-at-hand = Le texte distribué
workspace-nav = Paragraphes ayant reçu des contributions
workspace-empty = Personne ne s’est exprimé ici.
workspace-one-form = Cette page compte plusieurs formulaires et votre navigateur n’exécute pas de scripts : envoyez ce que vous avez saisi dans l’un avant d’en envoyer un autre.
workspace-none-kept = Aucune des contributions reçues ici ne correspond à ce que vous cherchez.
workspace-kept = { $shown } contributions sur { $count } sont affichées.
workspace-cluster = { $count } contributions au texte identique

filter-show = Afficher
filter-show-all = Tous les paragraphes
filter-show-with = Avec contributions
filter-show-contested = Controversés
filter-show-undecided = Avec contributions sans réponse
filter-kind = Catégorie de participant
filter-region = Groupe régional
filter-type = Type
filter-operation = Opération
filter-comments-only = Observations seulement
filter-theme = Thème
filter-status = Réponse
filter-treatment = Suite donnée
filter-any = Tous
filter-button = Filtrer
filter-title = N’en montrer qu’une partie
filter-clear = Effacer


case-kind-and-operation = { $kind } : { $operation }
case-on-behalf-of = au nom de : { $group }
case-late = tardive
case-permalink = Sur sa propre page
case-also-on = Même proposition que celle qui porte sur
case-files = fichiers
case-same-text = Même texte que ci-dessus.
case-question = Question : { $question }
case-quote-differs = Texte cité, comparé au texte distribué
case-quoted = Texte cité
case-proposed = Proposition
case-justification = Justification
case-applied = appliquée

response-title = Contribution et réponse
response-status-none = sans réponse
response-status-drafted = rédigée
response-status-validated = validée
response-released = communiquée à son auteur
response-treatment = Suite donnée
response-choose = Choisir
response-reason = Motif (requis sauf si la proposition est acceptée)
response-covered-by = Couverte par
response-covered-by-none = Aucune autre
response-covered-by-elsewhere = Une contribution située ailleurs dans ce cycle…
response-covered-by-author = Couverte par la contribution de { $author }
response-covered-by-hidden = Couverte par une autre contribution, que vous ne pouvez pas consulter.
response-drafted-by = Rédigée par { $name }, { $when }
response-validated-by = Validée par { $name }, { $when }
response-released-on = Communiquée à son auteur, { $when }
response-self-validated = validée par la personne qui l’a rédigée
response-approval = Approbation : { $note }
response-approval-label = Approbation du titulaire du mandat, si elle est consignée en son nom (facultatif)
response-validate = Valider
response-release = Communiquer à son auteur
response-write = Rédiger une réponse
response-change = Modifier la réponse
response-save = Enregistrer la réponse
response-save-over = Enregistrer la mienne à la place
response-treatment-missing = Choisissez la suite à donner.
response-reason-missing = Indiquez un motif. Seule une acceptation pure et simple n’en requiert pas.
response-reason-too-long = Le motif est trop long : 20 000 caractères au plus.
response-covered-by-missing = Indiquez quelle contribution couvre celle-ci.
response-covered-by-unknown = Choisissez une autre contribution de ce cycle.
response-none-ticked = Cochez au moins une contribution qui n’a pas encore de réponse.
response-conflict-title = Quelqu’un d’autre a rédigé cette réponse entre-temps
response-conflict-lede = Les deux textes figurent ci-dessous. Rien de ce que vous avez saisi n’est perdu : conciliez-les, puis enregistrez.
response-stored-now = Ce qui est enregistré
response-difference = De ce qui est enregistré à ce que vous avez saisi
response-yours = Ce que vous avez saisi

bulk-tick = Répondre avec d’autres
bulk-tick-alike = Répondre ensemble aux { $count } contributions identiques
bulk-title = Répondre à plusieurs contributions à la fois
bulk-hint = Une même réponse motivée est rédigée pour chaque contribution cochée ci-dessus qui n’en a pas encore. Chacune peut être modifiée, et est validée séparément.
bulk-answered = Contributions concernées
bulk-button = Répondre aux contributions cochées

theme-add = Attribuer un thème
theme-known = Thème
theme-new = Nouveau thème
theme-button = Attribuer
theme-remove = Retirer le thème { $theme }

remark-title = Note interne
note-internal = note interne
note-add = Ajouter une note interne
note-add-here = Ajouter une note interne sur ce paragraphe
note-label = Note, lue par l’équipe seulement
note-button = Enregistrer la note
remark-edit = modifier
note-missing = Écrivez quelque chose, ou revenez en arrière.
remark-too-long = La note est trop longue : 20 000 caractères au plus.
remark-conflict = La note a été modifiée dans une autre fenêtre. Les deux textes figurent ci-dessous : conciliez-les, puis enregistrez.

apply-title = Appliquer au projet de travail
apply-button = Appliquer au projet de travail
apply-although-declined = Appliquer bien que la réponse ne l’accepte pas
apply-draft = Texte de travail
apply-no-working-draft = Commencer un projet de travail pour appliquer ceci
apply-circulated = Texte distribué
apply-working = Dans le projet de travail actuel
apply-proposed = Texte proposé
apply-proposed-deletion = La proposition vise à supprimer le paragraphe.
apply-would-become = Ce que dirait le projet de travail
apply-would-add = Ce qui serait ajouté
apply-wording = Libellé à insérer
apply-wording-hint = Gardez-le, modifiez-le, ou rédigez le vôtre.
apply-from-proposal = Ce libellé provient de la proposition, tel quel ou modifié : consigner la proposition comme origine
apply-why-changed = Le projet de travail ne dit plus ce qui a été distribué. Comparez d’abord les textes.
apply-why-language = La proposition est dans une autre langue que le texte. Rédigez son libellé dans la langue du texte.
apply-why-fragment = La proposition porte sur une partie du paragraphe. Vérifiez le paragraphe entier tel qu’il se lirait.
apply-why-flagged = La proposition cite autre chose que le texte distribué. Vérifiez ce qu’elle entend modifier.
apply-why-meanwhile = Quelqu’un a modifié le projet de travail pendant votre lecture. Ce que vous avez saisi figure toujours ci-dessous.
apply-why-empty = Il n’y a pas de libellé à insérer. Rédigez-en un, ou revenez en arrière.
apply-cannot-gone = Impossible d’appliquer : le projet de travail ne contient plus ce paragraphe.
apply-cannot-gone-by = Impossible d’appliquer : le projet de travail ne contient plus ce paragraphe. La dernière modification a été faite par { $name }, { $when }.
apply-cannot-empty = Impossible d’appliquer : il n’y a pas de libellé à insérer.
apply-cannot-follow = Impossible d’appliquer : rien ne peut être ajouté après ce paragraphe. Ajoutez le nouveau paragraphe à la main dans le projet de travail.
apply-cannot-other = Impossible de l’appliquer au texte tel qu’il est. Faites la modification à la main dans le projet de travail.

flash-response-drafted = La réponse est enregistrée. Une autre personne la valide.
flash-responses-drafted = Les réponses sont enregistrées. Une autre personne les valide.
flash-responses-some = Les réponses sont enregistrées. Certaines contributions avaient reçu une réponse entre-temps et ont été laissées telles quelles.
flash-response-validated = La réponse est validée.
flash-response-released = La réponse a été communiquée à son auteur.
flash-input-tagged = Les thèmes sont enregistrés.
flash-no-theme = Aucun thème n’a été attribué : choisissez un thème, ou saisissez le nom d’un nouveau.
flash-input-untagged = Le thème a été retiré.
flash-note-written = La note est enregistrée.
flash-proposal-applied = La proposition figure dans le projet de travail, et son origine est consignée.
flash-proposal-applied-before = Cette proposition avait déjà été appliquée à ce projet de travail. Rien n’a été modifié.
flash-proposal-nothing-to-apply = Cette contribution ne contient rien à appliquer à un texte.

# Éléments d’un cadre, dégagés des réponses à un appel avant qu’il y ait un texte.
framework-title = Éléments d’un cadre
framework-lede = Ce que les réponses à un appel à contributions ont en commun, thème par thème, avant qu’il y ait un texte; et les paragraphes du texte qui en sont issus.
framework-empty = Aucun élément n’a encore été dégagé. Cochez des réponses ci-dessous, dites dans un intitulé ce qu’elles ont en commun, et ajoutez-le.
framework-no-theme = Sans thème
framework-source-author = { $name } ({ $is })
framework-sources-count = { $count ->
    [0] Ne repose encore sur aucune contribution
    [one] Repose sur 1 contribution
   *[other] Repose sur { $count } contributions
}
framework-grew = Repris dans :
framework-grew-from = Issu des éléments :
framework-grew-in = { $name }, { $draft }
framework-up-of = Monter « { $title } »
framework-down-of = Descendre « { $title } »
framework-publish-title = Publication
framework-publish-hint = Quiconque peut connaître la consultation lit les éléments tels qu’ils sont à présent, avec les paragraphes qui en sont issus, et sans leurs sources. Ce qui est modifié ensuite se lit après la publication suivante.
framework-publish = Publier les éléments
framework-published-on = Publiés le { $when }
framework-published-lede = Tels que publiés le { $when } (publication n° { $number }).
framework-not-gathered = Réponses non encore exploitées
framework-none-left = Il ne reste rien à exploiter ici.
framework-choose-sources = Repose sur
framework-read-source = Lire en entier
framework-add-title = Ajouter un élément
framework-element-title = Intitulé
framework-element-title-hint = Par exemple « Devoir de coopérer en cas de catastrophe ».
framework-element-body = Ce que dit l’élément
framework-theme = Thème
framework-add = Ajouter l’élément
framework-save = Enregistrer
framework-title-missing = Donnez un intitulé à l’élément.
framework-conflict = Quelqu’un d’autre a modifié cet élément pendant que vous écriviez. Les deux textes sont affichés; en enregistrant de nouveau, vous gardez le vôtre.
framework-paragraphs-title = Paragraphes qui en sont issus
framework-paragraphs-lede = Un paragraphe rattaché une fois le reste dans tout projet ultérieur qui le contient.
framework-paragraphs-none = Aucun n’est encore rattaché.
framework-paragraph-choose = Rattacher un paragraphe du projet le plus récent
framework-paragraph-none = Choisissez un paragraphe
framework-link = Rattacher
framework-unlink = Retirer
framework-unlink-of = Retirer le lien avec { $what }
framework-sources-title = Repose sur
framework-sources-none = Aucune contribution que vous puissiez lire n’est rattachée.
framework-gather = Ajouter ce qui est coché
framework-remove = Supprimer cet élément
flash-framework-added = L’élément est ajouté.
flash-framework-changed = L’élément est enregistré.
flash-framework-linked = Le lien est établi.
flash-framework-unlinked = Le lien est retiré.
flash-framework-nothing-chosen = Rien n’a été choisi. Cochez une contribution ou choisissez un paragraphe.
flash-framework-placed = L’élément a été déplacé.
flash-framework-removed = L’élément est supprimé.
flash-framework-published = Les éléments sont publiés.

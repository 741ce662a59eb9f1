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

board-title = Tableau de bord
board-begin = Y répondre l’une après l’autre
board-shows = Ce qui reste à faire
board-show-all = Tout
board-show-undecided = Sans réponse
board-show-contested = Controversées
board-show-colliding = Portant sur les mêmes mots que d’autres
board-show-without-reason = Réponses sans motif
board-show-to-validate = À valider par vous
board-show-to-release = Pas encore communiquées
board-mine = Seulement ce qui m’est confié
board-empty = Il n’y a rien de tel.
board-listed = { $count ->
    [one] 1 contribution
   *[other] { $count } contributions
}
board-listed-rows = { $count ->
    [one] 1 contribution
   *[other] { $count } contributions
} sur { $rows } lignes : une proposition portant sur plusieurs paragraphes en occupe une pour chacun d’eux
board-choose = Contribution
board-status = Réponse
board-whose = Confiée à
board-collides = sur les mêmes mots que d’autres
board-alike = { $count } disent la même chose
board-pages = Pages de la liste
board-previous-page = Précédentes
board-next-page = Suivantes
board-many-hint = Cochez des contributions ci-dessus. Vous verrez ce qui sera fait et ce qui sera laissé de côté avant que rien ne soit enregistré.
board-respond = Répondre aux contributions cochées
board-validate = Valider les réponses cochées
board-release = Communiquer les réponses cochées
board-parts = Par partie du texte
board-parts-caption = Où en est chaque partie, et à qui elle est confiée
board-waiting = À valider
board-contested = Controversées
board-until = jusqu’au { $day }
board-people = Par personne
board-people-caption = Où en est chacun
board-nobody = Rien n’est confié à personne, et aucune réponse n’a encore été rédigée.
board-person = Personne
board-assigned = Confiées
board-assigned-undecided = Dont sans réponse
board-drafted = Rédigées
board-validated-by = Validées
board-to-round = Tous les paragraphes du cycle

assignment-title = Confier une partie du texte
assignment-to = À
assignment-to-nobody = Personne (la reprendre)
assignment-due = Jusqu’au (facultatif)
assignment-button = Confier
assignment-no-part = Choisissez une partie du texte.
assignment-bad-day = Indiquez un jour, par exemple 2026-10-31.
assignment-nobody = Choisissez quelqu’un qui rédige dans cette consultation.

clusters-title = Contributions qui disent la même chose
clusters-link = { $count ->
    [0] Contributions qui disent la même chose
    [one] Contributions qui disent la même chose : 1 groupe
   *[other] Contributions qui disent la même chose : { $count } groupes
}
clusters-lede = { $clusters ->
    [one] 1 groupe
   *[other] { $clusters } groupes
}, soit { $together } des { $count } contributions. La typographie et la numérotation ne comptent pas.
clusters-none = Dans ce cycle, aucune contribution ne dit la même chose qu’une autre.
clusters-table = Les groupes, du plus grand au plus petit
clusters-words = Termes
clusters-kind = Contribution
clusters-places = Où
clusters-members = Contributions
clusters-near = certaines diffèrent un peu
clusters-the-whole-paragraph = Tout le paragraphe
cluster-title = Contributions qui disent la même chose
cluster-lede = { $count ->
    [one] 1 contribution
   *[other] { $count } contributions
}, dont { $open } sans réponse. Chacune garde son auteur, sa classe et son texte.
cluster-offered = L’une d’elles a déjà cette réponse. Donnez-la aux autres, ou modifiez-la d’abord.
cluster-offer = { $count ->
    [one] 1 d’entre elles n’a pas encore de réponse : lui donner la même
   *[other] { $count } d’entre elles n’ont pas encore de réponse : leur donner la même
}
cluster-same-response = Donner la même réponse à celles qui sont cochées

batch-respond-title = Une réponse à plusieurs contributions
batch-validate-title = Valider plusieurs réponses
batch-release-title = Communiquer plusieurs réponses à leurs auteurs
batch-respond-button = Répondre à celles qui sont cochées
batch-validate-button = Valider celles qui sont cochées
batch-release-button = Communiquer celles qui sont cochées
batch-lede = { $count ->
    [one] 1 est cochée
   *[other] { $count } sont cochées
}, { $left ->
    [0] rien n’est laissé de côté.
    [one] 1 est laissée de côté.
   *[other] { $left } sont laissées de côté.
} Rien n’est encore enregistré.
batch-done = { $count ->
    [one] C’est fait pour 1
   *[other] C’est fait pour { $count }
}, { $left ->
    [one] 1 a été laissée de côté.
   *[other] { $left } ont été laissées de côté.
}
batch-left-title = Laissées de côté
batch-left-answered = elle a déjà une réponse
batch-left-open = elle n’a pas encore de réponse
batch-left-validated = sa réponse est déjà validée
batch-left-own = vous avez rédigé sa réponse, et une autre personne la valide
batch-left-not-validated = sa réponse n’est pas encore validée
batch-left-released = sa réponse a déjà été communiquée
batch-left-changed = sa réponse a été modifiée depuis que vous l’avez lue
batch-chosen = À traiter
batch-none = Cochez au moins une contribution pour laquelle cela est possible.
batch-back = Retour sans rien faire de plus
batch-release-states = Les réponses aux États ne sont pas cochées : les États lisent les notes explicatives. Cochez-en une pour la communiquer malgré tout.

work-nav = L’une après l’autre
work-previous = Précédente
work-next = Suivante
work-board = Tableau de bord ({ $count } dans cette liste)
work-keys = Touches
work-key-next = la suivante et la précédente de la liste
work-key-treatment = choisir une suite donnée et aller au motif
work-key-reason = aller au motif
work-key-save = enregistrer et passer à la suivante
work-key-escape = quitter le champ, pour que les touches agissent de nouveau
work-key-board = retour au tableau de bord

case-differs = Ce qui diffère de la première
case-same-words = Les mêmes termes.
collides-title = { $count ->
    [one] À côté de 1 autre proposition
   *[other] À côté de { $count } autres propositions
}
collides-not = s’accorde
collides-same = revient au même
collides-words = porte sur les mêmes mots
collides-opposite = demande le contraire
collides-elsewhere = veut le placer ailleurs
collides-place = l’une retire sa place à l’autre
workspace-cluster-near = { $count } contributions qui disent presque la même chose
workspace-cluster-elsewhere = Aussi à :

flash-responses-validated = Les réponses sont validées.
flash-responses-released = Les réponses ont été communiquées à leurs auteurs.
flash-assigned = C’est confié.
flash-assignment-ended = Ce n’est plus confié à personne.

changes-title = Modifications de ce projet
changes-lede = Ce qui a été fait, en commençant par la fin. Une modification est annulée exactement ; celle sur laquelle d’autres reposent, après elles.
changes-none = Rien n’a encore été modifié.
changes-caption = Modifications en vigueur
changes-number = Étape
changes-step = Étape { $number }
changes-what = Modification
changes-origin = Origine
changes-origin-hidden = une proposition que vous ne pouvez pas voir
changes-own = l’équipe
changes-gone = n’est plus dans le texte
changes-undo = Annuler
changes-first = Annuler d’abord :
changes-cannot-first = Cette modification ne peut pas encore être annulée : d’autres, plus récentes, reposent sur elle. Annulez d’abord celles-ci, dans cet ordre.
changes-cannot-not-kept = Cette modification date d’avant que l’on garde de quoi l’annuler. Modifiez le texte à la main.
changes-cannot-since = Cette modification ne peut pas être annulée : le paragraphe a depuis été reformulé ou traduit. Modifiez le texte à la main.
changes-cannot-place = Cette modification ne peut pas être annulée : ce qui l’entourait n’est plus là. Modifiez le texte à la main.
flash-change-undone = La modification est annulée. Le journal garde les deux actes.
flash-change-undone-before = Cette modification était déjà annulée.

apply-why-rebased = Le projet de travail ne dit plus ce qui a été distribué, mais les mots que cette proposition modifie y sont encore : elle est reportée ci-dessous dans le texte tel qu’il est maintenant.
apply-why-excludes = D’autres propositions, encore sans réponse, deviendraient impossibles. Voyez lesquelles avant d’appliquer celle-ci.
apply-why-not-together = Celles qui sont cochées ne s’accordent pas toutes, ou plus. Cochez-en d’autres, ou appliquez-les une à une.
apply-excluded = Ce qu’elle rend impossible tel que proposé
apply-fitting = Ce qui s’accorde encore
apply-fitting-hint = Cochez ce qui entre dans le texte en même temps, en un seul acte. Chacune est consignée comme une origine.

# Projets : présenter un texte, le lire, le modifier.

draft-untranslated = Pas encore traduit :
draft-list-title = Projets
draft-list-lede = Les textes de cette consultation. Un projet de travail appartient à l’équipe ; une fois distribué, un texte ne change plus.
draft-list-empty = Il n’y a pas encore de texte.
draft-list-who = Le responsable ou un rédacteur le présente.
draft-new = Présenter un texte
draft-label = Intitulé
draft-label-hint = Par exemple « Texte préliminaire » ou « Projet révisé ».
draft-follows = Fait suite à
draft-original = Langue originale
draft-elements = Paragraphes et intertitres
draft-since = Depuis
draft-cancel = Annuler
draft-save = Enregistrer
draft-none-yet = pas encore de texte

draft-new-lede = Collez le texte ou choisissez un fichier. Le titre, les alinéas du préambule, les parties, articles, paragraphes, alinéas et notes de bas de page sont reconnus ; vous corrigez la lecture avant tout enregistrement.
draft-source = Le texte
draft-source-hint = Tel qu’il est rédigé : « Article premier », « 1. », « a) », « i) » ; l’appel d’une note s’écrit [^1] et la note sur sa propre ligne : « [^1]: … ». Une ligne vide entre les paragraphes.
draft-file = Fichier
draft-file-optional = (au lieu de coller le texte)
draft-file-hint = Word (.docx, modifications acceptées), .txt, .md ou le .json d’un projet, 5 Mo au plus.
draft-read = Lire le texte
draft-parse-title = Vérifier la lecture
draft-parse-lede = Rien n’est encore enregistré. Corrigez la nature et le libellé des éléments, puis enregistrez.
draft-parse-doubts = { $count ->
    [0] Aucun doute.
    [one] Un passage est signalé : veuillez l’examiner.
   *[other] { $count } passages sont signalés : veuillez les examiner.
}
draft-json-lede = Rien n’est encore enregistré. Voici le texte tel que le fichier le contient.
draft-json-faults = Le fichier n’est pas le JSON d’un projet :
draft-count = { $kind ->
    [title] { $count ->
        [one] 1 titre
       *[other] { $count } titres
    }
    [enacting_body] { $count ->
        [one] 1 formule d’adoption
       *[other] { $count } formules d’adoption
    }
    [preambular] { $count ->
        [one] 1 alinéa du préambule
       *[other] { $count } alinéas du préambule
    }
    [heading] { $count ->
        [one] 1 intertitre
       *[other] { $count } intertitres
    }
    [article] { $count ->
        [one] 1 article
       *[other] { $count } articles
    }
    [chapeau] { $count ->
        [one] 1 chapeau
       *[other] { $count } chapeaux
    }
    [paragraph] { $count ->
        [one] 1 paragraphe
       *[other] { $count } paragraphes
    }
    [subparagraph] { $count ->
        [one] 1 alinéa
       *[other] { $count } alinéas
    }
    [item] { $count ->
        [one] 1 sous-alinéa
       *[other] { $count } sous-alinéas
    }
   *[footnote] { $count ->
        [one] 1 note de bas de page
       *[other] { $count } notes de bas de page
    }
}
draft-line = Ligne
draft-line-n = ligne { $line }
draft-kind = Nature
draft-kind-of = Nature de ce qui commence à la ligne { $line }
draft-kind-optional = (facultatif)
draft-kind-by-place = Selon sa place
draft-text = Texte
draft-text-of = Texte de ce qui commence à la ligne { $line }
draft-doubt = À examiner
draft-joins = suite de l’élément précédent
draft-goes = ne pas retenir
draft-save-parse = Enregistrer le projet
draft-check = Appliquer les corrections et vérifier
draft-source-again = Le texte tel qu’il a été collé
draft-source-again-hint = Corrigez-le ici et faites-le relire ; les corrections apportées ci-dessus sont alors perdues.
draft-read-again = Relire

draft-doubt-number = Le numéro « { $found } » ne suit pas ; « { $expected } » était attendu.
draft-doubt-unknown-footnote = L’appel { $label } n’a pas de note ; une note vide a été créée.
draft-doubt-unplaced-footnote = L’appel de la note { $label } ne figure nulle part dans le texte.
draft-doubt-repeated-footnote = Il existe une deuxième note { $label }.
draft-doubt-heading = Court et sans point final : lu comme un intertitre.
draft-doubt-article-title = Lu comme le titre de son article.
draft-doubt-title = Entre le titre et la formule d’adoption : lu comme la suite du titre.
draft-doubt-letter-or-item = Peut être une lettre ou un chiffre romain ; lu comme : { $kind }.
draft-doubt-unintroduced = Un alinéa que rien n’introduit.
draft-doubt-bullet = Une puce n’a pas de numéro ; lue comme l’élément suivant de la liste.
draft-doubt-sole-paragraph = Seul paragraphe de son article : il sera imprimé sans numéro.

draft-place-top = le niveau supérieur du texte
draft-fault-empty-id = Un élément n’a pas d’identifiant.
draft-fault-duplicate-id = « { $id } » figure deux fois.
draft-fault-unknown-parent = « { $id } » est placé sous « { $parent } », qui n’existe pas.
draft-fault-out-of-order = « { $id } » ne suit pas « { $parent } », sous lequel il est placé.
draft-fault-not-allowed-under = « { $id } » ({ $kind }) ne peut être placé sous : { $parent }.
draft-fault-no-wording = « { $id } » n’a pas de libellé.
draft-row-fault-not-allowed-under = { $kind } ne peut figurer ici, sous : { $parent }. Choisissez une autre nature.
draft-row-fault-no-wording = Il n’y a pas de libellé. Rédigez-le, ou ne retenez pas cette ligne.
draft-row-fault-out-of-order = N’est pas à sa place dans l’ordre du texte. Choisissez une autre nature.

draft-json-place = Élément { $number }
draft-json-place-id = Élément { $number } (« { $id } »)
draft-json-not-json = Ligne { $line }, colonne { $column } : ce n’est pas du JSON ({ $reason }).
draft-json-not-a-list = Le fichier ne contient ni une liste d’éléments ni un objet contenant une liste « elements ».
draft-json-not-an-object = { $place } n’est pas un objet.
draft-json-missing-field = { $place } : « { $what } » manque.
draft-json-wrong-type = { $place } : « { $what } » n’est pas du bon type.
draft-json-unknown-kind = { $place } : la nature « { $what } » n’existe pas.
draft-json-duplicate-id = { $place } : l’identifiant « { $what } » figure deux fois.
draft-json-unknown-parent = { $place } : son parent « { $what } » n’existe pas.
draft-json-parent-after-child = { $place } : son parent « { $what } » doit le précéder.
draft-json-no-language = Aucun élément n’a de libellé dans cette langue : { $language }.

draft-error-label = Donnez un intitulé au texte.
draft-error-label-long = L’intitulé ne doit pas dépasser 200 caractères.
draft-error-language = Choisissez une langue.
draft-error-empty = Collez un texte ou choisissez un fichier qui en contient un.
draft-error-too-long = Ce texte est trop long pour un formulaire. Présentez-le au moyen de la commande « travaux draft import ».
draft-error-not-text = Ce fichier n’est pas un fichier texte. Enregistrez le document au format texte (.txt), ou copiez-en le texte et collez-le.
draft-error-file-large = Le fichier dépasse 5 Mo.
draft-error-json = Ce JSON n’est pas un projet ; les erreurs sont énumérées ci-dessus.
draft-error-rows = Certaines lignes ne peuvent être enregistrées en l’état : elles sont signalées.
draft-error-symbol = Indiquez la cote du document, 60 caractères au plus.
draft-error-sure = Confirmez que le texte est définitif.
draft-error-act = Choisissez ce qu’il faut faire ; pour supprimer, cochez d’abord la case ; pour déplacer, choisissez une place.
draft-mark-dropped = L’appel [^{ $label }] a disparu et sa note ne serait plus appelée nulle part. Rétablissez l’appel, ou indiquez que c’est voulu.
draft-mark-without-footnote = L’appel [^{ $label }] ne renvoie à aucune note. Supprimez-le, ou indiquez que c’est voulu.
draft-marks-meant = Les appels de note sont voulus ainsi
draft-error-mismatch = La traduction et le texte divergent à un endroit, indiqué ci-dessus. Corrigez la traduction, ou modifiez le texte.

draft-contents = Table des matières
draft-circulated-on = distribué le { $when }
draft-in-round = dans
draft-take-away = Télécharger :
draft-as-text = texte
draft-missing = { $count ->
    [one] Un paragraphe n’a pas encore de libellé dans cette langue ({ $language }) ; l’original est affiché.
   *[other] { $count } paragraphes n’ont pas encore de libellé dans cette langue ({ $language }) ; l’original est affiché.
}
draft-no-elements = Le texte est vide.
draft-edit = Modifier le texte
draft-translate = Ajouter une traduction
draft-to-circulate = Le distribuer dans un cycle de consultation
draft-begin-title = Commencer le projet suivant
draft-begin-lede = Le nouveau projet de travail reprend ce texte ; chaque modification est consignée avec son origine.
draft-begin = Commencer un projet de travail
draft-finalize-title = Marquer comme définitif
draft-finalize-lede = Un texte définitif porte sa cote, il est public et ne change plus.
draft-finalize-open = Le cycle « { $round } » portant sur ce texte est encore ouvert et continue d’inviter à le commenter. Faites d’abord clore ce cycle, ou attendez-en la fin.
draft-symbol = Cote du document
draft-symbol-hint = Par exemple A/HRC/35/35, annexe.
draft-sure = Ce texte est définitif.
draft-finalize = Marquer comme définitif

draft-keeps-numbers = Pendant sa révision, ce texte garde la numérotation de celui auquel il fait suite, afin que les observations se rapportent toujours au bon paragraphe : ce qui est ajouté devient bis, ter, etc., et ce qui est supprimé laisse un vide. Le texte est renuméroté lorsqu’il est distribué ou devient définitif.
draft-edit-lede = Choisissez un paragraphe pour en modifier le libellé, la nature ou la place. Les marques indiquent ce qui a été modifié dans ce projet.
draft-edit-element = Modifier
draft-neighbours = Avant et après
draft-previous = Précédent
draft-next = Suivant
draft-whole-text = Le texte entier
draft-wording = Libellé
draft-wording-hint = Sans son numéro, qui découle de sa place. L’appel d’une note de bas de page s’écrit [^1].
draft-save-next = Enregistrer et passer au suivant
draft-split = Scinder
draft-split-hint = Pour scinder, écrivez --- seul sur une ligne là où commence la seconde partie.
draft-add-after = Ajouter un paragraphe à la suite
draft-new-wording = Libellé du nouveau paragraphe
draft-add = Ajouter
draft-kind-and-place = Nature et place
draft-retype = Changer la nature
draft-move-up = Déplacer vers le haut
draft-move-down = Déplacer vers le bas
draft-merge = Fusionner avec le suivant
draft-move-after = Placer après
draft-move = Déplacer
draft-delete = Supprimer
draft-delete-under = { $count ->
    [one] L’élément qui en dépend est supprimé avec lui.
   *[other] Les { $count } éléments qui en dépendent sont supprimés avec lui.
}
draft-delete-sure = Oui, le supprimer
draft-conflict = Quelqu’un d’autre a modifié ce libellé depuis que vous avez ouvert la page. Rien n’est perdu : comparez les deux, puis enregistrez le vôtre ou reprenez l’autre.
draft-conflict-stored = Tel qu’enregistré
draft-conflict-yours = Le vôtre
draft-cannot-title = Le texte ne peut être ainsi modifié
draft-cannot-unknown-element = Ce paragraphe ne figure plus dans le projet.
draft-cannot-empty-wording = Rédigez un libellé ; pour retirer le paragraphe du texte, supprimez-le.
draft-cannot-id-taken = Cet ajout a déjà été fait.
draft-cannot-nothing-may-follow = Rien ne peut être ajouté à sa suite ({ $kind }).
draft-cannot-not-allowed-under = { $kind } ne peut figurer à cet endroit, sous : { $parent }.
draft-cannot-child-not-allowed = Ce qui en dépend ne pourrait figurer sous : { $kind }.
draft-cannot-no-place = Il n’y a rien à côté avec quoi l’échanger ou le fusionner.
draft-cannot-inside-itself = Un élément ne peut être déplacé en lui-même.
draft-cannot-empty-part = Il ne resterait rien d’un côté. Écrivez --- seul sur une ligne, avec du texte avant et après.
draft-cannot-no-wording = Il n’y a pas de libellé dans cette langue.
draft-cannot-nothing-may-precede = Indiquez ce qui doit être ajouté avant ({ $kind }) : rien n’y figure d’ordinaire.
draft-cannot-nothing-may-stand-under = Rien ne peut être ajouté dessous ({ $kind }).
draft-cannot-footnote-stays = Une note de bas de page suit son appel : modifiez le paragraphe qui porte l’appel.
draft-cannot-no-destination = Choisissez l’endroit où le déplacer.
draft-cannot-already-there = Il s’y trouve déjà.
draft-cannot-no-others = Choisissez avec quoi le fusionner.
draft-cannot-not-alike = Seuls des éléments de même nature, distincts l’un de l’autre, peuvent être fusionnés : deux paragraphes, deux articles.
draft-cannot-not-among-children = La seconde partie doit commencer par un élément qui en dépend.

draft-translate-lede = Collez le texte entier dans une autre langue, avec les mêmes paragraphes dans le même ordre. Chacun est rattaché au même paragraphe de ce projet.
draft-translation-language = Langue de la traduction
draft-translation-source = La traduction
draft-mismatch-title = Où ils divergent
draft-mismatch-text = Ce projet
draft-mismatch-translation = La traduction
draft-mismatch-end = Fin du texte

flash-draft-begun = Le projet de travail est enregistré.
flash-draft-saved = Enregistré.
flash-draft-translated = La traduction est enregistrée.
flash-draft-final = Le texte est marqué comme définitif.

draft-continues = Fait suite à
draft-continues-hint = Si le texte fait suite à un autre, il est proposé ce que chacun de ses paragraphes est devenu ; vous le confirmez ou le corrigez.
draft-continues-none = Aucun texte antérieur
draft-compare = Comparer les textes

# Examens restreints
review-title = Examen restreint
review-list-title = Examens restreints
review-list-lede = Une version de ce texte, telle qu’elle est à l’ouverture de l’examen, montrée aux lecteurs que vous désignez. Personne d’autre n’en a connaissance : elle ne figure dans aucune comparaison, aucune compilation ni aucun décompte.
review-list-empty = Ce texte n’a fait l’objet d’aucun examen restreint.
review-opened = Ouverture
review-closes = Ouvert jusqu’au
review-closes-time = à ({ $zone })
review-reviewers = Lecteurs désignés
review-comments = Observations
review-open = À examiner
review-over = terminé
review-open-title = Ouvrir un examen restreint
review-open-lede = Les lecteurs voient le texte tel qu’il est maintenant. Ils ne voient pas ce que vous y modifiez ensuite.
review-open-button = Ouvrir l’examen et écrire aux lecteurs
review-field-reviewers = Lecteurs désignés
review-field-reviewers-hint = Un par ligne : Nom <nom@example.org>, ou l’adresse seule. Chacun reçoit une lettre à l’objet neutre. Ils voient ce texte et leurs propres observations, et rien d’autre que ce que voit le public.
review-language = Langue de la lettre, pour qui n’a pas encore de compte
review-note = Note aux lecteurs
review-note-hint = Ce que vous leur demandez. Elle figure sur leur page, non dans la lettre.
review-error-no-reviewers = Désignez au moins un lecteur par une adresse, par exemple nom@example.org.
review-error-reviewer = Cette ligne ne contient pas d’adresse : « { $line } ». Écrivez Nom <nom@example.org>, un par ligne.
review-error-many-reviewers = Désignez au plus { $most } lecteurs à la fois.
review-error-empty = Rédigez une observation, ou proposez un libellé.
review-version-of = Version du { $when }
review-until = Ouvert jusqu’au { $when }
review-ended-on = Terminé le { $when }
review-count = { $count ->
    [0] Aucune observation pour l’instant
    [one] Une observation, dont { $open } à examiner
   *[other] { $count } observations, dont { $open } à examiner
}
review-desk-lede = Ce que disent les lecteurs figure à côté du texte qui leur a été montré. Seuls ceux qui rédigent le lisent.
review-whole = Sur l’ensemble du texte
review-none = Aucune observation sur l’ensemble du texte.
review-names-hint = Leurs noms sont connus de ceux qui rédigent et de qui envoie le courrier. Le journal n’en nomme aucun.
review-comments-of = { $count ->
    [0] aucune observation
    [one] une observation
   *[other] { $count } observations
}
review-dismissed = n’est plus désigné
review-dismiss = Ne plus désigner
review-dismiss-of = Ne plus désigner { $name }
review-name-button = Les désigner et leur écrire
review-end-title = Jusqu’à quand
review-extend-to = Nouvelle fin
review-extend-button = Prolonger et en informer les lecteurs
review-end-hint = Dès lors, les lecteurs relisent ce qu’ils ont écrit et n’y changent plus rien. L’examen ne peut être repris.
review-end-button = Terminer l’examen maintenant
review-considered-on = examinée le { $day }
review-reason = Motif :
review-consider = Marquer comme examinée
review-consider-again = Modifier le motif
review-reason-field = Suite donnée et motif
review-consider-button = Enregistrer
review-lede = Ce texte vous est montré à titre confidentiel. Vous faites des observations sur chaque paragraphe ou sur l’ensemble, proposez des libellés, et modifiez ou retirez ce que vous avez écrit tant que l’examen est ouvert. Les autres lecteurs ne le voient pas.
review-comment-whole = Faire une observation sur l’ensemble du texte
review-comment-here = Observation
review-yours = Vous avez écrit, le { $when } :
review-proposed = Libellé proposé :
review-change = Modifier
review-remove = Retirer
review-none-own = Vous n’avez rien écrit ici.
review-body = Votre observation
review-body-hint = Pourquoi, si vous proposez un autre libellé.
review-proposed-field = Libellé que vous proposez
review-proposed-hint = Le paragraphe entier tel qu’il devrait se lire. Laissez vide pour une simple observation.
review-comment-button = Enregistrer l’observation
review-change-button = Enregistrer la modification
review-conflict = Vous avez modifié cette observation ailleurs entre-temps. Comparez les deux ; un nouvel enregistrement remplacera la version enregistrée.
review-to-list = Examens restreints
home-reviews-title = Textes qu’il vous est demandé d’examiner
home-review-until = ouvert jusqu’au { $when }
flash-review-opened = L’examen est ouvert. Les lettres sont en route.
flash-review-named = Les lecteurs sont désignés. Les lettres sont en route.
flash-review-dismissed = Le lecteur n’est plus désigné. Ce qu’il a écrit est conservé.
flash-review-extended = L’examen est prolongé. Les lecteurs en sont informés.
flash-review-ended = L’examen est terminé. Les lecteurs en sont informés.
flash-review-considered = Enregistré.
flash-review-commented = Votre observation est enregistrée.
flash-review-changed = Votre observation est modifiée.
flash-review-removed = Votre observation est retirée.
letter-review-subject = Un texte à lire
letter-review-named = Il vous est demandé de lire à titre confidentiel un texte, dans la consultation « { $title } », et de dire ce que vous en pensez jusqu’au { $closes }.
letter-review-extended = Vous disposez de plus de temps : le texte, dans la consultation « { $title } », est ouvert à vos observations jusqu’au { $closes }.
letter-review-ended = L’examen du texte, dans la consultation « { $title } », est terminé. Merci. Ce que vous avez écrit est conservé et lu par ceux qui rédigent seulement.
letter-review-how = Suivez le lien pour le lire. Si vous n’avez pas encore de mot de passe, vous le choisirez à ce moment-là. Le lien vous est personnel.
letter-review-link = Lire le texte

word-handout-remark = Les modifications sont suivies dans ce fichier dès le premier mot. Modifiez le texte, ajoutez des commentaires en marge, et remettez le fichier là où vous l’avez obtenu.

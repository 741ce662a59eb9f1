# Ce que les participants envoient : le texte, les contributions, les communications, ce que le secrétariat enregistre.

text-title = Texte soumis à consultation
text-lede = Lisez-le ici, parcourez-le par la table des matières et dites, paragraphe par paragraphe, ce que vous avez à dire.
text-contents = Table des matières
text-instructions = Instructions
text-comment = Commenter
text-propose = Proposer un libellé
text-comments = { $count ->
    [one] { $count } observation
   *[other] { $count } observations
}
text-proposals = { $count ->
    [one] { $count } proposition
   *[other] { $count } propositions
}
text-general = Sur l’ensemble du texte
text-questions = Questions
text-files = Joindre des fichiers
text-draft = La communication de { $name } est en préparation : la relire en entier et l’envoyer
text-whole = La communication dans son ensemble

round-status-open = Ouvert
round-status-open-verb = Clôture le
round-status-closed = Clos
round-status-closed-verb = Clos le
round-status-soon = Pas encore ouvert
round-status-soon-verb = Ouverture le
round-status-left = Il reste { $left }
round-status-late = Le cycle est clos. Les contributions tardives sont encore reçues et porteront la mention « tardif ».
time-left-script-days = Il reste {"{d}"} jours {"{h}"} h
time-left-script-hours = Il reste {"{h}"} h {"{m}"} min
time-left-script-minutes = Il reste {"{m}"} min

autosave-saving = Enregistrement…
autosave-saved = Enregistré
autosave-failed = Non enregistré. Votre texte est toujours là : copiez-le ou appuyez sur le bouton.

place-general-title = Sur l’ensemble du texte
place-question-title = Question
place-neighbours = Paragraphe précédent et suivant
place-own = Ce que vous avez dit ici
place-others = Ce que d’autres ont dit ici
place-nobody = Il n’y a encore rien ici que vous puissiez voir.
place-form = Votre contribution
place-forms = Nature de la contribution
place-form-comment = Observation
place-form-proposal = Proposer un libellé
place-form-general = Observation
place-form-answer = Réponse
place-sign-in = Se connecter pour commenter ou proposer un libellé

input-for = Au nom de
effect-said = { $operation } : { $detail }
effect-as = en tant que : { $kind }
effect-to-before = pour figurer avant { $place }
effect-to-after = pour figurer après { $place }
effect-to-first = pour figurer en premier sous { $place }
effect-to-last = pour figurer en dernier sous { $place }
effect-with = avec { $places }
effect-from = les nouvelles parties commencent par { $places }
input-where = Où le placer
input-side = À quel endroit
input-side-before = Avant
input-side-after = Après
input-side-first = Dessous, en premier
input-side-last = Dessous, en dernier
input-anchor = De quel paragraphe
input-kind = En tant que
input-kind-usual = Ce qui est d’usage à cet endroit
input-others = Avec lesquels
input-from = Le nouvel article commence par
input-from-none = Rien : tout reste avec le premier
input-further = Autres paragraphes dans la même proposition
input-further-hint = La même chose est proposée pour eux : al. 3 du préambule ; art. 4, par. 2. Chacun a ensuite son propre libellé, et tous sont soumis, comptés et retirés comme une seule proposition.
input-further-unknown = Aucun paragraphe, ou plusieurs, n’est désigné par « { $name } ».
input-also-on = Une seule proposition, également sur
input-proposed-equal-added = Ce sont les mots du paragraphe actuel. Rédigez le libellé de ce qui doit être ajouté.
input-cannot-stand-there = Cet élément ne peut figurer à cet endroit. Choisissez un autre endroit, ou indiquez en tant que quoi il doit y figurer.
input-cannot-here = Cela ne peut être proposé ici.
excerpts-particulars = Pour ce qui est déplacé, ajouté ou fusionné
excerpts-other = Fusionné avec
stage-title = Ce que ce cycle reçoit
stage-takes = Il reçoit : { $kinds }.
stage-operations = Les propositions peuvent consister à : { $operations }.
stage-elements = Seuls ces paragraphes sont ouverts : { $places }. Les observations générales portent sur l’ensemble du texte.
stage-elements-many = { $count } paragraphes sont ouverts : ceux à côté desquels il y a un formulaire.
stage-no-elements = Aucun paragraphe n’est ouvert dans ce cycle.
import-destination-missing = Indiquez dans la colonne « destination » où le déplacer : before, after, first ou last, et un paragraphe, comme dans « after PP3 ».
import-with-missing = Indiquez dans la colonne « with » avec quels paragraphes le fusionner, comme dans « PP4; PP5 ».
input-operation = Que proposez-vous ?
input-proposed = Libellé proposé
input-proposed-hint = Pour une modification, partez de la copie du texte actuel et ne changez que ce que vous voulez voir changé. Pour un nouveau paragraphe, écrivez-le ici. Pour le scinder, écrivez --- seul sur une ligne entre les parties. Pour une fusion, écrivez le libellé de l’ensemble, ou laissez vide pour réunir les libellés.
input-justification = Justification
input-comment = Observation
input-answer = Réponse
input-optional = (facultatif)
input-type = Type
input-language = Langue de votre texte
input-class = Comment ceci peut-il être publié ?
input-class-later = (vous pouvez aussi choisir avant l’envoi)
input-save = Enregistrer
input-remove = Retirer
input-cancel = Annuler
input-edit = Modifier
input-is-draft = pas encore envoyé
input-name-withheld = Nom non divulgué
input-a-participant = Un participant
identity-show = Afficher le nom
identity-title = L’auteur d’une contribution
identity-lede = Le nom n’était pas divulgué. Le journal retient que vous l’avez lu maintenant, sans le nommer.
identity-files = Un fichier peut révéler son auteur. Le journal retient aussi chacun de ceux que vous ouvrez.
identity-back = Retour
class-change = Changer qui peut la lire
class-title = Qui peut la lire
class-lede = Seul son auteur peut la rendre plus publique. La personne responsable peut aussi la rendre plus confidentielle.
class-lede-published = Elle est publiée. Si elle devient confidentielle, les pages publiques disent qu’elle a été retirée de la publication et n’en montrent plus rien.
class-missing = Choisissez qui peut la lire.
class-button = Changer
class-of-all = Toute cette communication, fichiers compris
flash-class-changed = C’est changé : les lecteurs ne sont plus les mêmes.
submissions-retracted = { $count ->
    [one] 1 contribution a été retirée de la publication.
   *[other] { $count } contributions ont été retirées de la publication.
}
input-no-element = un paragraphe d’un autre texte
input-no-difference = Aucune différence avec le texte actuel.
input-body-missing = Écrivez votre texte.
input-operation-missing = Choisissez ce que vous proposez.
input-proposed-missing = Écrivez le libellé que vous proposez.
input-proposed-equal = Le libellé est identique au texte actuel. Modifiez-le, ou proposez de maintenir le texte.
input-too-long = Ce texte compte { $length } caractères ; { $most } au plus sont admis. Abrégez-le ou joignez-le en fichier.
input-language-unknown = Choisissez l’une des six langues.
input-mismatch-contains = La citation contient le paragraphe et davantage
input-mismatch-differs = La citation diffère du texte (semblable à { $detail } %)
input-mismatch-no-target = Aucun paragraphe trouvé pour « { $detail } »
input-mismatch-several-targets = « { $detail } » peut désigner plusieurs paragraphes

PublicationClass-public-hint = Le texte et votre nom sont publiés.
PublicationClass-name_withheld-hint = Le texte est publié avec votre catégorie, par exemple « État », ou sous « Un participant » si elle en compte moins de cinq. L’Expert indépendant, et les membres de l’équipe qu’il y a habilités, peuvent lire votre nom. Si une autre partie de votre communication est publique, votre nom figure dans la liste de ceux qui ont communiqué ; s’ils sont peu nombreux, on peut en déduire qui a écrit ceci.
PublicationClass-confidential-hint = L’Expert indépendant le lit, ainsi que les membres de l’équipe qu’il y a habilités. Le texte est compté et n’est jamais publié.
PublicationClass-name_withheld-hint-intergovernmental = Le texte est publié avec votre catégorie, par exemple « État », ou sous « Un participant » si elle en compte moins de cinq. La présidence, et les membres de l’équipe qu’elle y a habilités, peuvent lire votre nom. Si une autre partie de votre communication est publique, votre nom figure dans la liste de ceux qui ont communiqué ; s’ils sont peu nombreux, on peut en déduire qui a écrit ceci.
PublicationClass-confidential-hint-intergovernmental = La présidence le lit, ainsi que les membres de l’équipe qu’elle y a habilités. Le texte est compté et n’est jamais publié.

conflict-title = Quelqu’un d’autre a modifié ceci pendant que vous écriviez
conflict-lede = Rien n’est perdu : voici ce qui est enregistré, et ce que vous avez écrit est toujours dans le formulaire. Comparez, reprenez ce qu’il faut et enregistrez de nouveau.
conflict-theirs = Ce qui est enregistré
conflict-difference = De ce texte au vôtre

files-title = Fichiers
files-lede = Un fichier peut accompagner vos observations ou constituer toute votre communication.
files-choose = Choisir des fichiers
files-hint = PDF, Word (.docx, .doc), OpenDocument, RTF, texte, PNG ou JPEG ; 10 Mo au plus par fichier, 25 Mo en tout.
files-attach = Joindre des fichiers
file-size = { $kb } Ko
file-original = l’original
file-missing = Choisissez un fichier.
file-too-large = « { $name } » dépasse 10 Mo. Abrégez-le ou envoyez-le en plusieurs parties.
file-kind-not-taken = « { $name } » est d’un type qui n’est pas admis. Enregistrez-le en PDF, Word, OpenDocument, RTF ou texte.
file-not-what-it-says = « { $name } » n’est pas ce que dit son extension. Ouvrez-le dans le programme d’origine et enregistrez-le de nouveau.

submission-title = Communication
submission-of = Communication : { $name }
submission-participant = Participant
submission-kind = Catégorie
submission-state = État
submission-when = Date
submission-late = tardive
submission-source = Voie de réception
submission-language = Langue
submission-on-behalf-of = Au nom d’un groupe
submission-on-behalf-of-hint = Le groupe au nom duquel vous parlez, tel qu’il doit être désigné.
submission-co-submitters = Présenté conjointement avec
submission-co-hint = Cochez ceux qui se joignent à vous. Ils portent la mention « non confirmé » jusqu’à leur propre confirmation.
submission-co-names = Autres auteurs
submission-co-names-hint = Un nom par ligne. Ils portent la mention « non confirmé ».
submission-unconfirmed = { $name } (non confirmé)
submission-own-date = Date de votre note ou lettre
submission-own-reference = Sa référence
submission-received-on = Reçu le
submission-declares = Déclaration
submission-without-prejudice = La présente communication est sans préjudice de notre position sur le mandat
submission-without-prejudice-said = Sans préjudice de la position sur le mandat
submission-receipt-by-email = M’envoyer l’accusé de réception par courriel (date, heure et code, rien du contenu)
submission-withdrawn-at = Retiré le
submission-withdrawal-reason = Motif
submission-cover = À propos de cette communication
submission-choose = Choisir…
submission-choose-class = Choisissez comment ceci peut être publié.
submission-class-rest = Pour tout ce qui n’a pas encore de choix
submission-class-rest-hint = Fixe le même choix pour chaque contribution et fichier qui n’en a pas.
submission-inputs = { $count ->
    [one] { $count } contribution
   *[other] { $count } contributions
}
submission-no-inputs = Elle ne contient aucune contribution.
submission-published-at-once = Dans ce cycle, ce qui est communiqué est publié aussitôt et ne peut plus ensuite être modifié ni retiré.
submission-submit = Envoyer
submission-keep = Enregistrer
submission-copy-title = En fichier Word
submission-copy-hint = Ce que cette communication a de public, sous forme de modifications suivies et de commentaires dans le texte du cycle : les accepter toutes donne le texte tel qu’il est proposé ici, les refuser toutes donne le texte tel qu’il a été distribué.
submission-copy-for-file = Le fichier Word que vous avez apporté n’est pas publié ; c’est celui-ci qui est proposé aux autres.
submission-copy = Le texte tel que { $name } le souhaite (.docx)
submission-back = Le texte
submission-alone = Ce que cette communication devait remplacer a été publié entre-temps et reste tel quel. C’est désormais une communication à part entière : ce qu’elle avait en commun avec la communication publiée en a été retiré. Relisez-la, et envoyez-la si elle apporte encore quelque chose.
submission-changed = Cette communication a été modifiée entre-temps. Relisez-la ; ce que vous avez rempli est toujours ci-dessous. Envoyez-la ensuite de nouveau.
submission-lacking = Pas encore envoyée : il manque ceci
submission-class-missing = Choisissez comment ceci peut être publié : { $place }
submission-input-unfinished = Cette contribution est vide ou ne change rien : { $place }
submission-a-file = un fichier
submission-replaces = Une fois envoyée, elle remplace
submission-replaced-one = la communication précédente
submission-replace = Remplacer cette communication
submission-replace-hint = Vous recevez une copie à modifier. Ce que vous avez envoyé vaut jusqu’à l’envoi de la nouvelle version.
submission-withdraw = Retirer cette communication
submission-withdraw-reason = Motif
submission-reason-missing = Indiquez un motif.
submission-line-too-long = { $most } caractères au plus sont admis ici.
submission-date-bad = Indiquez une date, par exemple 2026-04-30.

submissions-mine = Nos communications
submissions-mine-lede = Ce que votre délégation ou organisation a préparé et envoyé, cycle par cycle. Personne d’autre ne voit ce qui n’est pas envoyé.
submissions-none = Rien n’a été préparé dans ce cycle.
submissions-no-round = Il n’y a pas encore de cycle.
submissions-list = Communications
submissions-count = { $count ->
    [0] Rien n’a été envoyé dans ce cycle.
    [one] { $count } communication dans ce cycle. N’est montré que ce que son auteur vous laisse voir.
   *[other] { $count } communications dans ce cycle. N’est montré que ce que leurs auteurs vous laissent voir.
}
submissions-inputs = Contributions
submissions-withheld = Nom non divulgué
submissions-nothing-shown = Il n’y a encore rien ici que vous puissiez voir.
submissions-publish = Publier
submissions-publish-hint = { $count ->
    [one] { $count } communication n’est pas encore publiée. Les contributions publiques paraissent avec le nom, celles à nom non divulgué sans lui, les confidentielles jamais.
   *[other] { $count } communications ne sont pas encore publiées. Les contributions publiques paraissent avec le nom, celles à nom non divulgué sans lui, les confidentielles jamais.
}

receipt-title = Accusé de réception
receipt-lede = Votre communication a été reçue.
receipt-received = Reçue
receipt-commitment = Empreinte
receipt-note = Gardez le code. Il prouve que quelque chose a été reçu à ce moment et ne dit rien du contenu.
receipt-copy = Copier
receipt-to-hand-over = Accusé de réception à remettre
receipt-copied = Copié
receipt-submission = La communication

registered-title = Enregistrer une communication
registered-lede = Pour ce qui est arrivé par courriel, lettre ou note verbale. Selon la règle énoncée dans l’appel, sa publicité est : { $class }.
registered-own-date = Sa propre date
registered-own-reference = Sa propre référence
registered-original = Le fichier original
registered-save = Enregistrer
registered-participant-missing = Choisissez le participant. Inscrivez-le d’abord s’il n’est pas dans la liste.
registered-source-missing = Choisissez la voie de réception.
registered-date-to-come = Ce jour n’est pas encore arrivé.
registered-element-missing = Choisissez le paragraphe visé par la proposition.

excerpts-title = Extraits
excerpts-of = Extraits de la communication : { $name }
excerpts-anchored = Rattachés
excerpts-add = Rattacher un extrait
excerpts-element = Paragraphe
excerpts-whole = L’ensemble du texte
excerpts-comment = Observation
excerpts-letter = Sa lettre dans l’énumération, par exemple « b »
excerpts-body = Observation ou justification
excerpts-quoted = Texte tel qu’ils le citent
excerpts-save = Rattacher

unplaced-title = À rattacher
unplaced-lede = Ces contributions ne désignent aucun paragraphe, ou en désignent plusieurs. Rattachez chacune à celui qu’elle vise.
unplaced-none = Chaque contribution est à sa place.
unplaced-count = { $count } à rattacher
unplaced-element = Paragraphe
unplaced-place = Rattacher ici

import-operation-missing = L’opération manque.
import-word-unknown = « { $typed } » n’est pas admis dans la colonne { $column }.
import-too-long = Un texte dépasse { $most } caractères.
import-proposed-missing = Le texte proposé manque.
import-comment-missing = L’observation manque.

letter-receipt-subject = Accusé de réception
letter-receipt-received = Votre envoi a été reçu le { $when }, soit { $utc }.
letter-receipt-code = Le code de votre accusé de réception est { $code }
letter-receipt-link = Ouvrir l’accusé de réception

flash-input-saved = Enregistré. L’envoi se fait avec l’ensemble de la communication.
flash-input-removed = Retiré.
flash-input-placed = Rattaché.
flash-file-attached = Le fichier est joint.
flash-file-removed = Le fichier est retiré.
flash-submission-kept = Enregistré. Ce n’est pas encore envoyé.
flash-submission-replacing = Ceci est une copie. Modifiez-la et envoyez-la ; jusque-là, la communication précédente vaut.
flash-submission-withdrawn = La communication est retirée.
flash-submission-registered = La communication est enregistrée. Rattachez maintenant ses extraits aux paragraphes.
flash-submissions-published = Ce qui a été envoyé est publié, selon chaque choix de publicité.
flash-excerpt-added = L’extrait est rattaché.
place-to-replace = Ouvrir ce que { $name } a communiqué, pour le remplacer
text-sent = Vous avez fait une communication dans ce cycle. Pour en dire plus, remplacez-la.
input-proposed-beside = Vous avez saisi un libellé et choisi une opération qui n’en prend pas. Choisissez « Modifier » ou « Ajouter un paragraphe après » pour le proposer, ou videz ce champ.
excerpts-remove = Retirer cet extrait
flash-excerpt-removed = L’extrait est retiré. Le journal retient qu’il était là.

# La lettre en entier et ses extraits
letter-original = Lettre d’origine
letter-of = Lettre : { $name }
letter-lede = La lettre telle qu’elle est parvenue. Ce qui figure sous un paragraphe du texte porte le numéro de l’extrait ; ce qui ne figure nulle part est signalé comme omis.
letter-title = La lettre en entier
letter-type = Saisir ou coller la lettre
letter-correct = Corriger le texte de la lettre
letter-text = Texte de la lettre
letter-text-hint = Telle qu’elle est parvenue, en entier. Les extraits sont ensuite vérifiés d’après elle, et qui peut les lire tous la lit ici.
letter-save = Enregistrer la lettre
letter-text-missing = Saisissez ou collez le texte de la lettre.
letter-words-missing = Ces mots ne figurent pas dans la lettre : « { $words } ». Copiez-les de la lettre, et écrivez […] à la place de ce que vous omettez.
letter-proposal-missing = Ces mots du libellé proposé ne figurent ni dans la lettre ni dans le paragraphe : « { $words } ». Écrivez le libellé tel qu’il figure dans la lettre.
letter-hidden = Le texte de la lettre est réservé à qui peut en lire tous les extraits.
letter-conflict = Une autre personne a saisi la lettre entre-temps : elle figure ci-dessus. Un nouvel enregistrement la remplacera par la vôtre.
letter-omitted = { $count ->
    [0] Rien n’est omis : chaque passage figure dans un extrait.
    [one] Un passage est omis : il ne figure dans aucun extrait.
   *[other] { $count } passages sont omis : ils ne figurent dans aucun extrait.
}
letter-omitted-mark = [omis { $number }]
letter-excerpt = Extrait { $number }
letter-elsewhere = { $count ->
    [one] Un extrait contient des mots qui ne figurent pas dans la lettre :
   *[other] { $count } extraits contiennent des mots qui ne figurent pas dans la lettre :
}
excerpts-body-hint = Les mots de la lettre, copiés. Écrivez […] à la place de ce que vous omettez.
flash-letter-typed = Le texte de la lettre est enregistré.

# D’un cycle : ce qui a été proposé, et sur combien de paragraphes du texte.
counted-proposals = { $count ->
    [one] 1 proposition
   *[other] { $count } propositions
} { $on ->
    [0] sans paragraphe pour l’instant.
    [one] sur 1 paragraphe.
   *[other] sur { $on } paragraphes.
}

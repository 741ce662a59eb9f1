# Groupes, alignement, coauteurs

refusal-aligns-with-unverified = Personne n’a encore répondu de ces propos : ils ont été consignés lors d’une réunion comme tenus au nom d’un participant. On peut s’y associer une fois que ce participant les a confirmés ou corrigés.
refusal-own-submission = Un participant ne s’associe pas à sa propre communication.
refusal-already-so = Il en est déjà ainsi.
refusal-reopen-first = Ce qui est convenu doit d’abord être rouvert, avec un motif.

CoSubmission-unconfirmed = Non confirmé
CoSubmission-confirmed = Confirmé
CoSubmission-objected = Objection
Occasion-co_submission = Communication commune

act-alignment-made = S’est associé à une communication
act-alignment-registered = A enregistré une association à une communication
act-alignment-replaced = A remplacé une association à une communication
act-alignment-withdrawn = A retiré une association à une communication
act-alignment-reclassified = A changé le mode de publication d’une association
act-co-submission-confirmed = A confirmé une communication commune
act-co-submission-objected = A fait objection à une communication commune

alignments-count = { $count ->
    [one] Un participant s’est associé à l’une d’elles.
   *[other] { $count } associations à ces communications ont été reçues.
}
alignment-word = (association)
alignment-of = Association de { $name }
alignment-with = S’associe à la communication de
alignment-with-code = S’associe à la communication dont le code d’accusé de réception a été saisi. Cette communication ne peut pas encore être lue ici.
alignment-void = La communication à laquelle ceci s’associait a été remplacée, retirée ou effacée. L’association ne vaut plus : associez-vous de nouveau au texte actuel.
alignment-except = Sauf sur
alignment-except-nothing = S’associe à l’ensemble de la communication.
alignment-withdraw = Retirer l’association
alignment-withdraw-hint = Elle ne vaut plus et n’est pas publiée.
alignment-withdraw-reason = Motif
flash-aligned = L’association a été reçue. Son accusé de réception est conservé ici.
flash-alignment-registered = L’association est enregistrée.
flash-alignment-withdrawn = L’association est retirée.

aligning-title = S’associer à une communication
aligning-lede = Vous dites appuyer ce qu’un autre participant a communiqué, un groupe par exemple. Son texte est compté une seule fois, avec votre appui à côté.
aligning-paper-title = Enregistrer une association
aligning-paper-lede = Pour ce qui est venu sur papier : « s’associe à la déclaration de … ». La règle de l’appel dit comment ceci peut être publié : { $class }.
aligning-with = À la communication de
aligning-with-missing = Choisissez une communication ou saisissez le code de son accusé de réception.
aligning-none-known = Aucune communication d’autrui ne peut encore être lue dans ce cycle. Saisissez le code de l’accusé de réception que son auteur vous a remis.
aligning-code = Ou : code de son accusé de réception
aligning-code-hint = L’auteur de la communication peut vous remettre ce code. Il permet de s’y associer avant sa publication.
aligning-code-unknown = Aucune communication valable de ce cycle ne porte ce code. Vérifiez-le auprès de qui vous l’a remis.
aligning-except = Sauf sur ces paragraphes
aligning-except-hint = Cochez les paragraphes sur lesquels vous n’appuyez pas ce que dit la communication.
aligning-except-others = Autres paragraphes
aligning-except-unknown = L’un de ces paragraphes n’est pas dans ce texte. Choisissez de nouveau.
aligning-remark = Observation
aligning-class = Comment votre association peut-elle être publiée ?
aligning-class-hint = Rien n’est choisi à votre place.
aligning-class-public = Votre nom est publié à côté de la communication. Son auteur le voit aussitôt.
aligning-class-name_withheld = Votre catégorie est publiée, par exemple « État », ou « Un participant » si elle en compte moins de cinq. Son auteur n’en voit pas plus.
aligning-class-confidential = L’Expert indépendant la lit, ainsi que les membres de l’équipe qu’il y a habilités. L’auteur de la communication ne la voit pas.
aligning-class-confidential-intergovernmental = La présidence la lit, ainsi que les membres de l’équipe qu’elle y a habilités. L’auteur de la communication ne la voit pas.
aligning-button = S’associer
aligning-paper-button = Enregistrer

supporters-title = Associés à cette communication
supporters-none = Personne que vous puissiez voir ici ne s’y est associé.
supporter-aligned = Associé
supporter-said = { $who } ({ $how })
supporter-except = Sauf sur { $places }
submission-co-told = Ceux que vous cochez sont avertis, lisent ce qui y est public, et confirment ou font objection.
submission-objected = { $name } (objection ; non montré à autrui)

co-submission-title = Vous êtes désigné comme coauteur
co-submission-lede = { $name } a communiqué ceci, dit-il, conjointement avec vous.
co-submission-named = Désignés à ses côtés
co-submission-text = Ce qui y est public
co-submission-text-hint = Les parties que l’auteur veut voir publiées sans nom, ou garder confidentielles, ne sont pas montrées ici. L’auteur peut vous les remettre.
co-submission-answer = Votre réponse
co-submission-are-you = Communiquez-vous ceci conjointement avec lui ?
co-submission-confirm = Oui, nous confirmons
co-submission-confirm-hint = Votre nom figure à côté comme confirmé.
co-submission-object = Non, nous faisons objection
co-submission-object-hint = Votre nom est retiré de tout ce qui est publié. L’auteur et l’équipe voient que vous avez fait objection.
co-submission-button = Répondre
co-submission-answer-missing = Choisissez de confirmer ou de faire objection.
co-submission-asked = Désigné comme coauteur
co-submission-asked-one = { $author } désigne { $named }
flash-co-submission-confirmed = Vous avez confirmé. Vous pouvez encore répondre autrement.
flash-co-submission-objected = Vous avez fait objection. Vous pouvez encore répondre autrement.

letter-co-submission-subject = Une réponse de votre part est attendue
letter-co-submission-what = Un autre participant a désigné le vôtre à côté de ce qu’il a envoyé. Veuillez vous connecter, le lire, et confirmer ou faire objection.
letter-co-submission-link = Se connecter et répondre

# Positions and agreement

AgreementStatus-open = Ouvert
AgreementStatus-ad_referendum = Convenu ad referendum
AgreementStatus-agreed = Convenu
Stance-support = Appuie
Stance-oppose = S’oppose
Stance-reserve = Réserve sa position
Stance-retain = Souhaite le maintien
refusal-not-a-group = Seul un groupe politique ou une organisation intergouvernementale a des membres.

act-agreement-recorded = A consigné le degré d’accord sur un paragraphe
act-position-taken = A pris position
act-position-withdrawn = A retiré une position
act-group-member-added = A ajouté un membre à un groupe
act-group-member-ended = A mis fin à l’appartenance à un groupe

agreement-title = Accord
agreement-reworded = Le libellé a changé depuis
agreement-with-open = Signaler aussi ce qui est ouvert
agreement-decided-only = Ne signaler que ce qui a été décidé
agreement-history = Ce qui a été décidé
agreement-no-history = Rien n’a encore été décidé sur ce paragraphe.
agreement-recorded = Consigné le { $when }, { $as }
agreement-record = Consigner ce qui a été décidé
agreement-step = Décision
agreement-step-missing = Choisissez ce qui a été décidé.
agreement-meeting = Séance
agreement-meeting-missing = Dites à quelle séance cela a été décidé.
agreement-date = Jour
agreement-remark = Observation ou motif
agreement-remark-hint = Il faut un motif pour rouvrir ce qui était convenu.
agreement-reason-missing = Dites pourquoi ceci est rouvert.
agreement-button = Consigner
flash-agreement-recorded = La décision est consignée.

positions-title = Positions
positions-lede = Qui tient quelle position, dans la mesure où cela peut être montré. Les positions ne sont pas des votes et ne sont pas comptées.
positions-none = Aucune position sur ce paragraphe ne peut être montrée ici.
position-take = Prendre position
position-replaces = Une position prise ici remplace celle que vous avez déjà prise sur le même objet, s’il y en a une. La précédente reste consignée.
agreement-and-positions = Accord et positions
position-on = Sur
position-on-paragraph = le paragraphe tel qu’il est
position-on-proposal = sur la proposition de { $name }
position-stance = Position
position-stance-missing = Choisissez une position.
position-class = Comment votre position peut-elle être publiée ?
position-class-public = La position et votre nom sont publiés.
position-class-name-withheld = La position est publiée avec votre catégorie, par exemple « État », ou sous « Un participant » si elle en compte moins de cinq.
position-class-confidential = Seuls la présidence de la lecture et les membres de l’équipe qui y sont habilités la voient. Elle n’est jamais publiée.
position-button = Prendre cette position
position-withdraw = Retirer cette position
flash-position-taken = La position est consignée.
flash-position-withdrawn = La position est retirée.

members-title = Membres
members-none = Aucun membre n’est enregistré.
member-add = Ajouter un membre
member-name = Membre
member-choose = Choisir…
member-from = Membre à partir du
member-to = Membre jusqu’au
member-since = depuis le { $day }
member-until = jusqu’au { $day }
member-from-to = du { $from } au { $to }
member-not-today = non membre aujourd’hui
member-end = Mettre fin
member-missing = Choisissez un participant de cette consultation.
member-date-bad = Saisissez un jour, par exemple 2026-03-15, ou laissez vide.
member-ends-before = L’appartenance se termine avant d’avoir commencé.
member-overlaps = Il est déjà membre certains de ces jours. Choisissez d’autres jours.
member-of-no-group = Seul un groupe politique ou une organisation intergouvernementale a des membres.
member-unknown = Il n’y a pas de participant « { $name } » qui puisse être membre.
groups-title = Membre de
flash-member-added = Le membre est enregistré.
flash-member-ended = L’appartenance a pris fin.

supported-title = Textes appuyés
supported-lede = Chaque texte est compté une seule fois. Ceux qui le communiquent ensemble, ou s’y sont associés, figurent à côté.
supported-texts = Texte de
supported-by = Appuyé par
workspace-behind = { $texts ->
    [one] 1 texte
   *[other] { $texts } textes
}, { $participants ->
    [one] 1 participant nommé derrière
   *[other] { $participants } participants nommés derrière
}, chacun compté une fois.

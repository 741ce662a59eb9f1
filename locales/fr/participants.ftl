# Participants, leurs représentants, invitations, porte ouverte.

tab-delegation = Notre délégation

participants-lede = Qui participe, par catégorie et par groupe régional. On ne voit jamais qui est en train d’écrire : seulement qui s’est présenté.
participant-add = Ajouter un participant
participants-import = Importer un fichier CSV
participants-door = À la porte ({ $count })
participants-empty = Il n’y a pas encore de participant. Ajoutez-en un ou importez un tableau.
participants-none-match = Aucun participant ne correspond.
participants-all = Tous
participants-come = S’est présenté
participants-come-yes = Oui
participants-come-no = Pas encore
participants-filter = Filtrer
participants-clear = Effacer
participants-caption = { $shown } participants sur { $all }
participants-people = Personnes
participants-accepted = { $count ->
    [one] 1 personne s’est présentée
   *[other] { $count } personnes se sont présentées
}
participants-invited = { $count ->
    [one] 1 personne invitée
   *[other] { $count } personnes invitées
}
participants-nobody = personne pour l’instant
participants-counts = Par catégorie et par groupe régional
participants-to-list = Vers tous les participants

participant-add-lede = Il lui sera écrit lorsque vous préparerez les lettres d’un cycle.
participant-name = Nom
participant-name-hint = De l’État, de l’organisation ou de la personne, tel qu’il doit paraître publiquement.
participant-kind = Catégorie
participant-choose = Choisissez une catégorie
participant-region = Groupe régional
participant-region-none = Aucun
participant-language = Langue de correspondance
participant-email = Adresse électronique
participant-email-hint = Où l’invitation est envoyée ; laissez vide lorsque les lettres ne partent que sur papier.
participant-address = Adresse postale
participant-address-hint = Telle qu’elle figure sur une note verbale ou une lettre, ligne par ligne.
participant-register = Enregistrer
participant-facts = Renseignements
participant-settings = Qui soumet
participant-contributors-submit = Les contributeurs peuvent soumettre
participant-contributors-submit-hint = Sinon, seuls les points focaux soumettent ; les contributeurs rédigent.
participant-no-people = Personne n’a encore été invité.
participant-last-stays = C’est le dernier point focal. Invitez-en d’abord un autre, ou adressez-vous au secrétariat.
participant-name-missing = Indiquez un nom.
participant-name-long = Le nom compte plus de 200 caractères. Abrégez-le.
participant-name-taken = Un participant de ce nom est déjà enregistré.
participant-conflict = Quelqu’un d’autre a enregistré ces renseignements pendant que vous écriviez. Les vôtres figurent toujours dans le formulaire ci-dessous ; un nouvel enregistrement remplacera les autres.
participant-kind-missing = Choisissez une catégorie.
participant-kind-unknown = « { $typed } » n’est pas une catégorie de participants.
participant-region-unknown = « { $typed } » n’est pas un groupe régional.
participant-language-unknown = « { $typed } » n’est aucune des six langues.
participant-email-bad = « { $typed } » n’est pas une adresse électronique.
participant-differs = Un participant de ce nom est enregistré avec d’autres renseignements. Modifiez-les sur sa page.
flash-participant-registered = Le participant est enregistré.
flash-participant-saved = Les renseignements sont enregistrés.
flash-participant-settled = Le réglage est enregistré.

participants-import-lede = Les bonnes lignes sont conservées, les mauvaises sont nommées avec leur numéro et le motif. Un participant déjà enregistré ne change pas.
participants-file = Fichier
participants-file-hint = CSV, de n’importe quel tableur : champs séparés par des virgules, des points-virgules ou des tabulations.
participants-pasted = Ou collez le tableau
participants-pasted-hint = Avec son en-tête à la première ligne.
participants-import-button = Importer
participants-imported = { $added ->
    [one] 1 participant a été ajouté
   *[other] { $added } participants ont été ajoutés
} ; { $unchanged ->
    [one] 1 était déjà enregistré.
   *[other] { $unchanged } étaient déjà enregistrés.
}
participants-imported-bad = { $count ->
    [one] 1 ligne a été laissée de côté.
   *[other] { $count } lignes ont été laissées de côté.
}
participants-bad-caption = Lignes laissées de côté
participants-bad-line = Ligne
participants-bad-reason = Motif
participants-column-missing = Le tableau n’a pas de colonne « { $column } ». Rien n’a été importé.
participants-columns = Les colonnes
participants-column-name = Obligatoire. Une ligne par participant.
participants-column-kind = Obligatoire : state, observer_state, un_entity, mandate_holder, intergovernmental, political_group, nhri, civil_society, indigenous_peoples, trade_union, academia, expert, private_sector ou regional_meeting ; ou leur nom tel qu’il paraît ici.
participants-column-region = Pour les États : african, asia_pacific, eastern_european, latin_american_caribbean ou western_european_others.
participants-column-language = Des lettres : en, fr, es, ar, zh ou ru. Anglais si la case est vide.
participants-column-email = Où l’invitation est envoyée.
participants-column-address = Pour les lettres sur papier.

table-too-long = Le fichier dépasse 20 Mo. Divisez-le.
table-empty = Il n’y a pas de tableau : choisissez un fichier ou collez-en un.
table-not-text = Ce n’est pas un fichier texte. Enregistrez d’abord la feuille au format CSV.

colleague-name = Nom
colleague-email = Adresse électronique
colleague-role = Fonction
colleague-role-choose = Choisissez une fonction
colleague-state = Situation
colleague-accepted = présent depuis le { $day }
colleague-invited = invité le { $day }
colleague-end = Fin
colleague-end-button = Mettre fin
colleague-end-of = Mettre fin à la participation de { $name }
colleague-add-title = Inviter un collègue
colleague-invite = Inviter
colleague-roles-note = Les points focaux soumettent et invitent ; les contributeurs rédigent ; les lecteurs lisent. Il est écrit de nouveau à qui a déjà été invité, une fois par jour au plus.
colleague-name-missing = Indiquez le nom du collègue.
colleague-email-bad = Indiquez une adresse électronique, par exemple nom@example.org.
colleague-role-missing = Choisissez une fonction.
flash-colleague-invited = L’invitation est en route.
flash-seat-ended = La participation a pris fin.

invitation-title = Vous êtes invité
invitation-lede = « { $title } »
invitation-for = Vous travaillez pour
invitation-accept = Accepter l’invitation
invitation-begin = Choisissez le nom que verront vos collègues et un mot de passe. Votre adresse électronique est votre identifiant.
invitation-name = Votre nom
invitation-password = Mot de passe
invitation-password-hint = Au moins 12 caractères ; quelques mots inhabituels conviennent bien.
invitation-name-missing = Indiquez votre nom.
invitation-sign-in = Vous avez déjà un mot de passe ici. Connectez-vous ; vous reviendrez ensuite à cette page.
invitation-other-account = Vous êtes connecté sous une autre adresse. Déconnectez-vous d’abord, puis suivez de nouveau le lien de la lettre.
flash-joined = Bienvenue. Vous participez désormais.
link-gone-title = Ce lien n’est plus valable
link-gone-lede = Il a déjà été utilisé ou il est trop ancien. Si vous avez accepté votre invitation, connectez-vous ; sinon, demandez-en une autre à la personne qui vous a invité.

door-title = Demander à participer
door-lede = « { $title } »
door-states = Les États sont invités par note verbale adressée à leur mission et n’ont pas à présenter de demande ici. Toutes les autres parties le peuvent : organisations, institutions et particuliers. Le secrétariat décide et vous écrit.
door-person-name = Votre nom
door-email = Votre adresse électronique
door-participant-name = Organisation
door-participant-name-hint = Au nom de qui vous vous exprimeriez ; votre propre nom si vous vous exprimez en votre nom.
door-region = Région
door-statement = Pourquoi vous souhaitez participer
door-statement-hint = Quelques phrases : votre activité et ce que vous pourriez apporter.
door-ask = Demander
door-asked = Merci. Une lettre est en route vers l’adresse que vous avez indiquée.
door-asked-next = Suivez le lien qu’elle contient pour confirmer l’adresse. Votre demande attendra ensuite la décision du secrétariat.
door-person-name-missing = Indiquez votre nom.
door-email-missing = Indiquez votre adresse électronique.
door-kind-state = Les États sont invités par note verbale. Choisissez une autre catégorie.
door-statement-missing = Dites en quelques phrases pourquoi vous souhaitez participer.
door-statement-long = Ce texte compte plus de 4 000 caractères. Abrégez-le.
door-confirm-title = Confirmez votre adresse
door-confirm = Confirmer
door-confirmed = Votre adresse est confirmée. Le secrétariat décidera de votre demande et vous écrira.

requests-title = À la porte
requests-lede = Celles et ceux qui n’ont pas été invités et demandent à participer. Votre décision est communiquée à chacun par lettre.
requests-door-closed = La porte est fermée : personne ne peut présenter de demande actuellement. Ouvrez-la dans les paramètres.
requests-open = À décider
requests-open-empty = Personne n’attend de décision.
requests-joins = Un participant de ce nom est déjà enregistré. Si vous admettez la personne, elle le rejoint comme contributeur : assurez-vous qu’elle en fait partie.
requests-mixed-scripts = Ce nom mêle des lettres d’écritures différentes qui se ressemblent
requests-admit = Admettre
requests-admit-of = Admettre { $name }
requests-reason = Motif du refus opposé à { $name } (il lui sera communiqué)
requests-refuse = Refuser
requests-unconfirmed = Adresse non encore confirmée
requests-decided = Décidées
requests-decision = Décision
requests-day = Date
door-reason-missing = Donnez un motif : il est communiqué à qui a présenté la demande.
flash-door-admitted = Admis. L’invitation est en route.
flash-door-refused = Refusé. La lettre est en route.

act-participant-registered = A enregistré un participant
act-participant-changed = A modifié les renseignements d’un participant
act-participants-imported = A importé des participants
act-participant-settled = A réglé qui soumet pour un participant
act-colleague-invited = A invité un collègue
act-seat-ended = A mis fin à une participation
act-invitation-accepted = A accepté une invitation
act-door-asked = A demandé à participer et confirmé l’adresse
act-door-admitted = A admis une demande de participation
act-door-refused = A refusé une demande de participation

letter-colleague-subject = Une invitation
letter-colleague-what = Vous êtes invité à travailler pour { $participant } dans le cadre d’une consultation. Votre fonction : { $role }.
letter-colleague-how = Suivez le lien pour voir de quoi il s’agit et pour accepter. L’ouvrir ne vous engage à rien. Le lien vous est personnel.
letter-colleague-link = Voir l’invitation
letter-confirm-address-subject = Cette adresse est-elle la vôtre ?
letter-confirm-address-what = Quelqu’un a demandé à participer à une consultation et a indiqué cette adresse. Si c’était vous, suivez le lien et confirmez-la.
letter-confirm-address-not = Si ce n’était pas vous, ne faites rien : sans votre confirmation, la demande reste sans suite.
letter-confirm-address-link = Confirmer l’adresse
letter-admission-subject = Votre demande
letter-admission-what = Il a été fait droit à la demande de participation de { $participant } à la consultation « { $title } ».
letter-admission-how = Suivez le lien pour accepter et pour choisir un mot de passe. Le lien vous est personnel.
letter-admission-link = Entrer
letter-not-admitted-subject = Votre demande
letter-not-admitted-what = Il n’a pas été possible de faire droit à votre demande de participation à la consultation « { $title } », pour le motif suivant :
letter-not-admitted-contact = Pour toute question, adressez-vous à { $contact }.

delegation-hand-over = Passer la main à un collègue
delegation-hand-over-hint = Le collègue devient point focal : il soumet et invite désormais. Vous rédigez en tant que contributeur, ou vous quittez.
delegation-successor = Collègue
delegation-leaves = Je quitte et ne verrai plus rien de ce dossier
delegation-hand-over-button = Passer la main
delegation-no-successor = Choisissez un collègue qui s’est déjà connecté.
flash-delegation-handed-over = Votre collègue a désormais la main.
letter-handed-over-subject = Un collègue vous a passé la main
letter-handed-over-what = Vous soumettez désormais pour { $participant } et invitez les collègues.
letter-handed-over-link = Voir qui participe
act-delegation-handed-over = A passé la main à un collègue

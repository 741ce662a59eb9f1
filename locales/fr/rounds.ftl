# Les cycles : leurs pages, les lettres et les notes verbales qui s’y rapportent.

rounds-title = Cycles
rounds-lede = Un cycle est la période pendant laquelle un texte est ouvert aux observations et aux propositions. Il s’ouvre et se clôt aux dates prévues.
rounds-caption = Les cycles, du plus récent au plus ancien
rounds-state = Situation
rounds-none = Il n’y a pas encore de cycle.
rounds-prepare = Préparer un cycle

round-phase-prepared = En préparation
round-phase-upcoming = Pas encore ouvert
round-phase-open = Ouvert
round-phase-closed = Clos
round-opens = ouverture le
round-closes = clôture le
round-closed = clos le
round-time-left = encore { $left }

round-fact-opens = Ouverture
round-fact-closes = Clôture
round-fact-closed-early = Clos avant sa date
round-fact-draft = Texte
round-fact-kinds = Contributions admises
round-fact-rule = Publication des contributions
round-fact-late = Contributions tardives
round-fact-public = Accès au texte
round-fact-team = Lecture par l’équipe
round-fact-registered = Contributions enregistrées par le secrétariat
round-late-yes = Admises après la clôture, avec la mention « tardive »
round-late-no = Non admises après la clôture
round-public-yes = Tout le monde
round-public-no = Les participants
round-team-yes = Au fur et à mesure
round-team-no = Après la clôture

round-lede-draft = Texte soumis à consultation : { $draft }
round-lede-call = Appel à contributions
round-lede-waits = Ce cycle n’a pas encore de texte
round-to-text = Lire le texte et le commenter
round-to-own = Votre communication
round-questions = Questions d’orientation
round-rules = Règles du cycle
round-history = Modifications des dates
round-extended-to = Prolongé jusqu’au { $closes }
round-was-closed = Clos avant la date prévue
round-correspondence = Lettres et réponses
round-of-them-late = dont tardives : { $late }
round-to-addressees = À qui l’on a écrit
round-invite = Rédiger les invitations
round-remind = Rédiger les rappels
round-next = Suite des opérations
round-awaits-lead = Il revient à présent au responsable de distribuer un projet de travail dans ce cycle, ou de l’ouvrir comme appel à contributions. D’ici là, personne hors de l’équipe ne connaît ce cycle.
round-to-settings = Modifier ce qui a été préparé
round-circulate-hint = Le responsable distribue un projet dans ce cycle, depuis la page du projet.
round-to-drafts = Voir les projets
round-call-hint = Un appel à contributions ne comporte pas de texte : les participants répondent aux questions, formulent des observations générales et envoient des documents.
round-call = Ouvrir un appel à contributions
round-change-dates = Prolonger ou clore ce cycle
round-extend = Prolonger le cycle
round-extend-hint = Un cycle peut être prolongé, jamais abrégé. Tous les invités en sont informés par lettre.
round-extend-button = Prolonger le cycle
round-close = Clore le cycle avant la date prévue
round-close-hint = Le cycle est clos immédiatement et ne pourra plus être prolongé. Tous les invités en sont informés par lettre.
round-close-button = Clore le cycle maintenant

round-settings-title = Modifier le cycle
round-form-lede = Vous préparez le cycle ; personne en dehors de l’équipe ne le voit tant que le responsable n’y a pas distribué de texte, ou ne l’a pas ouvert comme appel à contributions, sans texte. Ensuite, seules les dates peuvent changer.
round-section-dates = Dates
round-section-asked = Ce qui est demandé
round-section-stage = Ce qui peut être proposé, et où
round-hint-stage = Laissez tout en l’état si tout est ouvert dans ce cycle.
round-field-operations = Propositions que le cycle reçoit
round-error-operations = Choisissez au moins un genre de proposition, ou n’en recevez aucune.
round-field-open = Paragraphes ouverts
round-open-all = Tout le texte
round-open-changed = Seulement ceux qui sont nouveaux ou modifiés depuis un projet antérieur
round-open-chosen = Seulement ceux-ci
round-field-since = Le projet antérieur
round-error-since = Choisissez le projet depuis lequel les paragraphes doivent avoir changé.
round-field-chosen = Ces paragraphes
round-hint-chosen = Un par ligne, tels qu’ils sont désignés dans le projet, chacun avec ce qui en dépend : « al. 2 du préambule », « art. 4, par. 2 ».
round-error-chosen = Indiquez les paragraphes ouverts.
round-pause = Suspendre le cycle
round-pause-hint = Pendant que l’équipe révise le texte, personne ne peut ni commenter ni soumettre. Ce qui est préparé est conservé, et chacun lit pourquoi.
round-pause-button = Suspendre le cycle
round-resume = Reprendre le cycle
round-resume-hint = Les observations et les communications sont de nouveau reçues. Les dates du cycle restent les mêmes : prolongez-le si du temps a été perdu.
round-resume-button = Reprendre le cycle
round-field-pause-reason = Motif
round-was-paused = Suspendu
round-was-resumed = Repris
flash-round-paused = Le cycle est suspendu.
flash-round-resumed = Le cycle reprend.
round-section-rules = Règles
round-field-title = Intitulé
round-hint-title = Par exemple « Premier cycle » ou « Observations sur le texte préliminaire ».
round-hint-zone = Toutes les heures sont celles du fuseau de la consultation : { $zone }. Une clôture à 23 h 59 s’entend de la fin de la journée.
round-field-opens_date = Ouverture le
round-field-opens_time = à
round-field-closes_date = Clôture le
round-field-closes_time = à
round-field-past = Le cycle se situe dans le passé, et c’est voulu
round-field-new_closes_date = Nouvelle clôture le
round-field-instructions = Instructions
round-field-questions = Questions d’orientation
round-hint-questions = Une question par ligne, dans l’ordre où elles sont posées. Pour en retirer une, supprimez sa ligne.
round-field-allowed = Ce que les participants peuvent envoyer
round-field-rule = Date de publication des contributions
round-hint-rule-on_submission = Chaque contribution dès sa présentation.
round-hint-rule-after_closing = Toutes ensemble, après la clôture du cycle.
round-hint-rule-never = Rien n’est publié : l’équipe les lit, et seuls ceux que la personne responsable y a habilités lisent ce qui est confidentiel.
round-field-class = Catégorie des contributions enregistrées par le secrétariat
round-hint-registered = Elle s’applique à ce qui parvient par courriel, par lettre ou par note verbale. Indiquez-la dans l’appel.
round-hint-class-public = Le texte et le nom sont publiés.
round-hint-class-name_withheld = Le texte est publié sans le nom : avec la catégorie du participant, ou sous « Un participant » si elle en compte moins de cinq.
round-hint-class-confidential = La personne responsable la lit, ainsi que les membres de l’équipe qu’elle y a habilités.
round-field-switches = Autres règles
round-field-accept_late = Admettre les contributions tardives
round-hint-accept_late = Après la clôture, elles sont admises avec la mention « tardive ».
round-field-team_reads_before_close = L’équipe lit les contributions avant la clôture
round-hint-team_reads_before_close = À défaut, elle attend la clôture du cycle.
round-field-open_to_public = Le texte est accessible au public
round-hint-open_to_public = Tout le monde peut lire le texte. Seuls les participants le commentent.
round-field-reason = Motif
round-field-closure-reason = Motif de la clôture
round-hint-reason = Il est communiqué à tous les invités et figure sur cette page.
round-optional = (facultatif)
round-save = Enregistrer
round-cancel = Annuler
round-theirs = Ce qu’une autre personne a enregistré entre-temps

round-error-title = Indiquez un intitulé.
round-error-title-long = Indiquez un intitulé de 200 caractères au plus.
round-error-opens-not-a-date = Indiquez le jour et l’heure de l’ouverture, par exemple 2026-03-01 et 09:00.
round-error-closes-not-a-date = Indiquez le jour et l’heure de la clôture, par exemple 2026-04-30 et 18:00.
round-error-unknown-zone = Le fuseau horaire { $zone } n’est pas connu. Corrigez-le dans les paramètres de la consultation.
round-error-time-skipped = L’heure { $time } n’existe pas dans le fuseau { $zone } : ce jour-là, le passage à l’heure d’été la supprime. Choisissez une autre heure.
round-error-time-twice = L’heure { $time } survient deux fois dans le fuseau { $zone } : ce jour-là, le passage à l’heure d’hiver la répète. Choisissez une autre heure.
round-error-closes-before-opens = La clôture doit suivre l’ouverture. Indiquez une date de clôture ultérieure.
round-error-past = Ce cycle serait déjà terminé. Corrigez ses dates, ou indiquez que c’est voulu.
round-error-no-such-day = Le jour { $day } n’existe pas. Corrigez-le.
round-error-allowed = Choisissez au moins un type de contribution.
round-error-choose = Faites un choix.
round-error-reason = Indiquez un motif.
round-error-changed = Une autre personne a modifié ce cycle entre-temps. Comparez ce qu’elle a enregistré avec ce que vous avez saisi ; un nouvel enregistrement remplacera sa version.

flash-round-prepared = Le cycle est préparé.
flash-round-changed = Le cycle est modifié.
flash-round-extended = Le cycle est prolongé. Les lettres sont en cours d’envoi.
flash-round-closed = Le cycle est clos. Les lettres sont en cours d’envoi.
flash-round-opened = L’appel à contributions est ouvert.
flash-draft-circulated = Le projet est distribué. Il ne changera plus.

circulation-title = Distribuer le projet
circulation-lede = { $draft }
circulation-choose = Dans quel cycle ?
circulation-dates = Du { $opens } au { $closes } ({ $zone })
circulation-warning = Une fois distribué, ce projet ne change plus. Les participants le lisent dès l’ouverture du cycle.
circulation-button = Distribuer
circulation-back = Retour au projet
circulation-no-round = Aucun cycle n’attend de projet. Un administrateur doit d’abord en préparer un.
circulation-error-round = Choisissez un cycle.
circulation-error-named = Ce cycle est ouvert sur des paragraphes que ce projet ne contient pas, ou dont la désignation n’est pas unique : { $named }. La personne qui a préparé le cycle les y corrige.

addressees-title = À qui l’on a écrit
addressees-lede = Ce qui a été expédié, qui a répondu à l’invitation, qui a présenté une contribution. Nul ne voit qui est en train de rédiger.
addressees-caption = Les participants et les lettres de ce cycle
addressees-participant = Participant
addressees-kind = Catégorie
addressees-group = Groupe régional
addressees-note = Note verbale
addressees-reminded = Rappel
addressees-state = Avancement
addressees-all = Tous
addressees-filter = Filtrer
addressees-clear = Effacer
addressees-none = Aucun participant ne correspond.
addressees-not_invited = Pas encore invités
addressees-invited = Invités
addressees-unreached = Lettre non remise
addressees-acknowledged = Invitation acceptée
addressees-submitted = Contribution présentée
addressees-yes = oui
addressees-late = tardive
addressees-note-drafted = Note verbale rédigée
addressees-note-drafted-reminder = Rappel rédigé
addressees-not-dispatched = Approuvée, non expédiée

compose-title-invitation = Rédiger les invitations
compose-title-reminder = Rédiger les rappels
compose-lede = Les missions sont saisies par note verbale, les autres participants par courriel. Rien n’est envoyé avant que vous n’ayez vu un aperçu.
compose-to = À qui ?
compose-to-pending-invitation = { $count ->
    [one] Le participant qui n’a pas encore été invité
   *[other] Les { $count } participants qui n’ont pas encore été invités
}
compose-to-pending-reminder = { $count ->
    [one] Le participant invité qui n’a pas présenté de contribution
   *[other] Les { $count } participants invités qui n’ont pas présenté de contribution
}
compose-to-ticked = Seulement ceux qui sont cochés ci-dessous
compose-tick = Cocher des participants
compose-by-note = par note verbale
compose-by-letter = par courriel
compose-texts = Les textes
compose-placeholders = Ces champs sont remplis pour chaque destinataire :
compose-note-en = Note verbale en anglais
compose-note-fr = Note verbale en français
compose-letter-en = Lettre en anglais
compose-letter-fr = Lettre en français
compose-preview = Aperçu
compose-personal-link = (lien personnel, créé au moment de l’envoi)
compose-nobody-invitation = Tous les participants ont été invités, ou une note verbale est rédigée.
compose-nobody-invited = Personne n’a encore été invité à ce cycle : il n’y a personne à qui adresser un rappel.
compose-nobody-reminder = Tous les invités ont présenté leur contribution.
compose-error-nobody = Il n’y a personne à qui écrire.
compose-error-ticked = Cochez au moins un participant.
compose-error-empty = Saisissez le texte : il est adressé à quelqu’un.
compose-error-placeholder = Le champ { $placeholder } n’existe pas. Corrigez-le ou supprimez-le.

preview-title = Aperçu
preview-lede = Rien n’a été envoyé. Notes verbales à rédiger : { $notes } ; participants saisis par courriel : { $letters }.
preview-unreachable = Aucune adresse n’est connue pour les participants suivants, à qui rien ne sera envoyé :
preview-note = Note verbale. Le numéro et la date sont ajoutés lors de l’approbation.
preview-then-invitation = Les notes verbales sont rédigées et soumises à votre approbation, une à une. Les lettres sont mises dans la boîte d’envoi et partent aussitôt. Les membres d’une mission reçoivent leur propre invitation par courriel lorsque sa note verbale est approuvée.
preview-then-reminder = Les notes verbales sont rédigées et soumises à votre approbation, une à une. Les lettres sont mises dans la boîte d’envoi et partent aussitôt.
preview-send = Écrire
preview-edit = Modifier encore
flash-letters-written = Les lettres sont dans la boîte d’envoi ; les notes verbales sont rédigées et attendent l’approbation.

note-verbale-title-numbered = Note verbale { $number }
note-verbale-title-draft = Note verbale (non approuvée)
note-verbale-reference = Réf. : { $number }
note-verbale-no-reference = Réf. : (attribuée lors de l’approbation)
note-verbale-place = Genève
note-verbale-place-date = { $place }, le { $date }
note-verbale-no-date = { $place }, le (date de l’approbation)
note-verbale-drafted = Rédigée, non approuvée
note-verbale-approved = Approuvée le { $on }
note-verbale-dispatched = Expédiée le { $on } · { $how }
note-verbale-download = Télécharger le fichier à imprimer
note-verbale-approve-title = Approuver
note-verbale-approve-hint = Lors de l’approbation, la note verbale reçoit le numéro suivant et la date du jour, et ne change plus. Les membres de la mission reçoivent leur propre lettre par courriel.
note-verbale-approve = Approuver cette note verbale
note-verbale-edit = Modifier
note-verbale-text = Texte
note-verbale-dispatch = Consigner l’expédition
note-verbale-dispatch-again = Corriger la mention de l’expédition
note-verbale-dispatch-hint = La note verbale part sur papier ou par la boîte de la mission, et non d’ici.
note-verbale-on = Expédiée le
note-verbale-how = Mode d’expédition
note-verbale-record = Consigner
note-verbale-error-changed = Une autre personne a modifié cette note verbale entre-temps. Ci-dessus figure la version enregistrée, ci-dessous ce que vous avez saisi ; un nouvel enregistrement remplacera sa version.
note-verbale-error-date = Indiquez le jour de l’expédition.
note-verbale-error-future = Ce jour n’est pas encore venu. Saisissez le jour de l’envoi de la note verbale.
note-verbale-error-before-approval = La note verbale n’était pas encore approuvée ce jour-là. Saisissez un jour postérieur.
note-verbale-error-how = Indiquez le mode d’expédition.
flash-note-changed = La note verbale est modifiée.
flash-note-approved = La note verbale est approuvée et numérotée.
flash-note-dispatched = L’expédition est consignée.

correspondence-lede = Les notes verbales aux missions et toutes les lettres envoyées par courriel.
correspondence-write = Écrire au sujet d’un cycle
correspondence-notes = Notes verbales
correspondence-notes-caption = Les notes verbales, de la plus récente à la plus ancienne
correspondence-no-notes = Aucune note verbale n’a été rédigée.
correspondence-number = Numéro
correspondence-no-number = Non numérotée
correspondence-to = Destinataire
correspondence-occasion = Objet
correspondence-dispatched = Expédiée le { $on }
correspondence-letters = Boîte d’envoi
correspondence-pages = Pages
correspondence-older = Plus anciennes

# Ce que lisent les missions. Les valeurs restent ouvertes jusqu’à ce qu’elles soient remplies pour chacune.
note-verbale-mission = Mission permanente { $name }
note-verbale-observer-mission = Mission permanente d’observation { $name }
note-verbale-invitation =
    Le secrétariat du mandat « { $mandate } » présente ses compliments à la { $mission } et a l’honneur de se référer à la consultation intitulée « { $title } ».

    Il a l’honneur d’inviter le Gouvernement à présenter ses observations et ses propositions de texte dans le cadre du cycle « { $round } », ouvert du { $opens } au { $closes }. Le texte et les instructions peuvent être consultés à l’adresse { $address }. Les observations peuvent y être formulées paragraphe par paragraphe, ou être adressées sous forme de document à l’adresse suivante : { $contact }.

    Les personnes désignées par la { $mission } reçoivent une invitation personnelle par courrier électronique. Si la { $mission } souhaite désigner un point focal, le nom et l’adresse de celui-ci peuvent être communiqués à la même adresse.

    Le secrétariat du mandat « { $mandate } » saisit cette occasion pour renouveler à la { $mission } les assurances de sa très haute considération.
note-verbale-reminder =
    Le secrétariat du mandat « { $mandate } » présente ses compliments à la { $mission } et a l’honneur de rappeler sa note verbale relative à la consultation intitulée « { $title } ».

    Le cycle « { $round } » est ouvert jusqu’au { $closes }. Le secrétariat saurait gré au Gouvernement de bien vouloir présenter ses observations et ses propositions de texte avant cette date, à l’adresse { $address } ou sous forme de document envoyé à l’adresse suivante : { $contact }.

    Le secrétariat du mandat « { $mandate } » saisit cette occasion pour renouveler à la { $mission } les assurances de sa très haute considération.

# Ce que lisent les autres.
letter-text-invitation =
    { $name } est invité(e) à formuler des observations sur le texte de la consultation « { $title } », dans le cadre du cycle « { $round } », ouvert du { $opens } au { $closes }.

    Vous pouvez commenter chaque paragraphe, proposer une autre rédaction, répondre aux questions d’orientation ou envoyer un document. Le lien ci-dessous est personnel : il mène au texte et vous permet de choisir un mot de passe. Vous pourrez ensuite inviter des collègues à travailler avec vous.

    Pour toute question : { $contact }.
letter-text-reminder =
    Le cycle « { $round } » de la consultation « { $title } » sera clos le { $closes }. Aucune contribution n’a encore été présentée pour { $name }.

    Si vous avez présenté une contribution par une autre voie ces jours-ci, veuillez ne pas tenir compte de la présente lettre. Pour toute question : { $contact }.
letter-beside-invitation = Une note verbale relative à la consultation « { $title } » et à son cycle « { $round } » est adressée à votre mission. La présente lettre vous donne un accès personnel au texte.
letter-beside-reminder = Une note verbale rappelant la consultation « { $title } » et son cycle « { $round } » est adressée à votre mission.
letter-beside-closes = Le cycle sera clos le { $closes }.
letter-extension-body = Le cycle « { $round } » de la consultation « { $title } » a été prolongé.
letter-extension-closes = Il sera désormais clos le { $closes }, soit le { $utc }.
letter-reason = Motif : { $reason }
letter-closed-body = Le cycle « { $round } » de la consultation « { $title } » est clos. Que toutes celles et tous ceux qui y ont pris part soient remerciés.
letter-closed-late = Les contributions sont encore admises, avec la mention « tardive ».
letter-closed-no-late = Aucune contribution n’est plus admise.
letter-next-draft-body = Le projet suivant de la consultation « { $title } » est publié avec ses notes explicatives. Il est ouvert aux observations dans le cadre du cycle « { $round } ».
letter-next-draft-closes = Le cycle sera clos le { $closes }.
letter-to-the-round = Accéder au cycle
letter-to-the-invitation = Accepter l’invitation
letter-subject-invitation = Invitation à une consultation
letter-subject-reminder = Rappel : une échéance approche
letter-subject-extension = Une échéance a été prolongée
letter-subject-closed = Un cycle est clos
letter-subject-next-draft = Un nouveau texte est disponible
round-to-reading = Lire le texte

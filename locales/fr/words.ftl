# Les mots des listes fermées du domaine.

ConsultationKind-expert = Consultation d’expert
ConsultationKind-intergovernmental = Lecture intergouvernementale

Role-lead = Expert indépendant (responsable)
Role-lead-intergovernmental = Présidence (responsable)
Role-drafter = Rédacteur
Role-round_administrator = Administrateur des cycles
Role-auditor = Auditeur

SeatRole-focal_point = Point focal
SeatRole-contributor = Contributeur
SeatRole-reader = Lecteur

ParticipantKind-state = État
ParticipantKind-observer_state = État non membre observateur
ParticipantKind-un_entity = Entité des Nations Unies
ParticipantKind-mandate_holder = Organe conventionnel ou titulaire de mandat
ParticipantKind-intergovernmental = Organisation intergouvernementale ou régionale
ParticipantKind-political_group = Groupe politique
ParticipantKind-nhri = Institution nationale des droits de l’homme
ParticipantKind-civil_society = Organisation de la société civile
ParticipantKind-indigenous_peoples = Organisation de peuples autochtones
ParticipantKind-trade_union = Syndicat
ParticipantKind-academia = Établissement universitaire
ParticipantKind-expert = Expert à titre individuel
ParticipantKind-private_sector = Secteur privé
ParticipantKind-regional_meeting = Réunion régionale

RegionalGroup-african = États d’Afrique
RegionalGroup-asia_pacific = États d’Asie et du Pacifique
RegionalGroup-eastern_european = États d’Europe orientale
RegionalGroup-latin_american_caribbean = États d’Amérique latine et des Caraïbes
RegionalGroup-western_european_others = États d’Europe occidentale et autres États

DraftState-working = Texte de travail
DraftState-circulated = Distribué
DraftState-final = Définitif

InputKind-general = Observation générale
InputKind-comment = Observation
InputKind-proposal = Proposition de texte
InputKind-answer = Réponse à une question

Operation-modify = Modifier
Operation-add_before = Ajouter avant
Operation-add_after = Ajouter après
Operation-add_first = Ajouter dessous, en premier
Operation-add_last = Ajouter dessous, en dernier
Operation-delete = Supprimer
Operation-move = Déplacer
Operation-split = Scinder
Operation-merge = Fusionner
Operation-retain = Conserver tel quel

Kind-title = Titre
Kind-enacting_body = Organe auteur
Kind-preambular = Alinéa du préambule
Kind-heading = Intertitre
Kind-article = Article
Kind-chapeau = Chapeau
Kind-paragraph = Paragraphe
Kind-subparagraph = Alinéa
Kind-item = Sous-alinéa
Kind-footnote = Note de bas de page

CommentType-editorial = Rédactionnel
CommentType-substantive = De fond
CommentType-technical = Technique
CommentType-translation = Traduction

PublicationClass-public = Public
PublicationClass-name_withheld = Nom non divulgué
PublicationClass-confidential = Confidentiel

PublicationRule-on_submission = Dès leur communication ; elles ne peuvent plus ensuite être modifiées ni retirées
PublicationRule-after_closing = Ensemble, après la clôture du cycle
PublicationRule-never = Non publiées

SubmissionState-drafting = En cours de rédaction
SubmissionState-submitted = Communiquée
SubmissionState-replaced = Remplacée
SubmissionState-withdrawn = Retirée

Source-typed = Communiquée ici
Source-email = Courrier électronique
Source-letter = Lettre
Source-note_verbale = Note verbale
Source-meeting = Réunion
Source-file = Tableau importé

Placement-exact = À son paragraphe
Placement-fragment = Sur une partie de son paragraphe
Placement-flagged = La citation diffère
Placement-unplaced = Pas encore rattachée

Treatment-accepted = Acceptée
Treatment-accepted_with_modification = Acceptée avec modification
Treatment-accepted_in_part = Acceptée en partie
Treatment-noted = Notée
Treatment-not_accepted = Non retenue
Treatment-deferred = Différée
Treatment-out_of_scope = Hors du champ
Treatment-covered_by = Couverte par une autre
Treatment-withdrawn = Retirée

Occasion-invitation = Invitation
Occasion-reminder = Rappel
Occasion-receipt = Accusé de réception
Occasion-extension = Prolongation
Occasion-round_closed = Clôture du cycle
Occasion-next_draft = Texte suivant
Occasion-admission = Admission
Occasion-not_admitted = Non-admission
Occasion-confirm_address = Confirmation d’une adresse
Occasion-colleague = Invitation d’un collègue
Occasion-team = Invitation dans l’équipe
Occasion-password_reset = Nouveau mot de passe
Occasion-first_administrator = Premier administrateur

LetterState-queued = En attente
LetterState-sent = Envoyée
LetterState-failed = Échec

Dispatch-paper = Sur papier
Dispatch-mailbox = Par la boîte de la mission

DoorDecision-admitted = Admis
DoorDecision-refused = Refusé

Relation-split = Scindé
Relation-merged = Fusionné
Relation-same = Le même
Relation-new = Nouveau
Relation-deleted = Supprimé

LineageOrigin-recorded = Noté pendant la révision du projet
LineageOrigin-proposed = Proposé
LineageOrigin-confirmed = Confirmé
LineageOrigin-corrected = Corrigé

ChangeAct-applied = Proposition appliquée
ChangeAct-worded = Rédigé par l’équipe
ChangeAct-added = Ajouté par l’équipe
ChangeAct-deleted = Supprimé par l’équipe
ChangeAct-moved = Déplacé par l’équipe
ChangeAct-split = Scindé par l’équipe
ChangeAct-merged = Fusionné par l’équipe
ChangeAct-retyped = Nature modifiée par l’équipe

language-en = anglais
language-fr = français
language-es = espagnol
language-ar = arabe
language-zh = chinois
language-ru = russe

Occasion-new_address = Confirmation d’une nouvelle adresse
Occasion-account_changed = Modification d’un compte
Occasion-handover = Transmission du mandat
SummaryAttribution-named = Nommément
SummaryAttribution-group = Le groupe régional
SummaryAttribution-kind = La catégorie de participant
SummaryAttribution-several_states = « Plusieurs États »
SummaryAttribution-none = Rien

AccountDecision-deactivated = Désactivé
AccountDecision-reactivated = Réactivé
AccountDecision-second_factor_reset = Seconde étape retirée
AccountDecision-sessions_ended = Sessions terminées
AccountDecision-made_administrator = Nommé administrateur du système
AccountDecision-no_longer_administrator = N’est plus administrateur du système
Occasion-review = Examen restreint

# Réunions, observations numérotées par lettres, interventions faites au nom d’autrui

refusal-intervention-answered = Une réponse a déjà été donnée. Ce qui vaut désormais se traite comme tout ce que vous avez soumis : voir vos communications.
refusal-intervention-waits = Ces propos ont été consignés lors d’une réunion comme tenus en votre nom, et attendent votre réponse. Confirmez-les, corrigez-les, ou dites qu’ils ne sont pas les vôtres.

Verification-unverified = Non vérifié
Verification-confirmed = Confirmé
Verification-corrected = Corrigé
Verification-disowned = Propos désavoués
Occasion-intervention = Propos tenus au nom d’autrui

act-meeting-registered = A enregistré une réunion
act-meeting-corrected = A corrigé les renseignements sur une réunion
act-file-registered = A ajouté un fichier à ce qui a été enregistré
act-file-replaced = A remplacé un fichier par un autre
act-intervention-registered = A enregistré des propos tenus au nom d’autrui
act-intervention-confirmed = A confirmé des propos tenus en son nom
act-intervention-corrected = A corrigé des propos tenus en son nom
act-intervention-disowned = A désavoué des propos tenus en son nom
fact-attributed-to = de qui émanent les observations
fact-city = ville
fact-country = pays
fact-first-date = premier jour
fact-last-date = dernier jour
fact-meeting = réunion
fact-rapporteur = rapporteur
fact-record = compte rendu
fact-regions = groupes régionaux

meetings-title = Réunions
meetings-lede = Réunions consacrées à ce texte, dont le compte rendu contient des observations. Celles-ci émanent d’une région ou d’une réunion, jamais d’un État.
meetings-none = Aucune réunion n’a encore été enregistrée.

meeting-word = Réunion
meeting-new = Enregistrer une réunion
meeting-correct = Corriger les renseignements sur la réunion
meeting-form-lede = Ses observations sont placées sur le texte une fois la réunion enregistrée. Selon la règle énoncée dans l’appel, elles sont : { $class }.
meeting-changed = Quelqu’un d’autre a corrigé cette réunion entre-temps. Ce que vous avez saisi figure ci-dessous ; vérifiez ce qui est enregistré à présent avant de le garder.
meeting-field-title = Titre
meeting-title-hint = Tel que le compte rendu le donne : « Consultation régionale avec les États d’Afrique ».
meeting-title-missing = Donnez le titre de la réunion.
meeting-city = Ville
meeting-city-missing = Indiquez la ville où elle s’est tenue.
meeting-country = Pays
meeting-first = Premier jour
meeting-last = Dernier jour
meeting-dates-turned = Le dernier jour précède le premier.
meeting-regions = Groupes régionaux
meeting-regions-hint = Ceux dont c’était la réunion : un seul groupe, ou plusieurs.
meeting-region-unknown = Ce n’est pas un groupe régional. Cochez ceux de la liste.
meeting-attributed = De qui émanent les observations
meeting-attributed-hint = Tel que les pages et les documents le nomment : « Région Afrique », ou « Participants à la réunion d’Addis-Abeba ». Jamais un État ni une organisation.
meeting-attributed-missing = Indiquez de qui émanent les observations.
meeting-name-taken = Un participant d’une autre catégorie porte ce nom. Les observations d’une réunion ne sont pas celles d’un participant : choisissez un nom pour la région ou la réunion.
meeting-rapporteur = Rapporteur
meeting-participants = Personnes présentes
meeting-participants-hint = Une par ligne. Seules les personnes qui enregistrent les communications lisent cette liste.
meeting-participants-team = Seules les personnes qui enregistrent les communications lisent ceci.
meeting-record = Compte rendu du rapporteur
meeting-record-hint = Saisi ou collé ici, joint ci-dessous comme fichier, ou les deux. Le texte saisi ici n’est lu que par les personnes qui enregistrent les communications ; un fichier est accessible selon la règle de l’appel.
meeting-language = Langue du compte rendu
meeting-file = Le compte rendu en fichier
meeting-save = Garder
flash-meeting-entered = La réunion est enregistrée. Placez maintenant ses observations sur le texte.
flash-meeting-corrected = La réunion est corrigée.

meeting-place = Lieu
meeting-when = Dates
meeting-days = du { $first } au { $last }
meeting-said = { $title } ({ $where })
meeting-and = { $one }, { $other }
meeting-recorded-at = Consigné lors de
meeting-attributed-to = Ses observations figurent sous le nom : { $name }
meeting-comments = Observations
meeting-no-comments = Aucune de ses observations n’est encore sur le texte.
meeting-one-comment = Placer une seule observation ou proposition

lettered-title = Coller les observations désignées par des lettres
lettered-lede = La liste du rapporteur, telle que le compte rendu la donne. La prochaine lettre est ({ $next }).
lettered-list = La liste
lettered-list-hint = Chaque observation commence sur sa propre ligne par sa lettre : (a), (b), … (z), (aa). Les lignes sans lettre appartiennent à l’observation qui précède. Après la lettre, le paragraphe peut figurer entre crochets : « (c) [article 2 (b)] Texte de l’observation ».
lettered-step = Lire la liste
lettered-again = Lire la liste à nouveau
lettered-nothing = Collez d’abord la liste.
lettered-bad = Certaines lignes n’ont pas pu être lues. Elles sont indiquées au-dessus de la liste ; rien n’a été enregistré.
lettered-read = { $count ->
    [one] Une observation a été lue
   *[other] { $count } observations ont été lues
}
lettered-read-hint = Choisissez pour chacune le paragraphe qu’elle concerne. Rien n’est encore enregistré.
lettered-store = { $count ->
    [one] La placer sur le texte
   *[other] Placer les { $count } sur le texte
}
lettered-line = Ligne { $line } : { $said }
lettered-no-letter = Ligne { $line } : la liste commence par une ligne sans lettre. Commencez par (a).
lettered-not-next = elle commence par ({ $letter }), alors que ({ $expected }) était attendu.
lettered-empty = Ligne { $line } : il n’y a rien à côté de ({ $letter }).
lettered-taken = Ligne { $line } : cette réunion a déjà une observation ({ $letter }). Retirez d’abord celle-là, ou continuez avec la lettre suivante.
lettered-long = Ligne { $line } : une observation a au plus { $most } caractères.
lettered-unknown = Ligne { $line } : « { $about } » ne désigne pas un paragraphe unique de ce texte. Écrivez-le comme dans le texte, ou supprimez les crochets.
flash-comments-added = Les observations sont sur le texte.

interventions-title = Propos tenus au nom de participants
interventions-hint = Ce que quelqu’un a dit au nom d’un participant n’est pas vérifié tant que ce participant n’en a pas répondu, et porte cette mention partout où il figure.
interventions-none = Rien n’a été enregistré.
intervention-attributed = { $name } (non vérifié, tel que consigné lors de : { $meeting })
intervention-new = Enregistrer des propos tenus au nom d’un participant
intervention-lede = Tels que consignés lors de : { $meeting }. Ils portent partout la mention « non vérifié ». Les points focaux du participant en sont informés ; ils les confirment, les corrigent, ou disent que ce ne sont pas les leurs.
intervention-for = Au nom de qui
intervention-words = Ce qui a été dit
intervention-words-hint = Dans les termes du compte rendu. Pour une proposition : pourquoi.
intervention-register = Enregistrer
flash-intervention-registered = Enregistré. Les points focaux ont été avisés.

intervention-own = Propos tenus en votre nom lors d’une réunion.
intervention-answer = Les confirmer, les corriger ou les désavouer
intervention-see = Ce qui a été consigné
intervention-title = Propos tenus en votre nom lors d’une réunion
intervention-answer-lede = Le compte rendu de « { $meeting } » donne ces propos comme tenus au nom de : { $name }. Tant que vous n’avez pas répondu, ils ne figurent nulle part sans la mention « non vérifié ».
intervention-recorded = Tels que consignés
intervention-answered = ({ $name }, { $day })
intervention-correction = Tels que le participant les a corrigés
intervention-correction-wording = Le libellé tel que le participant l’a corrigé
intervention-correction-path = Votre correction
intervention-reason-said = Ce que le participant en dit : { $reason }
intervention-ask = Votre réponse
intervention-was-it-so = En a-t-il été ainsi ?
intervention-confirm = Oui, nous les confirmons
intervention-confirm-hint = Ils sont désormais les vôtres, sans la mention.
intervention-correct = Il en a été autrement
intervention-correct-hint = Vos propos ci-dessous les remplacent. L’équipe peut toujours lire ce qui avait été consigné, et voit ce que vous avez changé.
intervention-disown = Ce ne sont pas nos propos
intervention-disown-hint = Ils ne figurent plus nulle part. L’équipe les garde avec le compte rendu, avec la mention qu’ils ne sont pas les vôtres.
intervention-your-words = Dans vos termes
intervention-same = C’est ce qui a été consigné. Modifiez-le, ou confirmez-le.
intervention-reason = Si ce ne sont pas les vôtres : ce que l’équipe devrait savoir
intervention-reason-hint = Lu par l’équipe seulement.
intervention-button = Répondre
intervention-answer-missing = Choisissez si vous les confirmez, les corrigez, ou si ce ne sont pas les vôtres.
flash-intervention-confirmed = Vous les avez confirmés. Ils sont désormais les vôtres.
flash-intervention-corrected = Votre correction les remplace.
flash-intervention-disowned = Ils ne valent plus comme vôtres.

letter-intervention-subject = Une réponse de votre part est attendue
letter-intervention-what = Des propos tenus en votre nom ont été consignés. Veuillez vous connecter, les lire, puis les confirmer, les corriger, ou dire que ce ne sont pas les vôtres.
letter-intervention-link = Se connecter et répondre

disowned-title = Ces propos ne sont plus affichés
disowned-lede = { $name } a désavoué ces propos le { $day }.
disowned-was = Ils avaient été consignés comme tenus en son nom lors de : { $meeting } ({ $held }).

record-add = Ajouter le compte rendu sous forme de fichier
record-replace = Remplacer le fichier
record-replace-hint = Le fichier actuel est conservé pour les personnes qui enregistrent les communications ; le journal dit lequel l’a remplacé.
record-keep = Conserver le fichier
record-replaced-on = remplacé le { $day }
flash-record-kept = Le compte rendu est conservé.

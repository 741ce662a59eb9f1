## Répondre dans Word

word-title = Répondre dans Word ou dans un tableau
word-lede = Prenez le projet sous forme de fichier Word, ou un tableau de commentaires, travaillez-y comme à votre habitude et rapportez-le : ses modifications deviennent des propositions, ses commentaires des commentaires.
word-link = Répondre dans Word ou dans un tableau : prendre le projet en fichier, puis le rapporter
word-handout-title = Prendre le projet
word-handout-hint = Les modifications sont suivies dans le fichier dès le premier mot. Rien n’est verrouillé : une capitale peut accepter et refuser.
word-handout-made-for = Cet exemplaire a été établi pour { $name }. Il porte une marque que seul ce serveur sait lire ; un exemplaire sans marque s’obtient au même endroit.
word-copy = Un exemplaire pour tous
word-copy-hint = Sans marque de destinataire.
word-return-title = Rapporter un fichier
word-return-hint = Ce qui a été lu vous est d’abord montré ; rien n’entre dans votre communication avant que vous ne le confirmiez. Le fichier lui-même est conservé avec votre communication, à titre confidentiel, et n’est jamais publié.
word-choose = Choisir le fichier Word ou le tableau
word-file-hint = .docx, .xlsx ou .csv, 20 Mo au plus.
word-read = Lire le fichier
word-new-note = [note : { $words }]
word-too-large = « { $name } » dépasse 20 Mo. Retirez-en les images, ou divisez-le.
word-old-word = « { $name } » est un ancien fichier Word (.doc), un ancien classeur (.xls) ou est protégé par un mot de passe. Enregistrez-le en .docx ou en .xlsx, sans mot de passe.
word-open-document = « { $name } » est un fichier OpenDocument. Enregistrez-le au format Word (.docx) ou, s’il s’agit d’un tableau, Excel (.xlsx).
word-pdf = « { $name } » est un fichier PDF, où aucune modification n’est suivie. Envoyez le fichier Word dont il est issu.
word-no-word = « { $name } » n’est pas un fichier Word (.docx).
word-damaged = « { $name } » est endommagé ou incomplet. Ouvrez-le dans Word, enregistrez-le de nouveau et envoyez ce fichier.
word-bomb = « { $name } » se décompresse en plus de contenu qu’un document de texte ne peut en avoir. Copiez le texte dans un nouveau document.
word-too-slow = « { $name } » est trop long à lire. Acceptez-y ce qui est acquis, ou divisez-le.
flash-word-read = Le fichier est conservé. Confirmez ci-dessous ce qui doit entrer dans votre communication.

returned-link = Ce qu’il dit
returned-title = Ce que dit le fichier
returned-lede = Cochez ce qui doit entrer dans votre communication, corrigez ce qui a été mal lu et laissez le reste.
returned-piece = Élément { $number }
returned-names = Noms figurant dans le fichier, montrés à vous seul et non repris : { $names }. Tout ce que vous confirmez est dit par votre participant.
returned-comment = Commentaire en marge
returned-left = Mots qui ne modifient rien
returned-take = Reprendre cet élément
returned-correct = Corriger
returned-place = Paragraphe
returned-place-hint = Tel qu’on le cite : « al. 3 du préambule », « art. 4, par. 2 ».
returned-place-hint-comment = Tel qu’on le cite : « al. 3 du préambule », « art. 4, par. 2 ». Vide : sur l’ensemble du texte.
returned-words = Commentaire
returned-confirm = Reprendre ce qui est coché
returned-taken = Dans votre communication
returned-not-tracked = Non suivi dans le fichier
returned-partly-tracked = En partie non suivi dans le fichier
returned-settled = Marqué comme résolu dans le fichier
returned-outside = Avant ou après le texte
returned-others-under = Supprimé, mais ce qui en dépend a été laissé
returned-no-place = Rien ne peut figurer à cet endroit
returned-outdated = Ce paragraphe était libellé autrement dans le projet dont le fichier est issu
returned-element-gone = Ce paragraphe n’est plus dans le projet : indiquez celui qui est visé
returned-place-unknown = Aucun paragraphe ne s’appelle, à lui seul, « { $name } ». Écrivez-le comme on le cite : « art. 4, par. 2 ».
returned-place-missing = Indiquez le paragraphe visé par cette proposition.
returned-of-another-draft = Ce fichier est issu d’un projet étranger à cette consultation. Rien n’en a été lu ; il est conservé avec votre communication.
returned-not-this-text = Presque aucun paragraphe du projet n’a été trouvé dans ce fichier. Rien n’en a été lu ; il est conservé avec votre communication.
returned-names-another-draft = Le fichier se dit issu d’un autre projet. Il a été lu comme étant celui-ci : vérifiez chaque élément.
returned-older-draft = Le fichier est issu d’un projet antérieur, « { $label } ». Ses modifications sont portées sur les mêmes paragraphes du projet actuel.
returned-for-another = Le fichier a été établi pour un autre participant. Ce que vous confirmez est dit par le vôtre.
returned-no-token = Le fichier ne porte aucune marque de remise : il provient d’une copie. Ce que vous confirmez est dit par votre participant.
returned-untracked = { $count ->
    [one] Une modification n’est pas suivie dans le fichier, ou pas entièrement : elle a été trouvée par comparaison avec le projet.
   *[other] { $count } modifications ne sont pas suivies dans le fichier, ou pas entièrement : elles ont été trouvées par comparaison avec le projet.
}
returned-missing = { $count ->
    [one] Un paragraphe du projet ne figure pas dans le fichier. Il n’a pas été lu comme supprimé.
   *[other] { $count } paragraphes du projet ne figurent pas dans le fichier. Ils n’ont pas été lus comme supprimés.
}
returned-restyled = { $count ->
    [one] Une modification de pure forme a été laissée de côté.
   *[other] { $count } modifications de pure forme ont été laissées de côté.
}
returned-nothing = Le fichier ne modifie rien et ne commente rien.
flash-returned-taken = Ce que vous avez coché est dans votre communication. Rien n’est envoyé avant que vous ne la soumettiez.

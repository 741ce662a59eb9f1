## Tableaux de commentaires : les formulaires en usage

form-iso = Formulaire de commentaires ISO/CEI
form-review = Tableau de relecture (IPBES, CDB)
form-number = N°
form-who = MB/NC
form-reviewer = Relecteur
form-line = Numéro de ligne
form-from-line = De la ligne
form-to-line = À la ligne
form-page = De la page
form-to-page = À la page
form-clause = Article/Paragraphe
form-chapter = Chapitre
form-paragraph = Paragraphe
form-kind = Type de commentaire
form-comment = Commentaires
form-change = Modification proposée
form-answer = Observations du secrétariat
form-part = Partie
form-date = Date
form-document = Document
form-project = Projet
form-legend = MB = comité membre, NC = comité national ; ici, le participant. Type de commentaire : ge = général, te = technique, ed = rédactionnel, tr = traduction. Modification proposée : tout le nouveau libellé ; ou « Supprimer », « Maintenir » ; ou une ligne « Ajouter après ce paragraphe » et, au-dessous, ce qui est à ajouter.
form-whole = Général
form-add-before = Ajouter avant ce paragraphe
form-add-after = Ajouter après ce paragraphe
form-add-first = Ajouter en premier dans cet élément
form-add-last = Ajouter en dernier dans cet élément
form-delete = Supprimer
form-retain = Maintenir

table-no-headings = Aucun tableau portant les intitulés d’un formulaire de commentaires n’a été trouvé dans ce fichier : une ligne doit nommer la colonne des commentaires (« Commentaires » ou « Modification proposée ») et celle de leur place (« Article », « Paragraphe »).
table-no-words = Le tableau de ce fichier n’a ni colonne « Commentaires » ni colonne « Modification proposée ».
table-nothing = Aucune ligne du tableau ne dit quoi que ce soit.
table-row-said = Ligne { $row } : { $said }
table-unknown-headings = Ces intitulés ne sont pas connus, et ce qui figure au-dessous n’a pas été lu : « { $shown } ».
table-heading-twice = L’intitulé « { $shown } » y figure deux fois ; le premier a été lu.
table-joined = Les cellules de « { $shown } » sont fusionnées. Séparez-les, pour que chaque colonne ait la sienne.
table-one-cell = Une seule cellule sur toute la ligne a été lue comme un titre, et non comme un commentaire : « { $shown } ».
table-spread = Des cellules sur plusieurs lignes (« { $shown } ») ont été lues comme si chaque ligne le disait.
table-says-nothing = Elle indique un type, mais ni commentaire ni modification.
table-unknown-kind = « { $shown } » n’est pas un type de commentaire (ge, te, ed, tr). La ligne a été lue sans.
table-unknown-place = « { $shown } » n’est pas une place unique dans le projet. Indiquez le paragraphe visé.
table-several-places = « { $shown } » peut désigner plusieurs endroits du projet. Indiquez le paragraphe visé.
table-unknown-paragraph = « { $shown } » : l’article existe, mais ce paragraphe n’y figure pas. Le commentaire a été placé sur l’article.
table-placed-by-words = « { $shown } » n’est pas un endroit que ce serveur connaît ; les mots sont ceux de ce paragraphe.
table-new-wording = Presque aucun mot du paragraphe ne figure dans ce qui est proposé à sa place. S’il ne s’agit pas d’un nouveau libellé, écartez cet élément et écrivez un commentaire.
table-change-in-words = Modification proposée : { $words }
table-names-others = Le tableau nomme d’autres auteurs dans sa première colonne : { $names }. Ce que vous confirmez est dit par votre participant.

sent-no-kind = « { $name } » n’est ni un fichier Word (.docx) ni un tableau (.xlsx, .csv).
returned-row = Ligne { $row }

word-tables-title = Ou commenter dans un tableau
word-tables-hint = Les formulaires en usage, avec une ligne pour chaque paragraphe : ce que vous laissez vide ne dit rien. Rapportez le tableau ci-dessous, comme le projet.

table-import-title = Verser un tableau de commentaires
table-import-lede = Un tableau reçu par courriel, d’un participant ou de plusieurs : le formulaire ISO/CEI, le tableau de relecture de l’IPBES et de la CDB, ou le nôtre. Les lignes valables sont enregistrées dans la catégorie { $class } ; les autres sont nommées, et rien n’est repris deux fois.
table-whose = De qui sont les commentaires
table-whose-hint = Si le tableau nomme les participants comme ils s’appellent ici, inutile de le préciser.
table-as-named = Comme le tableau le dit, ligne par ligne
table-file = Le tableau
table-file-hint = .docx, .xlsx ou .csv, 20 Mo au plus.
table-import-button = Verser
table-imported = { $count ->
    [0] Aucun commentaire n’a été ajouté.
    [one] Un commentaire a été ajouté.
   *[other] { $count } commentaires ont été ajoutés.
}
table-imported-already = { $count ->
    [one] Un autre y figurait déjà.
   *[other] { $count } autres y figuraient déjà.
}
table-imported-participants = { $count ->
    [one] Un participant est nouveau.
   *[other] { $count } participants sont nouveaux.
}
table-imported-unplaced = { $count ->
    [one] Un commentaire ne désigne pas une place unique dans le projet.
   *[other] { $count } commentaires ne désignent pas une place unique dans le projet.
}
table-imported-bad = { $count ->
    [one] Une ligne n’a pas été reprise.
   *[other] { $count } lignes n’ont pas été reprises.
}
table-bad-title = Non repris
table-bad-hint = Corrigez ces lignes et versez de nouveau le même tableau : ce qui a été repris ne l’est pas deux fois.
table-remarks-title = À vérifier

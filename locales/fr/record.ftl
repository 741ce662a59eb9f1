# Accusés de réception, listes d’empreintes, page de contrôle, chaînes du journal ; effacement et caviardage.

verify-title = Contrôler un accusé de réception
verify-lede = Chacun peut contrôler ici qu’un envoi a été reçu et compté, sans compte et sans dire qui il est.
verify-pasted = Le code d’un accusé de réception, un accusé de réception ou une liste d’empreintes
verify-pasted-hint = Collez le code tel qu’il figure sur l’accusé, ou le texte entier du fichier.
verify-file = Ou choisissez le fichier
verify-button = Contrôler
verify-what-title = Ce qui est répondu
verify-what = Si le code est connu, et dans quelle liste d’empreintes il est compté. Jamais ce qui a été envoyé, ni par qui, ni ce qu’il en est advenu. Le moment de la réception n’est pas dit non plus.
verify-limit = Un accusé de réception prouve que ce qui a été reçu n’a pas changé depuis et qu’il est compté. Il ne prouve pas que rien d’autre n’a été reçu. Qui exploite le serveur pourrait réécrire un journal avant qu’une liste ne quitte la machine : c’est pourquoi les listes et la dernière ligne du journal sont envoyées à tous à la clôture d’un cycle.
verify-keys = Clés publiques de ce serveur
verify-keys-lede = Les accusés et les listes sont signés avec Ed25519. La clé en usage vient en premier. En fichier :
verify-unreadable = Ce n’est ni un code, ni un accusé de réception, ni une liste d’empreintes complète. Un code compte 26 lettres et chiffres. Collez-le de nouveau, ou le texte entier du fichier.
verify-signature-wrong = La signature est fausse. Ce n’est pas ce que ce serveur a signé.
verify-not-known = Inconnu. Ce serveur n’a pas délivré un tel accusé.
verify-known = Connu. Il ne figure encore dans aucune liste d’empreintes.
verify-counted = Connu, et compté dans la liste { $list }.
verify-list = La signature est juste. C’est la liste { $list } avec { $count ->
    [one] { $count } empreinte
   *[other] { $count } empreintes
}, telle qu’elle figure ici.
verify-list-other = La signature est juste, et elle contient { $count ->
    [one] { $count } empreinte
   *[other] { $count } empreintes
}. Mais la liste { $list } qui figure ici en est une autre, ou il n’y en a pas : écrivez au secrétariat.

digests-title = Empreintes de ce qui a été reçu
digests-lede = À la clôture du cycle, ce qui avait été reçu a été fixé : une empreinte par communication, qui ne dit rien du contenu. Ce qui est arrivé ensuite est listé une fois par jour.
digests-list = Liste { $number }
digests-count = { $count ->
    [one] { $count } communication
   *[other] { $count } communications
}

receipt-line = Ligne { $line } du journal
receipt-counted = Comptée dans
receipt-not-counted = encore aucune liste d’empreintes
receipt-never-counted = aucune liste d’empreintes : la communication a été remplacée ou retirée avant qu’il en soit établi une
receipt-text = Accusé en texte
receipt-json = Accusé en JSON

proof-title = Conserver ma preuve
proof-lede = Avec ce fichier, vous pouvez montrer ce que vous avez envoyé, et que c’est bien ce que représente l’accusé. Il ne sert que si vous devez un jour le faire.
proof-warning = Le fichier montre ce que vous avez envoyé.
proof-warning-more = Quiconque le trouve sur votre ordinateur, sur une clé ou dans votre courrier peut le lire et prouver l’envoi. Si cela pouvait mettre quelqu’un en danger, ne le prenez pas : votre accusé, qui ne dit rien du contenu, suffit pour voir que vous êtes compté.
proof-take = Prendre le fichier
proof-leave = Ne pas le prendre

record-title = Les actes
record-lede = Où en est chaque journal maintenant. Notées en dehors de ce serveur, ces lignes montrent plus tard que rien de ce qui les précède n’a changé.
record-caption = La dernière ligne de chaque journal
record-chain = Journal
record-line = Ligne
record-installation = Journal de l’installation
record-chain-file = La chaîne entière en fichier, à contrôler ailleurs

erase-title = Effacer cette communication
erase-input-title = Effacer cette contribution
erase-lede = Pour le cas où quelqu’un est en danger à cause de ce qui a été envoyé. Pour reprendre une communication, retirez-la ; pour qu’elle soit lue par moins de monde, changez sa publicité.
erase-warning = Personne ne pourra revenir là-dessus.
erase-what-goes = Ce qui disparaît : le texte, les fichiers, les noms sur la première page, chaque version antérieure, et ce qu’il faut pour prouver plus tard le contenu. Les sauvegardes le gardent jusqu’à leur remplacement.
erase-input-goes = Ce qui disparaît : le texte de cette contribution dans chaque version de l’envoi et dans un brouillon appelé à le remplacer, et ce qu’il faut pour prouver plus tard le contenu de ces versions. Les autres contributions et les fichiers restent. Les sauvegardes le gardent jusqu’à leur remplacement.
erase-rows-go = Cette proposition porte sur plusieurs paragraphes : elle est effacée sur chacun.
erase-what-stays = Ce qui reste : qu’un envoi a été reçu et compté. Son auteur voit une mention avec le jour, l’équipe combien de contributions du cycle ont été effacées ; personne d’autre ne voit qui l’a écrit, sur quoi ni à quel endroit. Les réponses, notes et textes qui le citent ne sont pas touchés : parcourez-les auparavant.
erase-authority = Sur décision de
erase-authority-hint = Qui en a décidé. Gardé à l’interne, montré sur aucune page.
erase-reason = Motif
erase-reason-hint = Gardé à l’interne, montré sur aucune page. Ne répétez pas ici ce qui doit être effacé.
erase-confirm = J’ai compris que cela disparaît pour de bon
erase-leave = Laisser tel quel
erase-authority-missing = Dites qui en a décidé.
erase-reason-missing = Indiquez un motif.
erase-confirm-missing = Confirmez que cela doit disparaître pour de bon.
erased-on = Effacé par mesure de sécurité le { $day }
erased-count = { $count ->
    [one] 1 contribution a été effacée par mesure de sécurité : elle ne figure plus dans aucune liste, aucun tableau ni aucun document.
   *[other] { $count } contributions ont été effacées par mesure de sécurité : elles ne figurent plus dans aucune liste, aucun tableau ni aucun document.
}
flash-erased = C’est effacé.

redact-title = Caviarder
redact-lede = Retirez ce qui concerne des tiers : noms, adresses, tout ce qui montre qui ils sont. En dehors de l’équipe, on lit « [redacted] » à la place ; l’auteur et l’équipe lisent le texte tel qu’il a été envoyé.
redact-now = Tel que publié
redact-words = Mots à retirer
redact-words-hint = Un passage par ligne, exactement comme dans le texte. Il est retiré partout où il figure.
redact-words-missing = Écrivez les mots à retirer.
redact-words-unknown = Ceci ne figure nulle part dans le texte : { $words }. Copiez-le du texte, lettre pour lettre.
redact-button = Retirer
redact-undo = Rétablir ce qui a été retiré
redact-for-good = C’est publié ainsi : ce qui a été retiré n’est pas rétabli.
redacted-mark = Publié avec des passages caviardés
flash-redacted = Retiré. Voici ce qu’on lit au dehors.
flash-redaction-undone = Rétabli.

letter-closed-digests = Ce qui a été reçu est fixé dans la liste { $list } : { $count ->
    [one] { $count } communication.
   *[other] { $count } communications.
} La liste se trouve à { $path } et son SHA-256 est { $sha }.
letter-closed-journal = La ligne { $line } du journal la fixe : { $hash }. Gardez cette lettre : avec elle, chacun peut montrer que ni la liste ni le journal n’ont changé depuis.

act-digests-fixed = A fixé une liste d’empreintes
act-submission-erased = A effacé une communication par mesure de sécurité
act-input-erased = A effacé une contribution par mesure de sécurité
act-input-redacted = A caviardé une contribution
act-input-redaction-undone = A annulé un caviardage

# What `travaux verify` counted, on the console.
verify-chains = { $count ->
    [one] { $count } chaîne
   *[other] { $count } chaînes
}
verify-lines = { $count ->
    [one] { $count } ligne
   *[other] { $count } lignes
}
verify-commitments = { $count ->
    [one] { $count } engagement
   *[other] { $count } engagements
}
verify-erased = { $count ->
    [one] dont { $count } effacé
   *[other] dont { $count } effacés
}
verify-receipts = { $count ->
    [one] { $count } accusé de réception
   *[other] { $count } accusés de réception
}
verify-lists = { $count ->
    [one] { $count } liste d’empreintes
   *[other] { $count } listes d’empreintes
}
verify-frozen = { $count ->
    [one] { $count } texte ou fait que sa ligne fixe
   *[other] { $count } textes ou faits que leurs lignes fixent
}
verify-opened = { $count ->
    [one] { $count } entrée scellée ouverte
   *[other] { $count } entrées scellées ouvertes
}
verify-undigested = { $count ->
    [one] non couvert : { $count } texte ou fait dont la ligne a été écrite avant que les lignes contiennent des empreintes
   *[other] non couverts : { $count } textes ou faits dont les lignes ont été écrites avant que les lignes contiennent des empreintes
}
verify-faults = { $count ->
    [one] { $count } élément n’est pas tel qu’il a été écrit ; il est nommé ci-dessus
   *[other] { $count } éléments ne sont pas tels qu’ils ont été écrits ; ils sont nommés ci-dessus
}

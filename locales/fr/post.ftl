# Ce qui figure dans chaque lettre.

letter-greeting = Bonjour { $name },
letter-closing = Cette lettre a été envoyée par un serveur sur lequel un texte fait l’objet d’une consultation. Si elle vous est parvenue par erreur, vous n’avez rien à faire.

# La boîte d’envoi.

outbox-title = Lettres
outbox-lede = Lettres relatives aux comptes, qui ne relèvent d’aucune consultation. Chaque consultation a sa propre page de lettres.
outbox-caption = Lettres, de la plus récente à la plus ancienne
outbox-empty = Il n’y a aucune lettre ici.
outbox-to = Destinataire
outbox-subject = Objet
outbox-occasion = Motif
outbox-state = État
outbox-when = Envoyée ou rédigée le
outbox-attempts = Tentatives
outbox-error = Raison de l’échec
outbox-next = Prochaine tentative
outbox-tried-again = Prochaine tentative : { $when }
outbox-retry = Envoyer à nouveau
outbox-all = Toutes
outbox-pages = Pages
outbox-older = Lettres plus anciennes
outbox-text = La lettre
outbox-html = La même lettre en HTML
outbox-links = Liens contenus dans cette lettre
outbox-links-hint = Aucun serveur de courrier n’est configuré sur cette installation ; la lettre reste donc ici : suivez ses liens comme le ferait son destinataire.
outbox-tells = Qui ouvre un lien de cette lettre est pris pour son destinataire. Ne le remettez à personne d’autre.
outbox-secrets-hidden = Les liens de cette lettre sont réservés à son destinataire ; leur partie secrète n’est pas reproduite ici.
flash-letter-queued = La lettre sera de nouveau envoyée dans quelques secondes.
flash-letter-gone = La lettre a déjà été envoyée ou est en cours d’envoi.

trial-letter-subject = Lettre d’essai
trial-letter = Le serveur a envoyé cette lettre pour vérifier que les lettres arrivent. Elle n’appelle aucune réponse.

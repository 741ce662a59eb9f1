# Ce qui figure dans chaque lettre.

letter-greeting = Bonjour { $name },
letter-closing = Cette lettre a été envoyée par un serveur sur lequel un texte fait l’objet d’une consultation. Si elle vous est parvenue par erreur, vous n’avez rien à faire.

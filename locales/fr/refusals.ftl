# Pourquoi un acte n’est pas permis, et ce qu’il est possible de faire.

refusal-not-your-role = Votre rôle ne le permet pas. Adressez-vous à la personne qui en est chargée.
refusal-only-focal-points = Seul votre point focal communique les observations. Dites-lui que le texte est prêt, ou demandez-lui d’y autoriser les contributeurs.
refusal-round-not-circulated = Ce cycle ne contient pas encore de texte.
refusal-round-not-yet-open = Le cycle s’ouvre le { $when }.
refusal-round-closed = Le cycle a été clos le { $when }. Il ne reçoit plus d’observations.
refusal-round-still-open = Le cycle est ouvert jusqu’au { $when }. Cela se fait après sa clôture.
refusal-round-closed-early = Le cycle a été clos par un administrateur. Il ne peut plus être prolongé.
refusal-round-has-draft = Ce cycle a déjà son texte. Préparez-en un autre pour ce projet.
refusal-would-shorten = Un cycle se prolonge et ne s’abrège jamais. Il est clos le { $when } ; indiquez une date plus tardive.
refusal-kind-not-taken = Ce cycle ne reçoit pas ce genre de contribution.
refusal-nothing-to-submit = Il n’y a encore rien à communiquer. Ajoutez d’abord une observation, une proposition, une réponse ou un fichier.
refusal-already-submitted = Le document a déjà été communiqué. Pour le changer, remplacez-le.
refusal-not-submitted = Le document n’a pas été communiqué.
refusal-already-published = Le document a déjà été publié. Il ne peut plus être changé ni retiré.
refusal-never-published = Selon sa règle, rien de ce cycle n’est publié.
refusal-already-circulated = Un texte distribué ne change plus. Commencez à partir de lui le texte de travail suivant.
refusal-not-circulated = Le texte n’a pas été distribué.
refusal-empty-draft = Le projet est vide. Introduisez d’abord un texte.
refusal-not-this-consultation = Le texte et le cycle appartiennent à des consultations différentes.
refusal-other-person-must-validate = Ce que vous avez rédigé doit être validé par une autre personne.
refusal-not-validated = La réponse doit d’abord être validée.
refusal-already-decided = Il a déjà été statué sur cette demande.
refusal-not-confirmed = L’adresse n’a pas encore été confirmée par son titulaire.
refusal-not-approved = La note verbale doit être approuvée avant que son envoi soit consigné.
refusal-already-approved = La note verbale a déjà été approuvée. Elle ne peut plus être changée.
refusal-team-waits = Dans ce cycle, l’équipe lit les contributions après la clôture, le { $when }.

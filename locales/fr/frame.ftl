# Le cadre de chaque page, les erreurs, les dates.

frame-skip = Aller au contenu
frame-nav = Consultation
frame-breadcrumb = Où vous êtes
frame-sign-in = Se connecter
frame-sign-out = Se déconnecter
frame-your-account = Votre compte
frame-footer = Travaux : l’élaboration d’un texte international, en consultation. Toutes les pages fonctionnent sans JavaScript.

tab-overview = Vue d’ensemble
tab-participants = Participants
tab-drafts = Projets
tab-rounds = Cycles
tab-my-submissions = Nos communications
tab-consolidation = Synthèse
tab-letters = Courrier
tab-journal = Journal
tab-settings = Paramètres

error-summary-title = Veuillez revoir ce qui suit
text-too-long = Ce texte dépasse { $most } caractères. Abrégez-le.
labelled = { $label } : { $value }
error-typed-title = Ce que vous avez écrit
error-typed-hint = Rien de ce que vous avez écrit n’est perdu. Copiez-le d’ici avant de quitter cette page.
error-home = Vers la page d’accueil
error-refused-title = Ce n’est pas possible pour le moment
error-not-found-title = Il n’y a rien à cette adresse
error-not-found = La page n’existe pas, ou elle ne vous est pas destinée. Si l’on vous a communiqué cette adresse, faites-la vérifier ; il se peut aussi que vous deviez vous connecter.
error-method-title = Rien n’est envoyé à cette adresse de cette façon
error-method = Revenez à la page d’où vous venez, et utilisez ses liens et ses boutons.
error-no-choice-title = « { $name } » : ce choix n’existe pas
error-no-choice = Revenez en arrière et choisissez de nouveau ; rien n’a été changé. Ce que vous avez saisi figure ci-dessous.
error-conflict-title = Quelqu’un d’autre a changé cela entre-temps
error-conflict = Ce qui est enregistré est plus récent que ce dont vous étiez parti. Rouvrez la page, comparez-la avec ce que vous avez écrit ci-dessous et enregistrez de nouveau.
error-hidden-title = Une ligne contient des caractères que personne ne voit
error-hidden = Chacun est montré ci-dessous par une marque comme ⟦U+202E⟧. Ils viennent souvent avec un texte copié. Revenez en arrière et retapez cette ligne ; rien n’a été changé.
error-gone-title = N’est plus montré
error-gone = Ce qui se trouvait ici a été retiré de la publication ou effacé, et n’est plus montré.
error-cross-origin-title = Cette demande ne venait pas de nos pages
error-cross-origin = Par sécurité, rien n’a été changé. Ouvrez la page ici et recommencez.
error-bad-request-title = Le serveur n’a pas pu lire cette demande
error-bad-request = Rien n’a été changé. Revenez en arrière, rouvrez la page et recommencez.
error-unknown-field = Le formulaire contenait un champ qui n’en fait pas partie : « { $name } ». Rien n’a été changé. Rouvrez la page et recommencez.
error-too-large-title = C’est trop volumineux
error-too-large = Un formulaire contient au plus 4 Mo de texte et 25 Mo de fichiers. Rien n’a été changé ; abrégez, ou envoyez les fichiers un à un.
error-unsupported-media-title = Ce genre de données n’est pas reçu ici
error-unsupported-media = Utilisez le formulaire de la page.
error-too-slow-title = Votre envoi est arrivé trop lentement
error-too-slow = Le serveur a cessé d’attendre la suite, et rien n’a été changé. Revenez à la page : ce que vous avez saisi s’y trouve encore. Envoyez-le ensuite de nouveau ; s’il s’agit d’un fichier, un fichier plus petit passera mieux, de même qu’une meilleure connexion.
error-too-many-title = Trop d’essais
error-too-many = Attendez quelques minutes et recommencez. Votre compte n’est pas bloqué.
error-busy-title = Le serveur est occupé
error-busy = Rien n’a été changé. Attendez un instant et recommencez l’envoi.
error-elsewhere-title = Le fichier n’est pas accessible pour l’instant
error-elsewhere = Il n’est pas perdu : l’espace de stockage qui conserve les fichiers ne répond pas. Tout le reste fonctionne. Réessayez dans quelques minutes et, si cela dure, prévenez le secrétariat.
error-full-title = Le disque du serveur est plein
error-full = Rien n’a été changé, et rien de ce que vous avez écrit n’est perdu : le texte est ci-dessous. La lecture reste possible. Prévenez le secrétariat et recommencez plus tard.
error-reference = Si vous le signalez au secrétariat, indiquez la référence { $reference }.
error-sealed-title = Un élément de cette page ne peut pas être ouvert
error-sealed = Ce qui est conservé ici sous scellé a été altéré, ou la clé manque au serveur. Rien n’a été changé et rien n’est montré à la place. Veuillez communiquer au secrétariat la référence { $reference }.
error-internal-title = Une erreur s’est produite de notre côté
error-internal = Elle a été consignée et rien n’a été changé. Recommencez ; si cela se reproduit, prévenez le secrétariat.


month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre

time-left-days = { $days ->
    [one] { $days } jour
   *[other] { $days } jours
} { $hours ->
    [one] { $hours } heure
   *[other] { $hours } heures
}
time-left-hours = { $hours ->
    [one] { $hours } heure
   *[other] { $hours } heures
} { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
time-left-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}

sign-in-first-title = Connectez-vous d’abord
sign-in-first-lede = Cette page est réservée aux personnes connectées.
sign-in-first-typed = Votre session a pris fin. Rien de ce que vous avez écrit n’est perdu : connectez-vous, et vous le retrouverez.

# Ce qui a été saisi, quand une page le montre sans son formulaire.
field-text = Texte
field-closes = Clôture
field-opens = Ouverture
field-note = Note
field-themes = Thèmes
field-other = Autre partie du formulaire
field-ticked = Coché

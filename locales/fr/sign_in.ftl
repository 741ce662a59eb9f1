sign-in-title = Connexion
sign-in-email = Adresse électronique
sign-in-password = Mot de passe
sign-in-button = Se connecter
sign-in-forgotten = J’ai oublié mon mot de passe
sign-in-by-invitation = Les comptes sont ouverts sur invitation. Si votre délégation ou votre organisation est invitée, le lien contenu dans la lettre vous donne accès.
sign-in-failed = L’adresse et le mot de passe ne correspondent pas. Vérifiez-les ; les majuscules comptent dans le mot de passe.
sign-in-too-many = Il y a eu trop de tentatives. Réessayez dans { $minutes } min, ou choisissez un nouveau mot de passe.

welcome-back-title = Vous revoilà : votre saisie
welcome-back-lede = Rien n’a encore été envoyé. Relisez votre saisie et envoyez-la.
welcome-back-send = Envoyer maintenant

flash-signed-out = Vous êtes déconnecté(e).

account-title = Votre compte
account-lede = Votre compte est lié à l’adresse { $email }.
account-you = Nom et langue
account-name = Nom
account-name-missing = Indiquez un nom de 200 caractères au plus.
account-email-missing = Indiquez une adresse électronique, par exemple ana.morel@example.org.
account-language = Langue
account-language-hint = Les pages et les lettres sont rédigées dans cette langue.
account-save = Enregistrer
account-password = Mot de passe
account-password-save = Changer le mot de passe
account-password-note = Vous restez connecté(e) ici ; toutes vos autres sessions prennent fin.
flash-account-changed = Votre compte est modifié.
flash-password-changed = Votre mot de passe est modifié. Toutes vos autres sessions ont pris fin.

password-new = Nouveau mot de passe
password-hint = Au moins { $least } caractères. Quatre ou cinq mots sans rapport entre eux conviennent et se retiennent facilement.
password-again = Le nouveau mot de passe, une seconde fois
password-current = Mot de passe actuel
password-current-wrong = Ce n’est pas votre mot de passe actuel.
password-not-the-same = Les deux mots de passe diffèrent. Saisissez deux fois le même.
password-too-short = Saisissez au moins { $least } caractères.
password-too-long = Saisissez au plus { $most } caractères.
password-too-easy = Ce mot de passe est facile à deviner. Évitez les noms, les adresses, les dates et les mots courants, ou ajoutez des mots sans rapport entre eux.
password-breached = Ce mot de passe figure dans une liste de mots de passe dérobés : il serait vite essayé. Choisissez-en un autre.

password-reset-title = Choisir un nouveau mot de passe
password-reset-lede = Indiquez votre adresse. Si un compte y est lié, une lettre contenant un lien y sera envoyée.
password-reset-button = M’envoyer le lien
password-reset-no-address = Indiquez une adresse électronique, par exemple ana.morel@example.org.
password-reset-asked = Si un compte est lié à cette adresse, une lettre contenant un lien est en route. Le lien est valable une heure.
password-reset-subject = Votre nouveau mot de passe
password-reset-letter = Quelqu’un, vous sans doute, a demandé à choisir un nouveau mot de passe pour votre compte. Le lien est valable une heure et une seule fois.
password-reset-ignore = Si ce n’était pas vous, vous n’avez rien à faire : votre mot de passe reste inchangé.
password-reset-link = Choisir un nouveau mot de passe

link-first-administrator-title = Devenir le premier administrateur
link-first-administrator-lede = Personne n’a encore de compte sur ce serveur. Vous y créerez les consultations et désignerez les personnes qui les conduisent.
link-password-title = Choisissez votre mot de passe
link-password-lede = Un compte a été ouvert à votre nom. Choisissez un mot de passe pour y accéder.
link-new-password-title = Choisir un nouveau mot de passe
link-new-password-lede = Le nouveau mot de passe remplace l’ancien. Toutes vos sessions en cours prendront fin.
link-sign-in-title = Vous avez déjà un compte
link-sign-in-lede = Connectez-vous avec votre mot de passe pour continuer.
link-button = Enregistrer le mot de passe et continuer
link-over-title = Ce lien n’est plus valable
link-over-lede = Il a déjà servi ou son délai est écoulé. Si vous avez un mot de passe, connectez-vous ; sinon, demandez un nouveau lien.
flash-password-chosen = Votre mot de passe est enregistré et vous êtes connecté(e).

confirm-title = Confirmez votre identité
confirm-lede = Ce que vous vous apprêtez à faire est important : veuillez saisir de nouveau votre mot de passe. Votre saisie est conservée et sera traitée dès votre confirmation.
confirm-button = Confirmer et continuer
confirm-wrong = La confirmation a échoué. Vérifiez le mot de passe et, s’il est demandé, le code ; chaque code ne sert qu’une fois.

code-title = Seconde étape
code-lede = Votre mot de passe est correct. Saisissez maintenant le code affiché par l’application de votre téléphone.
code-label = Code
code-hint = Les six chiffres de l’application, ou l’un de vos codes de secours.
code-wrong = Ce code n’est pas valable. Attendez que l’application affiche le suivant, ou saisissez un code de secours encore inutilisé.
code-too-many = Il y a eu trop de codes erronés. Réessayez dans { $minutes } min.
code-too-late = Le délai est écoulé : connectez-vous de nouveau. Rien de votre saisie n’est perdu.
code-lost = Si vous avez perdu à la fois le téléphone et les codes de secours, demandez à l’administrateur du système de retirer la seconde étape. Choisir un nouveau mot de passe ne la supprime pas.

account-safety = Sécurité

second-factor-title = Seconde étape à la connexion
second-factor-lede = Un code affiché par une application de votre téléphone, en plus du mot de passe : qui apprend votre mot de passe n’entre pas pour autant.
second-factor-required = Toute personne ayant une fonction sur ce serveur a besoin de la seconde étape. Activez-la maintenant ; vous reviendrez ensuite là où vous alliez.
second-factor-on = Active depuis le { $day }
second-factor-app = L’activer
second-factor-step-app = Ouvrez une application d’authentification sur votre téléphone ou votre ordinateur. Toutes celles qui connaissent les codes temporels (TOTP) conviennent.
second-factor-step-secret = Faites-lui lire ce motif, ou saisissez-y cette clé.
second-factor-pattern = La clé sous forme de motif pour l’appareil photo du téléphone ; elle figure aussi en toutes lettres ci-dessous.
second-factor-link = L’ouvrir dans une application de cet appareil
second-factor-step-code = Saisissez les six chiffres que l’application affiche à présent.
second-factor-code = Code de l’application
second-factor-code-wrong = Ce code ne correspond pas à la clé ci-dessus. Vérifiez l’heure de votre appareil et saisissez le code que l’application affiche à présent.
second-factor-turn-on = L’activer
second-factor-then = Vous verrez ensuite dix codes de secours, pour le jour où vous n’aurez pas le téléphone. Toutes vos autres sessions prendront fin.
second-factor-another = Autre appareil
second-factor-another-lede = Le nouvel appareil remplace l’ancien, et les codes de secours changent.
second-factor-another-button = Utiliser un autre appareil
second-factor-turn-off = Désactiver la seconde étape
second-factor-stays = Vous avez une fonction sur ce serveur ; la seconde étape reste donc active.
flash-second-factor-off = La seconde étape est désactivée.

recovery-title = Codes de secours
recovery-left = { $left ->
    [one] Il reste un code de secours.
   *[other] Il reste { $left } codes de secours.
}
recovery-renew = En créer dix autres
recovery-lede = La seconde étape est active. Chacun de ces codes remplace l’application une fois. Imprimez-les ou notez-les, et gardez-les là où vous gardez votre passeport.
recovery-once = Ils ne sont affichés que cette fois. Si vous les perdez, créez-en dix autres ; les précédents ne seront plus valables.
recovery-go-on = Je les ai conservés : continuer
recovery-typed = Votre saisie précédente est conservée une heure.
recovery-typed-button = Je les ai conservés : reprendre ma saisie

sessions-title = Vos sessions ouvertes
sessions-lede = Tous les endroits où vous vous êtes connecté(e) sans vous déconnecter. Les heures sont en UTC.
sessions-begun = Connexion
sessions-last = Dernière action
sessions-end = Y mettre fin
sessions-this = Celle-ci
sessions-end-button = Terminer
sessions-end-of = Terminer la session du { $when }
sessions-end-others = Terminer toutes les autres
sessions-note = Nous ne conservons ni l’adresse de votre réseau ni le nom de votre navigateur. Si vous ne reconnaissez pas une session, terminez-la et changez de mot de passe.
flash-sessions-ended = C’est terminé.

account-letter-subject = Votre compte
account-letter-second-factor-reset = Un administrateur du système a retiré de votre compte la seconde étape à la connexion et a mis fin à vos sessions. Connectez-vous avec votre mot de passe et activez-la de nouveau.
account-letter-not-you = Si vous ne vous y attendiez pas, prévenez aussitôt le secrétariat, par un moyen que vous connaissez.

account-address = Adresse électronique
account-new-email = Nouvelle adresse
account-new-email-hint = Une lettre contenant un lien est envoyée à la nouvelle adresse. Tant que le lien n’a pas servi, l’adresse actuelle demeure.
account-new-email-bad = Indiquez une autre adresse électronique, par exemple ana.morel@example.org.
account-new-email-button = Envoyer la lettre
account-letter-new-address = Votre compte doit désormais être lié à cette adresse. Le lien est valable deux jours et une seule fois.
account-letter-new-address-link = Utiliser cette adresse
account-letter-address-asked = Quelqu’un, vous peut-être, souhaite une autre adresse pour votre compte, et une lettre y a été envoyée. Si ce n’était pas vous, connectez-vous et choisissez un autre mot de passe : ce souhait est alors sans effet.
account-letter-address-changed = Votre compte est désormais lié à une autre adresse, à la demande de son titulaire. Les lettres le concernant y seront envoyées.
account-letter-address-in-use = Quelqu’un, vous peut-être, a voulu utiliser cette adresse pour un autre compte. Ce n’est pas possible, car elle est liée à votre compte.
link-address-title = Utiliser cette adresse
link-address-lede = Vous vous connecterez désormais avec cette adresse, et les lettres y seront envoyées.
link-address-button = Utiliser cette adresse
flash-address-asked = Une lettre est en route vers la nouvelle adresse. Suivez le lien qu’elle contient.
flash-address-changed = Votre compte est désormais lié à la nouvelle adresse.

accounts-title = Comptes
accounts-lede = Les personnes qui peuvent entrer et celles qui veillent sur cette installation. Ce que chacun écrit et lit n’est pas montré aux administrateurs du système.
accounts-find = Nom ou adresse
accounts-find-button = Chercher
accounts-none = Ce compte n’existe pas.
accounts-state = État
accounts-since = Depuis
accounts-active = Actif
accounts-waiting = N’est pas encore entré
accounts-deactivated = Désactivé
accounts-administrator = administrateur du système
accounts-factor-on = Active
accounts-factor-off = Non activée
decide-title = Décider au sujet de ce compte
decide-what = Décision
decide-choose = Choisir…
decide-deactivated = Le désactiver : plus personne ne s’en sert
decide-reactivated = Le réactiver
decide-second_factor_reset = Retirer la seconde étape : téléphone et codes de secours sont perdus
decide-sessions_ended = Terminer toutes ses sessions
decide-made_administrator = Nommer administrateur du système
decide-no_longer_administrator = Ne plus être administrateur du système
decide-what-missing = Choisissez ce qui doit être fait.
decide-reason = Motif
decide-reason-hint = Il est conservé avec le compte ; les autres administrateurs du système le lisent. Assurez-vous d’abord que la demande vient bien de cette personne.
decide-reason-missing = Indiquez le motif, en 1 000 caractères au plus.
decide-button = Décider
decide-last-stays = C’est le seul administrateur du système qui puisse se connecter. Nommez-en d’abord un autre.
decided-title = Décisions prises
decided-when = Date
decided-by = Par
flash-decided = C’est fait et consigné.

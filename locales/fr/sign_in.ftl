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
password-hint = Au moins 12 caractères. Quatre ou cinq mots sans rapport entre eux conviennent et se retiennent facilement.
password-again = Le nouveau mot de passe, une seconde fois
password-current = Mot de passe actuel
password-current-wrong = Ce n’est pas votre mot de passe actuel.
password-not-the-same = Les deux mots de passe diffèrent. Saisissez deux fois le même.
password-too-short = Saisissez au moins { $least } caractères.
password-too-long = Saisissez au plus { $most } caractères.
password-too-easy = Ce mot de passe est facile à deviner. Évitez les noms, les adresses, les dates et les mots courants, ou ajoutez des mots sans rapport entre eux.

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

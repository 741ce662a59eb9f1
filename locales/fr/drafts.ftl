draft-untranslated = Pas encore traduit :

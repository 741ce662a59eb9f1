draft-untranslated = Not yet translated:

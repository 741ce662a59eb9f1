"""What python-docx reads in Word files. Standard input names them, as a JSON list; what is read of each is said as JSON."""

import json
import sys

import docx

SAID = "author category comments content_status identifier keywords language last_modified_by subject title version".split()


def told(file):
    document = docx.Document(file)
    core = document.core_properties
    return {
        "paragraphs": [[one.style.name, one.text] for one in document.paragraphs],
        "cells": [cell.text for table in document.tables for row in table.rows for cell in row.cells],
        "core": {name: str(getattr(core, name) or "") for name in SAID},
    }


print(json.dumps({file: told(file) for file in json.load(sys.stdin)}))

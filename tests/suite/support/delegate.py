"""A delegate at work in LibreOffice: opens Word files, edits them as people do, and saves them again.

Standard input says what is done, as JSON: [{"from": FILE, "to": FILE, "edits": [{"do": …, "on": WORDS, …}]}]. "on" are
words that stand in one paragraph only. One LibreOffice does it all. With changes tracked, unless an edit says
"untracked". Run by Debian's own Python, which alone has the module `uno` (dev/test installs it).
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK


def said(name, value):
    one = PropertyValue()
    one.Name, one.Value = name, value
    return one


class Delegate:
    def __init__(self, desktop, file):
        self.document = desktop.loadComponentFromURL("file://" + file, "_blank", 0, (said("Hidden", True),))
        self.text, self.controller = self.document.Text, self.document.CurrentController
        assert self.document.RecordChanges, "what is handed out is tracked from the first word on"

    def find(self, words):
        asked = self.document.createSearchDescriptor()
        asked.SearchString, asked.SearchCaseSensitive = words, True
        found = self.document.findAll(asked)
        assert found.Count == 1, f"{words!r} stands there {found.Count} times"
        return found.getByIndex(0)

    def paragraph(self, words, with_end=False):
        """The paragraph that the words stand in, as one selects it."""
        cursor = self.text.createTextCursorByRange(self.find(words))
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        if with_end:
            cursor.goRight(1, True)
        return cursor

    def replace(self, on, by):
        self.find(on).String = by

    def untracked(self, on, by):
        self.document.RecordChanges = False
        self.replace(on, by)
        self.document.RecordChanges = True

    def delete(self, on):
        self.paragraph(on, with_end=True).String = ""

    def insert(self, on, new):
        """Return at the end of a paragraph, and a new one is typed."""
        end = self.text.createTextCursorByRange(self.paragraph(on).End)
        self.text.insertControlCharacter(end, PARAGRAPH_BREAK, False)
        self.text.insertString(end, new, False)

    def split(self, on):
        """Return behind the words."""
        self.text.insertControlCharacter(self.text.createTextCursorByRange(self.find(on).End), PARAGRAPH_BREAK, False)

    def merge(self, on):
        """Delete at the end of a paragraph, and a blank."""
        end = self.text.createTextCursorByRange(self.paragraph(on).End)
        end.goRight(1, True)
        end.String = " "

    def move(self, on, before):
        """A paragraph is cut, and pasted at the beginning of another."""
        self.controller.select(self.paragraph(on, with_end=True))
        cut = self.controller.getTransferable()
        self.paragraph(on, with_end=True).String = ""
        self.controller.ViewCursor.gotoRange(self.paragraph(before).Start, False)
        self.controller.insertTransferable(cut)

    def frame(self, on, before, after):
        """Words are put in at the beginning and at the end of others."""
        words = self.find(on)
        self.text.insertString(words.End, after, False)
        self.text.insertString(words.Start, before, False)

    def comment(self, on, says, reply):
        """A comment and the answer to it, on the same words. (Which answers which this LibreOffice does not write down.)"""
        for author, words in (("Counsellor Quillon", says), ("Attaché Ferrow", reply)):
            note = self.document.createInstance("com.sun.star.text.textfield.Annotation")
            note.Author, note.Content = author, words
            words = self.text.createTextCursorByRange(self.find(on).Start)
            words.goRight(len(on), True)
            self.text.insertTextContent(words, note, True)

    def save(self, file):
        self.document.storeToURL("file://" + file, (said("FilterName", "MS Word 2007 XML"),))
        self.document.close(True)


def work(context, files):
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    try:
        for one in files:
            delegate = Delegate(desktop, one["from"])
            for edit in one["edits"]:
                getattr(delegate, edit.pop("do"))(**edit)
            delegate.save(one["to"])
    finally:
        try:
            desktop.terminate()
        except Exception:
            pass  # It ends before it answers.


def connected(pipe, office):
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    ends = time.monotonic() + 60
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if office.poll() is not None or time.monotonic() > ends:
                raise
            time.sleep(0.1)


with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
    pipe = "travaux" + profile.rsplit("/", 1)[1]
    office = subprocess.Popen(
        ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{profile}"]
        + [f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        work(connected(pipe, office), json.load(sys.stdin))
        office.wait(30)
    finally:
        if office.poll() is None:
            os.killpg(office.pid, signal.SIGKILL)
            office.wait()

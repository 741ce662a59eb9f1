#!/usr/bin/env python3
"""Checks, without the server, what a Travaux server gave (docs/record.md has the formats):
verify.py receipt RECEIPT DIGESTS.txt PUBLIC_KEY | proof PROOF.json [DIGESTS.txt] | chain CHAIN.jsonl"""
import hashlib, json, os, shutil, subprocess, sys, tempfile
LINES = "code received received_local round round_number commitment journal_line journal_hash key signature".split()
def need(right, why):
    if not right: sys.exit(f"wrong: {why}")

def signed(note, key):
    body, signature = note.rsplit("signature: ", 1)
    need(hashlib.sha256(bytes.fromhex(key)).hexdigest()[:16] == body.rsplit("key: ", 1)[1].strip(), "another key signed it")
    if not shutil.which("openssl"): return print("there is no openssl here: the signature was not checked")
    with tempfile.TemporaryDirectory() as folder:
        parts = {"key": bytes.fromhex("302a300506032b6570032100" + key), "note": body.encode(), "signature": bytes.fromhex(signature.strip())}
        for name, content in parts.items(): open(os.path.join(folder, name), "wb").write(content)
        command = "openssl pkeyutl -verify -pubin -keyform DER -inkey key -rawin -in note -sigfile signature"
        need(subprocess.run(command.split(), cwd=folder, capture_output=True).returncode == 0, "the signature")

def receipt(path, digests, key):
    note, listed = open(path).read(), open(digests).read()
    if note.startswith("{"): note = json.loads(note)["format"] + "\n" + "".join(f"{name}: {json.loads(note)[name]}\n" for name in LINES)
    for text in (note, listed): signed(text, key)
    lines = [line for line in listed.splitlines() if len(line) == 64 and ":" not in line]
    need(lines == sorted(set(lines)) and f"count: {len(lines)}" in listed.splitlines(), "the list is not in order")
    need(note.split("commitment: ")[1].split("\n")[0] in lines, "the receipt is not counted in this list")

def proof(path, digests=None):
    for number, line in enumerate(open(path), 1):
        it = json.loads(line)
        found = hashlib.sha256(it["label"].encode() + bytes.fromhex(it["salt"] + it["content"])).hexdigest()
        need(found == it["commitment"], f"proof {number}: the commitment is not that of the content")
        need(not digests or found in open(digests).read().splitlines(), f"proof {number} is not counted in this list")

def chain(path, before="0" * 64):
    for number, it in enumerate(map(json.loads, open(path)), 1):
        text, start = it["payload"].encode(), b"travaux/v1/event" + number.to_bytes(8, "big") + bytes.fromhex(before)
        before, previous = hashlib.sha256(start + len(text).to_bytes(8, "big") + text).hexdigest(), before
        need((it["seq"], it["prev"], it["hash"]) == (number, previous, before), f"line {number} of the chain")
{"receipt": receipt, "proof": proof, "chain": chain}[sys.argv[1]](*sys.argv[2:])
print("right")

"""A record that left the house: whole or not, and changed where, is seen from the file alone."""

import json
from itertools import islice

import pytest
import rfc8785

from deliberate.store import signing
from deliberate.store.signing import Signer
from deliberate.store.signing_key import SigningUnusable
from deliberate.store.verify_file import NotARecord, as_json, verify_file

RECORD = {
    "format": "deliberate-record/1",
    "head": {"session": "7b1e", "state": "final"},
    "facts": {"core": [{"text": "Lina belde oma één keer"}, {"text": "b"}]},
    "fingerprint": "5eed" * 16,
}


@pytest.fixture
def signer(tmp_path):
    return Signer(tmp_path / "keys")


@pytest.fixture
def sealed(signer):
    return signing.seal(RECORD, signer)


def test_a_signed_record_is_whole_without_the_keys(sealed, signer):
    found = verify_file(rfc8785.dumps(sealed))
    assert found.ok
    assert (found.kind, found.session, found.key) == ("record", "7b1e", signer.key)
    assert as_json(found)["head"] == RECORD["fingerprint"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda r: r["facts"]["core"][1].update(text="c"), "facts.core.1"),
        (lambda r: r["head"].update(state="intended"), "head.state"),
        (lambda r: r["head"].update(more="x"), "head.more"),
        (lambda r: r["facts"]["core"].pop(), "facts.core.1"),
        (lambda r: r.update(format="deliberate-record/2"), "format"),
        (lambda r: r["signature"].update(value="00" * 64), "signature"),
        (lambda r: r["signature"].update(key_id="0" * 16), "signature.key_id"),
        (lambda r: r.update(signature=None), "not signed"),
    ],
)
def test_20_what_was_changed_is_named(sealed, change, named):
    changed = json.loads(json.dumps(sealed))
    change(changed)
    assert verify_file(rfc8785.dumps(changed)).what == named


def test_20_no_byte_can_be_changed_unseen(sealed):
    whole = rfc8785.dumps(sealed)
    for place in islice(range(len(whole)), 0, None, 7):
        data = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        assert not verify_file(data).ok, place


def test_a_byte_that_says_nothing_else_is_named_by_its_place(sealed):
    whole = rfc8785.dumps(sealed)
    assert verify_file(whole.replace(b",", b", ", 1)).what == f"byte {whole.index(b',') + 1}"
    assert verify_file(whole[:-1]).what.startswith("byte ")
    assert verify_file(whole + b"\n").ok


def test_a_signature_can_be_held_against_a_key_from_elsewhere(sealed, signer, tmp_path):
    data, other = rfc8785.dumps(sealed), Signer(tmp_path / "other")
    for right in (signer.key, signer.public, RECORD["fingerprint"]):
        assert verify_file(data, right).ok
    forged = rfc8785.dumps(signing.seal(RECORD, other))
    assert verify_file(forged).ok
    assert verify_file(forged, signer.key).what == "signed with another key"


def test_a_bundle_is_checked_with_the_record_inside(sealed, signer):
    bundle = {"format": "deliberate-bundle/1", "record": sealed, "pdf": {"sha256": "0" * 64}}
    whole = signing.seal(bundle, signer)
    assert verify_file(rfc8785.dumps(whole)).kind == "bundle"
    assert verify_file(rfc8785.dumps(whole)).ok
    whole["pdf"] = {"sha256": "1" * 64}
    assert verify_file(rfc8785.dumps(whole)).what == "pdf.sha256"


@pytest.mark.parametrize("data", [b"[]", b"{}", b'"x"'])
def test_another_file_is_said_to_be_no_record(data):
    with pytest.raises(NotARecord):
        verify_file(data)


def test_the_key_that_signs_is_made_once_and_old_ones_are_kept(tmp_path):
    first = Signer(tmp_path / "keys")
    assert Signer(tmp_path / "keys").key == first.key
    folder = tmp_path / "keys" / "signing"
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    (folder / "current").unlink()
    later = Signer(tmp_path / "keys")
    assert later.key != first.key
    assert later.public_of(first.key) == first.public


def test_a_key_that_is_gone_is_said_and_not_made_again(tmp_path):
    signer = Signer(tmp_path / "keys")
    (tmp_path / "keys" / "signing" / f"{signer.key}.key").unlink()
    with pytest.raises(SigningUnusable):
        Signer(tmp_path / "keys")

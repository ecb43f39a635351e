"""Chance made repeatable in the sealing too, so that two runs can be compared byte for byte."""

from types import SimpleNamespace

from nacl.encoding import RawEncoder
from nacl.hash import blake2b
from nacl.public import Box, PrivateKey, SealedBox

from deliberate.store import encryption, sealing


def install(monkeypatch, chance):
    """From here on every nonce and every key comes from `chance`; what is sealed opens as ever."""

    class Repeatable:
        def __init__(self, key):
            self.key = key

        def encrypt(self, plain):
            own = PrivateKey(chance().bytes(32))
            public = bytes(own.public_key)
            nonce = blake2b(public + bytes(self.key), digest_size=24, encoder=RawEncoder)
            return public + Box(own, self.key).encrypt(plain, nonce).ciphertext

        def decrypt(self, sealed):
            return SealedBox(self.key).decrypt(sealed)

    def new_round():
        private = PrivateKey(chance().bytes(32))
        return sealing.RoundKey(bytes(private.public_key).hex(), bytes(private))

    random = SimpleNamespace(token_bytes=lambda length: chance().bytes(length))
    monkeypatch.setattr(sealing, "SealedBox", Repeatable)
    monkeypatch.setattr(sealing, "new_round", new_round)
    monkeypatch.setattr(sealing, "secrets", random)
    monkeypatch.setattr(encryption, "secrets", random)

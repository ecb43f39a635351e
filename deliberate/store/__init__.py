"""The room that touches database and keys; nothing outside it sees a row or a secret."""

"""The instruments a session can be held with, as product data in TOML."""

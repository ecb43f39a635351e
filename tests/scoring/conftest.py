"""No time limit on a single example: the machine may be busy with other tests."""

from hypothesis import settings

settings.register_profile("deliberate", deadline=None)
settings.load_profile("deliberate")

"""No time limit on a single example: the machine may be busy with other tests."""

from hypothesis import HealthCheck, settings

settings.register_profile("deliberate", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("deliberate")

"""Settings come from the environment; everything wrong with them is said at once."""

import logging

import pytest

from deliberate import app, config
from deliberate.config import ConfigError

SAFE = {
    "DELIBERATE_PRODUCTION": "1",
    "DELIBERATE_PUBLIC_URL": "https://overleg.example.nl",
}


def problems(environ):
    with pytest.raises(ConfigError) as caught:
        config.read(environ)
    return caught.value.problems


def test_without_settings_everything_has_its_documented_default(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = config.read({})
    assert found.data == tmp_path / "data"
    assert found.keys == tmp_path / "data-keys"
    assert found.database_url == f"sqlite:///{tmp_path}/data/deliberate.db"
    assert (found.host, found.port, found.locale) == ("127.0.0.1", 8000, "nl")
    assert found.public_url == "http://127.0.0.1:8000"
    assert found.origins == ("http://127.0.0.1:8000",)
    assert (found.max_sockets, found.production, found.redis_url) == (300, False, "")


def test_every_wrong_setting_is_named_in_one_error(tmp_path):
    wrong = {
        "DELIBERATE_PORT": "http",
        "DELIBERATE_LOCALE": "fy",
        "DELIBERATE_MAX_SOCKETS": "0",
        "DELIBERATE_PUBLIC_URL": "overleg.example.nl/path",
        "DELIBERATE_ORIGINS": "https://a.example, ftp://b.example",
        "DELIBERATE_PRODUCTION": "yes",
        "DELIBERATE_DATA": str(tmp_path),
        "DELIBERATE_KEYS": str(tmp_path / "keys"),
    }
    assert set(problems(wrong)) == set(wrong) - {"DELIBERATE_DATA"}


def test_no_other_site_may_send_commands_even_on_trial():
    assert problems({"DELIBERATE_ORIGINS": "*"}) == {
        "DELIBERATE_ORIGINS": "must name origins: * would let any site send commands"
    }


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"DELIBERATE_PUBLIC_URL": ""}, "DELIBERATE_PUBLIC_URL"),
        ({"DELIBERATE_PUBLIC_URL": "http://overleg.example.nl"}, "DELIBERATE_PUBLIC_URL"),
        ({"DELIBERATE_ORIGINS": "*"}, "DELIBERATE_ORIGINS"),
        ({"DELIBERATE_ORIGINS": "http://elsewhere.example"}, "DELIBERATE_ORIGINS"),
        ({"FLASK_DEBUG": "1"}, "FLASK_DEBUG"),
        ({"PYTHONDEVMODE": "1"}, "PYTHONDEVMODE"),
        ({"SECRET_KEY": "dev"}, "SECRET_KEY"),
        ({"DELIBERATE_SECRET_KEY": "dev"}, "DELIBERATE_SECRET_KEY"),
        ({"DELIBERATE_ORIGIN": "https://typing.example"}, "DELIBERATE_ORIGIN"),
    ],
)
def test_25_production_refuses_an_unsafe_environment(more, named):
    assert named in problems({**SAFE, **more})


def production(tmp_path):
    return config.read({**SAFE, "DELIBERATE_DATA": str(tmp_path / "data")})


def refusal(settings):
    with pytest.raises(ConfigError) as caught:
        app.prepare(settings)
    return caught.value.problems


def test_25_production_starts_when_all_is_safe(tmp_path):
    app.prepare(production(tmp_path))


def test_25_production_refuses_a_key_that_was_not_drawn(tmp_path):
    settings = production(tmp_path)
    app.prepare(settings)
    (settings.keys / "master.key").write_bytes(b"default" * 4 + b"1234")
    (settings.keys / "keys.db").unlink()
    assert set(refusal(settings)) == {"DELIBERATE_KEYS"}


def test_25_production_refuses_a_database_that_may_lose_a_commit(tmp_path, monkeypatch):
    pragmas = tuple(p.replace("FULL", "NORMAL") for p in app_pragmas())
    monkeypatch.setattr("deliberate.store.database.PRAGMAS", pragmas)
    assert set(refusal(production(tmp_path))) == {"DELIBERATE_DATABASE_URL"}


@pytest.mark.parametrize("logger", ["sqlalchemy.engine", "engineio.server", ""])
def test_25_production_refuses_loggers_that_write_down_what_people_type(tmp_path, logger):
    talkative = logging.getLogger(logger)
    level = talkative.level
    talkative.setLevel(logging.DEBUG)
    try:
        assert set(refusal(production(tmp_path))) == {"logging"}
    finally:
        talkative.setLevel(level)


def test_31_behind_tls_cookies_keep_to_this_host_and_insist_on_tls(new_room):
    room = new_room(PUBLIC_URL="https://overleg.example.nl")
    answer = room.app.test_client().get("/", base_url="https://overleg.example.nl")
    cookies = answer.headers.getlist("Set-Cookie")
    assert len(cookies) == 2
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        assert {"Secure", "HttpOnly", "Path=/"} <= set(cookie.split("; "))
        assert "SameSite=Lax" in cookie
        assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")


def test_31_on_localhost_cookies_have_plain_names(room):
    for cookie in room.app.test_client().get("/").headers.getlist("Set-Cookie"):
        assert not cookie.startswith("__Host-")
        assert "HttpOnly" in cookie


def app_pragmas():
    from deliberate.store.database import PRAGMAS

    return PRAGMAS


def test_several_processes_are_refused_until_they_are_served():
    assert set(problems({"DELIBERATE_REDIS_URL": "redis://queue"})) == {"DELIBERATE_REDIS_URL"}

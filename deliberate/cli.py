"""The commands of an operator; everything but their result goes to stderr."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deliberate import config
from deliberate.config import ConfigError, Settings
from deliberate.exits import CANNOT, DONE, USAGE, WRONG, stop

if TYPE_CHECKING:
    from flask import Flask

    from deliberate.store.keys import KeyStore


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command and return its exit code."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    if typed[:1] == ["rehearse"]:
        return int(import_module("deliberate.rehearsal.command").main(typed[1:]))
    if typed[:1] == ["score"]:
        return int(import_module("deliberate.score.command").main(typed[1:]))
    options = _parser().parse_args(typed)
    act: Callable[[argparse.Namespace], int] = options.act
    try:
        return act(options)
    except ConfigError as error:
        return stop(str(error), USAGE)
    except (OSError, CannotRun) as error:
        return stop(str(error), CANNOT)


class CannotRun(Exception):
    """The server cannot start here."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("deliberate", description="Live group deliberation.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="serve until stopped")
    serve.add_argument("--demo", action="store_true", help="with a demonstration session")
    serve.set_defaults(act=lambda options: _serve(demo=options.demo))
    demo = commands.add_parser("demo", help="the same as serve --demo")
    demo.set_defaults(act=lambda _: _serve(demo=True))
    init = commands.add_parser("init", help="make the data folder, the keys and the database")
    init.set_defaults(act=lambda _: _init())
    commands.add_parser(
        "rehearse", help="play whole sessions over HTTP and sockets", add_help=False
    )
    export = commands.add_parser("export", help="write one reader's copy of a record to a file")
    export.add_argument("session", help="the id of the session")
    export.add_argument("--for", dest="reader", default="", help="whose copy it is: a key or name")
    export.add_argument("--format", choices=("html", "json", "pdf", "bundle"), default="pdf")
    export.add_argument("--out", type=Path, required=True, help="the file to write")
    export.add_argument("--json", action="store_true", help="print one object")
    export.set_defaults(act=_export)
    commands.add_parser("score", help="how far the raters in a table agree", add_help=False)
    verify = commands.add_parser("verify", help="check that no log or record has been changed")
    verify.add_argument(
        "path", type=Path, help="a database or the folder that holds it, a record, or a bundle"
    )
    verify.add_argument(
        "--against", help="an older copy, a head that was printed, or a key known from elsewhere"
    )
    verify.add_argument("--json", action="store_true", help="print one object")
    verify.set_defaults(act=_verify)
    return parser


def _serve(*, demo: bool) -> int:
    from deliberate import app
    from deliberate.web.server import listen, serve

    settings = config.read()
    _usable(lambda: app.prepare(settings))
    listener = listen(settings.host, settings.port)
    settings = _addressed(settings, listener.getsockname()[1])
    started = _Started(settings, demo=demo)
    serve(started.make, listener, settings.max_sockets, started.ready)
    return DONE


def _addressed(settings: Settings, port: int) -> Settings:
    """With a free port the address is known only now."""
    if settings.public_url:
        return settings
    url = config.url_of(settings.host, port)
    return replace(settings, public_url=url, origins=(*settings.origins, url))


class _Started:
    """What happens in the worker: make the application, then say where it is."""

    def __init__(self, settings: Settings, *, demo: bool) -> None:
        self.settings, self.demo = settings, demo

    def make(self) -> "Flask":
        from deliberate.app import furnish

        application, self.house = furnish(self.settings)
        return application

    def ready(self, first: bool) -> None:
        """A worker that took over from one that failed has nothing new to tell."""
        if not first:
            return
        if self.demo:
            from deliberate.rehearsal import demo

            addresses = demo.make(self.house)
            addresses.write(self.settings.data / "demo.json")
            lines = addresses.lines()
        else:
            host = self.house.doors.host(self.house.started)
            lines = {"host": f"{self.settings.public_url}{host}"}
        for name, where in lines.items():
            print(f"{name}: {where}", flush=True)


def _init() -> int:
    from deliberate import app

    settings = config.read()
    _usable(lambda: app.prepare(settings))
    print(f"data: {settings.data}\nkeys: {settings.keys}")
    return DONE


def _export(options: argparse.Namespace) -> int:
    from deliberate.export import NotNow, NotUnderstood, Wanted, export

    wanted = Wanted(options.session, options.reader, options.format, options.out)
    try:
        told = export(config.read(), wanted)
    except NotUnderstood as error:
        return stop(str(error), USAGE)
    except NotNow as error:
        return stop(str(error), CANNOT)
    said = (
        f"{told['path']}: {told['state']}, {'signed' if told['signed'] else 'a draft, not signed'}"
    )
    print(json.dumps(told) if options.json else said)
    return DONE


def _verify(options: argparse.Namespace) -> int:
    from deliberate.store.database import open_database
    from deliberate.store.verify import as_json, verify_database

    path: Path = options.path / "deliberate.db" if options.path.is_dir() else options.path
    if not path.is_file():
        return stop(f"there is no database or record at {path}", USAGE)
    with path.open("rb") as file:
        database = path.suffix == ".db" or file.read(15) == b"SQLite format 3"
    if not database:
        return _verify_file(path, options)
    against = options.against
    if against and Path(against).is_file():
        against = Path(against)
    engine = open_database(f"sqlite:///{path.absolute()}")
    keys = _keys_of(path.absolute().parent)
    try:
        report = verify_database(engine, keys, against)
    finally:
        engine.dispose()
        if keys:
            keys.close()
    told = as_json(report)
    print(json.dumps(told) if options.json else _in_words(told))
    return DONE if report.ok else WRONG


def _keys_of(data: Path) -> "KeyStore | None":
    """The keys of a data folder where they are here: with them every word and record is checked."""
    from deliberate.store.keys import KeyStore, KeysUnusable

    settings = config.read()
    own = settings.keys if settings.data.absolute() == data else data.with_name(f"{data.name}-keys")
    if not (own / "master.key").is_file():
        return None
    try:
        return KeyStore(own)
    except KeysUnusable as error:
        raise CannotRun(str(error)) from error


def _verify_file(path: Path, options: argparse.Namespace) -> int:
    """A record or a bundle, checked without the data that it was made from."""
    from deliberate.store.verify_file import NotARecord, as_json, verify_file

    against = options.against
    if against and Path(against).is_file():
        against = Path(against).read_text("ascii", "replace")
    try:
        found = verify_file(path.read_bytes(), against)
    except NotARecord as error:
        return stop(f"{path} cannot be checked: {error}", USAGE)
    if options.json:
        print(json.dumps(as_json(found)))
    elif found.ok:
        print(f"whole: {found.kind} of session {found.session}, signed with key {found.key}")
    else:
        print(f"not whole: {found.kind} of session {found.session}: {found.what}")
    return DONE if found.ok else WRONG


def _in_words(told: Mapping[str, Any]) -> str:
    counted = f"{told['sessions']} sessions, {told['events']} events, {told['erased']} erased"
    bad = told["first_bad"]
    if bad is None:
        return f"whole: {counted}"
    return f"not whole: session {bad['session']}, event {bad['seq']}: {bad['what']}"


def _usable(make: Callable[[], None]) -> None:
    """Data or keys that cannot be used stop a command with a sentence, not a traceback."""
    from deliberate.store.database import OpenToOthers
    from deliberate.store.keys import KeysUnusable

    try:
        make()
    except (OpenToOthers, KeysUnusable) as error:
        raise CannotRun(str(error)) from error


if __name__ == "__main__":
    sys.exit(main())

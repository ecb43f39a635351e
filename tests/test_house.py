"""The house rules that no linter knows: sizes, registries, reasons, clean texts, full Dutch."""

import ast
import doctest
import io
import os
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from statistics import median, quantiles

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
PRODUCT = sorted((ROOT / "deliberate").rglob("*.py"))
PYTHON = [
    *PRODUCT,
    *sorted((ROOT / "tests").rglob("*.py")),
    *sorted((ROOT / "benchmarks").rglob("*.py")),
    ROOT / "hatch_build.py",
]
SCRIPTS = sorted((ROOT / "static").glob("*.js"))

REGISTRIES = {
    "bias_guards": ("GUARD", "GUARDS"),
    "scoring": ("STATISTIC", "STATISTICS"),
    "sessions.stages": ("STAGE", "STAGES"),
    "exports": ("FORMAT", "FORMATS"),
}

SUPPRESSION = re.compile(
    r"#\s*(?:noqa\b(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?"
    r"|type:\s*ignore(?:\[[^\]]*\])?"
    r"|pragma:\s*no\s*(?:cover|branch))"
)
REASON = re.compile(r"[^\W\d]{2,}\W+[^\W\d]{2,}")

# Written in two halves, so that this file passes its own test.
HALVES = (
    "registry.npm|js pypi|.org python|hosted.org /wo|rk/ .lib|rary sha|red/ /opt/|wheels /opt/|pypi"
)
FORBIDDEN = re.compile("|".join(re.escape(word.replace("|", "")) for word in HALVES.split()))


def test_no_file_is_longer_than_four_hundred_lines():
    lengths = {name(path): lines(path) for path in [*PRODUCT, *SCRIPTS]}
    assert {path: n for path, n in lengths.items() if n > 400} == {}
    assert median(lengths.values()) <= 80
    assert ninth_decile(lengths.values()) <= 250


def test_no_function_is_longer_than_fifty_lines():
    assert {where: n for where, n in function_lengths(PYTHON) if n > 50} == {}


def test_most_functions_of_the_product_are_short():
    lengths = sorted((n, where) for where, n in function_lengths(PRODUCT))
    sizes = [n for n, _ in lengths]
    assert median(sizes or [0]) <= 10
    assert ninth_decile(sizes) <= 26, f"the longest: {lengths[-15:]}"


@pytest.mark.parametrize("package", REGISTRIES)
def test_nothing_lies_in_a_folder_without_being_in_force(package):
    entry, registry = REGISTRIES[package]
    if not (ROOT / "deliberate" / package.replace(".", "/")).exists():
        return  # a room that is still to be built
    house = import_module(f"deliberate.{package}")
    for module in iter_modules(house.__path__):
        if not module.name.startswith("_"):
            found = getattr(import_module(f"{house.__name__}.{module.name}"), entry, None)
            assert found in getattr(house, registry), f"{module.name}.{entry} is not in {registry}"


def test_the_core_needs_the_standard_library_alone():
    for path in [*files_of("sessions"), *files_of("bias_guards")]:
        strangers = imported(path) - sys.stdlib_module_names - {"deliberate"}
        assert not strangers, f"{name(path)} imports {strangers}"


def test_every_module_opens_with_one_sentence():
    assert [name(path) for path in PYTHON if not opening(path).endswith((".", "?"))] == []


def test_every_example_in_a_docstring_is_true():
    for path in PRODUCT:
        if ">>> " in path.read_text():
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(
                ".__init__"
            )
            assert doctest.testmod(import_module(module)).failed == 0, module


def test_every_suppression_says_why():
    silent = [
        f"{name(path)}:{line}"
        for path in PYTHON
        for line, comment in comments(path)
        if not reasoned(comment)
    ]
    assert silent == []


def test_no_file_names_a_registry_or_a_machine():
    own = Path(__file__)
    for path in ours():
        if path != own and (match := FORBIDDEN.search(path.read_text(errors="replace"))):
            pytest.fail(f"{name(path)} mentions {match[0]!r}")


def test_every_text_has_a_dutch_translation(tmp_path):
    extracted, dutch = template(tmp_path / "messages.pot"), translation("nl")
    missing = [m.id for m in extracted if m.id and not translated(dutch, m.id, m.context)]
    assert not missing, "run `make messages` and translate"


def test_no_translation_breaks_its_placeholders():
    problems = [(message.id, errors) for message, errors in translation("nl").check()]
    assert not problems


# -- Reading the house


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def ninth_decile(numbers) -> float:
    return quantiles(numbers, n=10)[-1] if len(numbers) > 1 else 0


def files_of(package: str) -> list[Path]:
    return [path for path in PRODUCT if path.is_relative_to(ROOT / "deliberate" / package)]


def function_lengths(paths: list[Path]) -> Iterator[tuple[str, int]]:
    """Lines of every function without its decorators and docstring: documentation is free."""
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if ast.get_docstring(node):
                    length -= (node.body[0].end_lineno or 0) - node.body[0].lineno + 1
                yield f"{name(path)}:{node.lineno} {node.name}", length


def opening(path: Path) -> str:
    """The first paragraph of a module's docstring."""
    return (ast.get_docstring(ast.parse(path.read_text())) or "").split("\n\n")[0]


def imported(path: Path) -> set[str]:
    """The top-level names of what a module imports from outside its own package."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.split(".")[0])
    return names


def comments(path: Path) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(path.read_text()).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def reasoned(comment: str) -> bool:
    """Whether a comment suppresses nothing, or says in words why it does."""
    return not SUPPRESSION.search(comment) or bool(REASON.search(SUPPRESSION.sub("", comment)))


def ours() -> Iterator[Path]:
    """Every file that is, or would be, in the repository."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return (path for item in listed.split("\0") if (path := ROOT / item).is_file())


def template(target: Path) -> Catalog:
    """Every text that code and templates show, as `make messages` would collect it."""
    quiet = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    command = ["make", "--silent", "template", f"POT={target}"]
    subprocess.run(command, cwd=ROOT, check=True, env=quiet)
    with target.open("rb") as file:
        return read_po(file)


def translation(language: str) -> Catalog:
    path = ROOT / "deliberate" / "translations" / language / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def translated(catalog: Catalog, key, context) -> bool:
    message = catalog.get(key[0] if isinstance(key, tuple) else key, context)
    if message is None or message.fuzzy:
        return False
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)

"""The shape of the house: what a reader relies on and import-linter cannot say (see docs/architecture.md)."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src"
MODULES = {
    ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((SRC / "malja").rglob("*.py"))
}
TREES = {module: ast.parse(path.read_text(encoding="utf-8")) for module, path in MODULES.items()}
TRACKED = [
    ROOT / name
    for name in subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    if name
]
LONGEST_FILE, LONGEST_FUNCTION = 350, 60
DRAWERS = {"utils", "util", "common", "helpers", "helper", "misc", "manager", "managers"}
#: Who may import what, by the start of the module's name; any other import of it is a mistake.
DOORWAYS = {
    "highspy": ("malja.lifts",),
    "openpyxl": ("malja.tables", "malja.report", "malja.operation.template"),
    "click": ("malja.cli",),
    "rich": ("malja.cli", "malja.report"),
    "cattrs": ("malja.report.findings",),
    "jinja2": ("malja.report", "malja.web"),
    "markupsafe": ("malja.report", "malja.web"),
    "rapidfuzz": ("malja.names.comparing",),
    "ray": ("malja.lifts.decomposition.on_ray",),
    "segno": ("malja.report.papers.qr",),
    "typst": ("malja.report.typst",),
    "sqlalchemy": ("malja.journal",),
    "cryptography": ("malja.journal",),
    "pyrage": ("malja.journal",),
}


def imports(module: str) -> Iterator[str]:
    """Every module that this one imports, type-only and inner imports counted, as its full name."""
    package = module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) + 1 - node.level] if node.level else []
            start = ".".join([*above, *([node.module] if node.module else [])])
            named = [f"{start}.{alias.name}" for alias in node.names]
            yield from (name if name in MODULES else start for name in named)


def where(module: str, node: ast.stmt | ast.expr | ast.ExceptHandler) -> str:
    return f"{MODULES[module].relative_to(ROOT)}:{node.lineno}"


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a plain name such as `print`, or of an attribute such as `datetime.now`."""
    for module, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (
                ast.unparse(node.func) == name or ast.unparse(node.func).endswith("." + name)
            ):
                yield module, node


def test_the_modules_are_found() -> None:
    assert {"malja.problems", "malja.operation.rows"} <= set(MODULES)
    assert "malja.problems" in set(imports("malja.catalogue.facts"))


@pytest.mark.parametrize("module", MODULES)
def test_no_drawers(module: str) -> None:
    assert not DRAWERS & set(module.split("."))


@pytest.mark.parametrize("module", MODULES)
def test_files_and_functions_are_short(module: str) -> None:
    lines = MODULES[module].read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_FILE
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno + 1 <= LONGEST_FUNCTION, where(module, node)


@pytest.mark.parametrize(("library", "doors"), DOORWAYS.items(), ids=DOORWAYS.keys())
def test_each_library_has_its_doorway(library: str, doors: tuple[str, ...]) -> None:
    users = {module for module in MODULES if any(name.split(".")[0] == library for name in imports(module))}
    assert {module for module in users if not module.startswith(doors)} == set()


def test_heavy_imports_happen_where_they_are_used() -> None:
    """highspy and openpyxl cost start-up time: `malja --help` must not pay it (numpy and rich are the same)."""
    heavy = {"highspy", "numpy", "openpyxl", "segno", "typst"}
    eager = reachable_at_start("malja.cli.app")
    assert {f"{module} imports {name}" for module, names in eager.items() for name in names & heavy} == set()


def reachable_at_start(module: str) -> dict[str, set[str]]:
    """What importing a module imports at once, by module: imports at the top of files only, type-only ones left out."""
    found: dict[str, set[str]] = {}
    waiting = [module] if module in MODULES else []
    while waiting:
        at = waiting.pop()
        if at in found:
            continue
        names = top_imports(at)
        found[at] = {name.split(".")[0] for name in names}
        parents = {name.rpartition(".")[0] for name in names}
        waiting += [name for name in names | parents if name in MODULES]
    return found


def top_imports(module: str) -> set[str]:
    inner = {id(child) for node in ast.walk(TREES[module]) if is_lazy(node) for child in ast.walk(node)}
    names: set[str] = set()
    for node in ast.walk(TREES[module]):
        if id(node) in inner:
            continue
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def is_lazy(node: ast.AST) -> bool:
    if isinstance(node, ast.If):
        return "TYPE_CHECKING" in ast.unparse(node.test)
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)


def test_no_circle_of_imports() -> None:
    graph = {module: {name for name in imports(module) if name in MODULES and name != module} for module in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail("circle of imports: " + " <- ".join(error.args[1]))


def test_only_the_command_line_prints() -> None:
    assert [where(*call) for call in calls("print") if not call[0].startswith("malja.cli")] == []


def test_the_command_line_has_no_sentences_about_a_site() -> None:
    """A web page says what the command line says without importing it: cli says only its help, and words of its own."""
    about_sites = {"record", "show", "status", "doubt", "finding", "receipt"}
    said = [
        (where(module, call), ast.unparse(call.args[0]), ast.unparse(call.args[1]).lstrip("f").strip("'"))
        for module, call in calls("say")
        if module.startswith("malja.cli") and ast.unparse(call.func) == "say" and len(call.args) > 1
    ]
    assert len(said) > 100
    assert [
        one for one in said if one[1].strip("'") in about_sites and not one[2].startswith(("help_", "short_"))
    ] == []


def test_the_command_line_takes_no_state_apart() -> None:
    """What a site's state means, and how numbers and days are said, is known below cli."""
    forbidden = (
        "language.numbers",
        "language.dates",
        "site.state",
        "people",
        "stock",
        "transport",
        "needs",
        "catalogue",
    )
    taken = {
        (module, name)
        for module in MODULES
        if module.startswith("malja.cli")
        for name in imports(module)
        if name.removeprefix("malja.").startswith(forbidden) and not name.endswith(".kinds")
    }
    assert taken == set()


def test_the_command_line_imports_at_the_top() -> None:
    """Commands load lazily in one place, the table of cli/app.py; start.py waits until the language is known."""
    inner = [
        where(module, node)
        for module, tree in TREES.items()
        if module.startswith("malja.cli") and module != "malja.cli.start"
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inner == []


def test_only_the_clock_knows_the_time() -> None:
    now = ["datetime.now", "datetime.utcnow", "date.today", "time.time", "monotonic", "perf_counter", "time.time_ns"]
    assert [where(*call) for name in now for call in calls(name) if call[0] != "malja.clock"] == []


def test_nothing_catches_everything() -> None:
    broad = {"", "Exception", "BaseException"}
    caught = [
        where(module, node)
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and any(ast.unparse(part) in broad for part in exceptions(node.type))
    ]
    assert caught == []


def exceptions(caught: ast.expr | None) -> list[ast.expr]:
    if caught is None:
        return [ast.Name(id="")]
    return caught.elts if isinstance(caught, ast.Tuple) else [caught]


def test_every_folder_has_its_layer() -> None:
    """import-linter's contract is exhaustive; this says it in one line when a folder is forgotten."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ][0]
    placed = set(re.findall(r"\w+", " ".join(contract["layers"])))
    assert contract["exhaustive"]
    assert {module.split(".")[1] for module in MODULES if "." in module} <= placed


def test_the_architecture_page_names_every_folder() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    folders = {path.parent.name for path in MODULES.values() if path.name == "__init__.py"} - {"malja"}
    assert {path.stem for path in (SRC / "malja").glob("*.py")} - {"__init__"} <= {
        word.strip("`") for word in page.split()
    }
    assert [name for name in sorted(folders) if f"`{name}`" not in page] == []


def test_public_functions_say_what_they_do() -> None:
    """Ruff asks for docstrings; this asks that a public function's first line is a sentence, not a name."""
    for module, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and ast.get_docstring(node):
                assert " " in (ast.get_docstring(node) or "").split("\n")[0], where(module, node)


def test_no_public_function_is_a_bare_participle() -> None:
    """Functions are verbs (CONTRIBUTING.md, Names); `speaking` reads as a sentence in `with` and is the library's."""
    bare = re.compile(r"[a-z]+(ed|ing|wn|ound|eld|ept|aid)")
    names = {
        f"{module}.{node.name}"
        for module, tree in TREES.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and bare.fullmatch(node.name)
    }
    assert names <= {"malja.language.speech.speaking"}


def test_a_public_name_is_defined_in_one_module() -> None:
    """A few words stand in two places that never meet; let them become fewer."""
    homes: dict[str, set[str]] = {}
    for module, tree in TREES.items():
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, set()).add(module)
    assert len([name for name, modules in homes.items() if len(modules) > 1]) <= 12


def test_no_machine_path_and_no_registry_host_is_tracked() -> None:
    paths = re.compile(rb"[^\w.](/" + rb"work|/" + rb"tmp/|/" + rb"home/|/" + rb"root/|C:\\\\Users)")
    hosts = re.compile(rb"https?://[\w.-]*(registry|pypi|packages?\.|mirror|simple/)")
    found = {
        f"{path.relative_to(ROOT)}: {match.group().decode()}"
        for path in TRACKED
        if path.is_file() and path.suffix not in {".png", ".xlsx"}
        for pattern in (paths, hosts)
        for match in pattern.finditer(path.read_bytes())
    }
    assert found == set()


def test_no_field_for_ethnicity_or_religion() -> None:
    words = re.compile(r"ethnic|religi|denominat|confession|\bsect\b", re.IGNORECASE)
    fields = {
        f"{module}.{node.target.id}"
        for module, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and words.search(node.target.id)
    }
    headings = {
        str(path.relative_to(ROOT))
        for path in TRACKED
        if path.suffix == ".csv" and path.is_file()
        if words.search(path.read_text(encoding="utf-8-sig").split("\n")[0])
    }
    assert fields | headings == set()

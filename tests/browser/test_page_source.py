"""What the page's files may and may not contain, and the pictures of it; read without a browser."""

import re
from pathlib import Path

from handlers import workspace

PAGE = Path(workspace.__path__[0]) / "page"
FILES = {file.name: file.read_text() for file in sorted(PAGE.iterdir())}
MODULES = {name: text for name, text in FILES.items() if name.endswith(".js")}

MARK_UP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|parseFromString"
    r"|setHTML|srcdoc\s*=|\beval\(|new Function|setTimeout\(\s*[\"'`]|javascript:"
)
OUTSIDE = re.compile(r"(?:https?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
NAMESPACE = "http://www.w3.org/2000/svg"
IMPORT = re.compile(r"^(?:import|export)\b[^;]*?\bfrom\s+\"([^\"]+)\"", re.MULTILINE | re.DOTALL)

ROOT = Path(__file__).parents[2]
MOST_BYTES = 200_000
"""Of a picture in the README."""


def test_the_page_is_one_flat_folder_as_it_is_packaged() -> None:
    assert {"index.html", "style.css", "main.js"} <= set(FILES)
    assert all(file.is_file() for file in PAGE.iterdir())


def test_nothing_is_read_as_mark_up() -> None:
    assert {name: found for name, text in FILES.items() if (found := MARK_UP.findall(text))} == {}


def test_nothing_comes_from_outside() -> None:
    ours = {name: text.replace(NAMESPACE, "") for name, text in FILES.items()}
    assert {name: found for name, text in ours.items() if (found := OUTSIDE.findall(text))} == {}


def test_no_file_is_long() -> None:
    assert {name: lines for name, text in FILES.items() if (lines := len(text.splitlines())) > 350} == {}


def test_a_module_says_first_what_it_is() -> None:
    assert [name for name, text in MODULES.items() if not text.startswith("// ")] == []


def test_modules_import_what_exists_and_never_in_circles() -> None:
    imports = {name: {one.removeprefix("./") for one in IMPORT.findall(text)} for name, text in MODULES.items()}
    assert set().union(*imports.values()) <= set(MODULES)
    while leaves := [name for name, wanted in imports.items() if not wanted]:
        for leaf in leaves:
            del imports[leaf]
        for wanted in imports.values():
            wanted.difference_update(leaves)
    assert imports == {}


def test_the_frame_names_only_files_that_exist() -> None:
    named = re.findall(r"(?:src|href)=\"([^\"]+)\"", FILES["index.html"])
    assert named
    assert [address for address in named if address.removeprefix("/page/") not in FILES] == []


def test_the_readme_shows_two_small_pictures() -> None:
    shown = [ROOT / path for path in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", (ROOT / "README.md").read_text("utf-8"))]
    assert [picture.name for picture in shown] == ["thread.png", "home.png"]
    for picture in shown:
        assert picture.stat().st_size < MOST_BYTES, picture

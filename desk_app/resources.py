"""Finds what the program carries beside its code: fonts, icons, sample data, the contract."""

import sys
from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """Return the folder of the resources: a checkout's, an installed wheel's or a bundle's.

    Raises:
        FileNotFoundError: the program was installed without its resources.

    """
    here = Path(__file__).resolve().parent
    bundle = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's starter
    places = [Path(bundle) / "resources"] if bundle else []
    places += [here / "_resources", here.parent / "resources"]
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"No resources in {', '.join(map(str, places))}")


def resource(*parts: str) -> Path:
    """Return the path of one resource: `resource("fonts", "x.ttf")`."""
    return root().joinpath(*parts)


def text(*parts: str) -> str:
    """Return the whole of a UTF-8 text resource."""
    return resource(*parts).read_text(encoding="utf-8")

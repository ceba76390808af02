"""Template: how a mission likes one kind of brief to be composed."""

from typing import Annotated

from desk_app.domain import declare
from desk_app.domain.fields import choices
from desk_app.domain.kinds.brief import BRIEFS, CLASSES, LENGTHS
from desk_app.domain.labels import Label
from desk_app.domain.registry import Content, kind

LANGUAGES = choices(en=("English", "ইংরেজি"), bn=("Bangla", "বাংলা"), both=("Both", "উভয়"))


@kind(
    "template",
    50,
    ("Brief template", "Brief templates"),
    ("সারপত্রের ছাঁচ", "সারপত্রের ছাঁচসমূহ"),
    title=("name",),
)
class Template(Content, frozen=True):
    """Sections by their codes, in order and left out; the composer offers it by its name."""

    name: Annotated[str, declare.line("Title", "শিরোনাম", required=True, search="main")] = ""
    form: Annotated[
        str, declare.choice("Kind", "ধরন", choices=BRIEFS, required=True, column=True)
    ] = "partnership"
    length: Annotated[str, declare.choice("Length", "দৈর্ঘ্য", choices=LENGTHS, column=True)] = (
        "brief"
    )
    language: Annotated[str, declare.choice("Language", "ভাষা", choices=LANGUAGES, column=True)] = (
        "en"
    )
    classification: Annotated[
        str, declare.choice("Classification", "শ্রেণি", choices=CLASSES, column=True)
    ] = "internal"
    sections: Annotated[
        str,
        declare.prose(
            "Sections in their order",
            "অংশগুলোর ক্রম",
            limit=4_000,
            help=Label("One code a line", "প্রতি লাইনে একটি কোড"),
        ),
    ] = ""
    left_out: Annotated[tuple[str, ...], declare.words("Sections left out", "বাদ দেওয়া অংশ")] = ()

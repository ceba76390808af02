"""Hub: a cluster, park, chamber, association, incubator, university or training body."""

from datetime import date
from typing import Annotated

from desk_app.domain import declare
from desk_app.domain.fields import choices
from desk_app.domain.kinds.lists import DOMAINS
from desk_app.domain.registry import Content, kind

NATURES = choices(
    cluster=("Cluster", "ক্লাস্টার"),
    park=("Technology park", "প্রযুক্তি পার্ক"),
    chamber=("Chamber", "চেম্বার"),
    association=("Association", "সমিতি"),
    incubator=("Incubator", "ইনকিউবেটর"),
    university=("University", "বিশ্ববিদ্যালয়"),
    training=("Training body", "প্রশিক্ষণ প্রতিষ্ঠান"),
    agency=("Public agency", "সরকারি সংস্থা"),
)


@kind("hub", 3, ("Hub", "Hubs"), ("হাব", "হাবসমূহ"), title=("name",))
class Hub(Content, frozen=True):
    """A place or body through which one door opens many."""

    name: Annotated[str, declare.line("Name", "নাম", required=True, search="main", group="hub")] = (
        ""
    )
    name_bn: Annotated[
        str, declare.line("Name in Bangla", "বাংলায় নাম", search="main", group="hub")
    ] = ""
    nature: Annotated[
        str, declare.choice("Kind of hub", "ধরন", choices=NATURES, column=True, group="hub")
    ] = ""
    domains: Annotated[
        tuple[str, ...],
        declare.several("Domains", "ক্ষেত্র", choices=DOMAINS, column=True, group="hub"),
    ] = ()
    city: Annotated[
        str, declare.line("Town", "শহর", search="text", column=True, group="contact")
    ] = ""
    country: Annotated[str, declare.country("Country", "দেশ", column=True, group="contact")] = ""
    website: Annotated[str, declare.url("Web site", "ওয়েবসাইট", group="contact")] = ""
    emails: Annotated[
        tuple[str, ...], declare.emails("E-mail", "ই-মেইল", search="text", group="contact")
    ] = ()
    phones: Annotated[
        tuple[str, ...], declare.phones("Phone", "ফোন", search="text", group="contact")
    ] = ()
    description: Annotated[
        str, declare.prose("What it is", "পরিচিতি", search="text", group="story")
    ] = ""
    programmes: Annotated[
        str, declare.prose("Programmes", "কর্মসূচি", search="text", group="story")
    ] = ""
    terms: Annotated[str, declare.prose("Terms", "শর্তাবলি", group="story")] = ""
    source: Annotated[str, declare.line("Source", "উৎস", group="story", limit=500)] = ""
    checked: Annotated[date | None, declare.day("Checked on", "যাচাইয়ের তারিখ", group="story")] = None
    notes: Annotated[
        str, declare.prose("Notes", "টীকা", search="text", seen="desk", group="story")
    ] = ""

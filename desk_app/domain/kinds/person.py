"""Person: a diaspora professional, a firm's contact, an official, a student."""

from datetime import date
from typing import Annotated

from desk_app.domain import declare
from desk_app.domain.fields import choices
from desk_app.domain.labels import Label
from desk_app.domain.registry import Content, kind
from desk_app.domain.values import SkillClaim

ROLES = choices(
    diaspora=("Diaspora professional", "প্রবাসী পেশাজীবী"),
    second_generation=("Second generation", "দ্বিতীয় প্রজন্ম"),
    firm_contact=("Firm contact", "প্রতিষ্ঠানের প্রতিনিধি"),
    official=("Official", "সরকারি কর্মকর্তা"),
    hub_staff=("Hub staff", "হাবের কর্মী"),
    student=("Student", "শিক্ষার্থী"),
    freelancer=("Freelancer", "ফ্রিল্যান্সার"),
)

HONORIFICS = choices(
    mr=("Mr", "জনাব"),
    ms=("Ms", "জনাবা"),
    dr=("Dr", "ড."),
    prof=("Prof.", "অধ্যাপক"),
    he=("H.E.", "মান্যবর"),
)


@kind("person", 1, ("Person", "People"), ("ব্যক্তি", "ব্যক্তিবর্গ"), title=("name",))
class Person(Content, frozen=True):
    """Somebody the desk knows."""

    name: Annotated[
        str,
        declare.line(
            "Name",
            "নাম",
            required=True,
            search="main",
            group="name",
            aliases=("full name", "display name", "contact", "fn"),
        ),
    ] = ""
    name_bn: Annotated[
        str, declare.line("Name in Bangla", "বাংলায় নাম", search="main", group="name")
    ] = ""
    honorific: Annotated[
        str, declare.choice("Form of address", "সম্বোধন", choices=HONORIFICS, group="name")
    ] = ""
    given: Annotated[
        str, declare.line("Given name", "নিজ নাম", group="name", aliases=("first name", "forename"))
    ] = ""
    family: Annotated[
        str,
        declare.line("Family name", "পারিবারিক নাম", group="name", aliases=("last name", "surname")),
    ] = ""
    other_names: Annotated[
        tuple[str, ...],
        declare.words(
            "Other names", "অন্যান্য নাম", search="text", group="name", aliases=("nickname",)
        ),
    ] = ()
    birthday: Annotated[
        str,
        declare.line(
            "Birthday",
            "জন্মদিন",
            group="name",
            seen="desk",
            limit=60,
            aliases=("birth date", "date of birth"),
            help=Label(
                "1980-04-26, or --04-26 where the year is not known.",
                "1980-04-26, কিংবা সাল জানা না থাকলে --04-26।",
            ),
        ),
    ] = ""
    photo: Annotated[str, declare.picture("Picture", "ছবি", group="name", seen="desk")] = ""
    roles: Annotated[
        tuple[str, ...], declare.several("Roles", "ভূমিকা", choices=ROLES, column=True, group="name")
    ] = ()
    emails: Annotated[
        tuple[str, ...],
        declare.emails(
            "E-mail", "ই-মেইল", search="text", group="contact", aliases=("email", "e-mail 1")
        ),
    ] = ()
    phones: Annotated[
        tuple[str, ...],
        declare.phones("Phone", "ফোন", search="text", group="contact", aliases=("mobile", "tel")),
    ] = ()
    website: Annotated[
        str, declare.url("Web page", "ওয়েব ঠিকানা", group="contact", aliases=("url", "linkedin"))
    ] = ""
    city: Annotated[
        str,
        declare.line(
            "Town", "শহর", search="text", column=True, group="contact", aliases=("place",)
        ),
    ] = ""
    country: Annotated[str, declare.country("Country", "দেশ", group="contact")] = ""
    address: Annotated[
        str, declare.prose("Address", "ঠিকানা", group="contact", limit=2_000, seen="desk")
    ] = ""
    languages: Annotated[
        tuple[str, ...], declare.languages("Languages", "ভাষা", group="professional")
    ] = ()
    skills: Annotated[
        tuple[SkillClaim, ...],
        declare.skills("Skills", "দক্ষতা", search="text", column=True, group="professional"),
    ] = ()
    do_not_approach: Annotated[
        bool,
        declare.yes_no(
            "Do not approach",
            "যোগাযোগ করা যাবে না",
            column=True,
            group="care",
            help=Label(
                "Nobody contacts this person or names them as an introducer.",
                "এই ব্যক্তির সঙ্গে কেউ যোগাযোগ করবেন না, পরিচয়দাতা হিসেবেও নাম দেবেন না।",
            ),
        ),
    ] = False
    verified: Annotated[
        date | None, declare.day("Last verified", "সর্বশেষ যাচাই", column=True, group="care")
    ] = None
    bounced: Annotated[
        tuple[str, ...],
        declare.words(
            "E-mail that came back",
            "যে ই-মেইল ফেরত এসেছে",
            seen="desk",
            group="care",
            help=Label(
                "Addresses from which a letter came back as undeliverable.",
                "যেসব ঠিকানা থেকে চিঠি পৌঁছানো যায়নি বলে ফেরত এসেছে।",
            ),
        ),
    ] = ()
    card: Annotated[
        tuple[str, ...],
        declare.words(
            "Further lines of the visiting card",
            "ভিজিটিং কার্ডের অন্যান্য তথ্য",
            seen="desk",
            group="care",
            limit=20_000,
            help=Label(
                "What the card says beyond these fields; it is written back with the card.",
                "কার্ডের যেসব তথ্যের আলাদা ঘর নেই; কার্ড রপ্তানির সময় এগুলো আবার লেখা হয়।",
            ),
        ),
    ] = ()
    notes: Annotated[
        str, declare.prose("Notes", "টীকা", search="text", seen="desk", group="care")
    ] = ""

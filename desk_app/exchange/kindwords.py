"""What the lists of associations, ministries and predecessors call the fields of other kinds."""

from functools import cache

from desk_app.domain.registry import Kind
from desk_app.exchange import headings

_MEANT = {
    "email": "emails",
    "phone": "phones",
    "url": "website",
    "street": "address",
    "city": "city",
    "country": "country",
    "note": "notes",
}
"""Fields of records by what the same heading would mean for a contact."""

_NAMED_BY = {"firm": "name", "hub": "name", "capacity": "firm", "membership": "member"}
"""The field of a kind that an organisation's name is."""

_CALLED = {
    "firm": {
        "name": "name of member|member company|member name|member|exhibitor|কোম্পানি|ফার্ম",
        "headcount": (
            "employees|no of employees|number of employees|employee size|manpower|staff|"
            "staff strength|headcount|total employees|কর্মী সংখ্যা|জনবল|mitarbeiter|medewerkers"
        ),
        "founded": (
            "established|year of establishment|establishment year|founded in|year founded|est|"
            "incorporated|date of incorporation|year of incorporation|প্রতিষ্ঠার বছর|প্রতিষ্ঠাকাল"
        ),
        "registration": (
            "reg no|registration no|company registration no|trade licence no|trade license no|"
            "kvk|kvk number|company no|company number|নিবন্ধন নম্বর"
        ),
        "association": (
            "membership no|membership number|member no|member id|membership id|basis id|"
            "bacco id|সদস্য নম্বর|সদস্যপদ নম্বর"
        ),
        "turnover": "revenue|annual turnover|annual revenue|turnover|yearly turnover",
        "description": "about|profile|company profile|about the company|activities|বিবরণ",
    },
    "hub": {"nature": "type|kind", "checked": "last checked|verified on"},
    "capacity": {
        "skill": "technology|technologies|skills|stack|expertise|skill set|দক্ষতা",
        "level": "seniority|grade|experience level",
        "employed": (
            "nos|no|number|heads|headcount|engineers|no of engineers|number of engineers|"
            "developers|resources|no of resources|total|সংখ্যা"
        ),
        "free": "available|free now|on bench|bench|available now",
        "free_from": "available from|availability|available on",
        "day_rate": "rate|rate eur|rate usd|daily rate|day rate eur|rate per day",
        "as_of": "as on|date|updated|updated on|last updated|তারিখ",
    },
    "demand": {
        "name": "demand|project|project name|requirement",
        "client": "client name|customer|company|company name",
        "decision": "deadline|decision date|closing date|due date",
        "value": "budget|contract value|estimated value",
    },
    "demand_line": {
        "skill": "technology|technologies|skills|stack|expertise",
        "level": "seniority|grade",
        "heads": "quantity|qty|nos|number|engineers|positions|headcount|no of engineers",
        "start": "start|start date|starting|begin",
    },
    "membership": {
        "hub": "association|chamber|body|network",
        "number": "membership no|member no|member id|membership id|membership number",
        "since": "member since|joined|joined on",
        "role": "role|position in hub",
    },
}


@cache
def called(kind: str) -> dict[str, str]:
    """Return fields of a kind by what other lists call them, as `headings.plain` tells it."""
    words = _CALLED.get(kind, {})
    return {headings.plain(word): name for name, said in words.items() for word in said.split("|")}


def meant(kind: Kind, heading: str) -> str:
    """Return the field of a kind that a heading means, by what it would mean for a contact."""
    field = headings.meaning(heading)
    if field == "org":
        return _NAMED_BY.get(kind.name, "")
    named = _MEANT.get(field, "")
    return named if named in kind.fields else ""

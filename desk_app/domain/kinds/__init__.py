"""The record kinds, one declaration each; importing this package fills `registry.KINDS`."""

from desk_app.domain.kinds.brief import PrintedBrief
from desk_app.domain.kinds.capacity import Capacity
from desk_app.domain.kinds.certificate import Certificate
from desk_app.domain.kinds.consent import Consent
from desk_app.domain.kinds.demand import Demand, DemandLine
from desk_app.domain.kinds.fact import Fact
from desk_app.domain.kinds.firm import Firm
from desk_app.domain.kinds.hub import Hub
from desk_app.domain.kinds.meeting import Meeting
from desk_app.domain.kinds.membership import Membership
from desk_app.domain.kinds.person import Person
from desk_app.domain.kinds.position import Position
from desk_app.domain.kinds.reference import Country, Mission, Officer, Sector, Skill
from desk_app.domain.kinds.task import Task
from desk_app.domain.kinds.tie import Tie
from desk_app.domain.registry import KINDS

__all__ = [
    "KINDS",
    "Capacity",
    "Certificate",
    "Consent",
    "Country",
    "Demand",
    "DemandLine",
    "Fact",
    "Firm",
    "Hub",
    "Meeting",
    "Membership",
    "Mission",
    "Officer",
    "Person",
    "Position",
    "PrintedBrief",
    "Sector",
    "Skill",
    "Task",
    "Tie",
]

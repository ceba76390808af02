"""The record kinds, one declaration each; importing this package fills `registry.KINDS`."""

from desk_app.domain.kinds.brief import PrintedBrief
from desk_app.domain.kinds.capacity import Capacity
from desk_app.domain.kinds.certificate import Certificate
from desk_app.domain.kinds.check import Check
from desk_app.domain.kinds.consent import Consent
from desk_app.domain.kinds.consortium import Consortium, Member
from desk_app.domain.kinds.demand import Demand, DemandLine
from desk_app.domain.kinds.dossier import Dossier, Note, Paper, Strategy
from desk_app.domain.kinds.fact import Fact
from desk_app.domain.kinds.firm import Firm
from desk_app.domain.kinds.gap import Cohort, Shortfall
from desk_app.domain.kinds.hub import Hub
from desk_app.domain.kinds.introduction import Introduction
from desk_app.domain.kinds.meeting import Meeting
from desk_app.domain.kinds.membership import Membership
from desk_app.domain.kinds.opening import Candidacy, Opening
from desk_app.domain.kinds.person import Person
from desk_app.domain.kinds.position import Position
from desk_app.domain.kinds.proposal import Proposal, Question, Reply
from desk_app.domain.kinds.reference import Country, Mission, Officer, Sector, Skill
from desk_app.domain.kinds.referral import Referral, ReferralAnswer
from desk_app.domain.kinds.result import Target, Win
from desk_app.domain.kinds.stage import Stage
from desk_app.domain.kinds.task import Task
from desk_app.domain.kinds.template import Template
from desk_app.domain.kinds.tie import Tie
from desk_app.domain.registry import KINDS

__all__ = [
    "KINDS",
    "Candidacy",
    "Capacity",
    "Certificate",
    "Check",
    "Cohort",
    "Consent",
    "Consortium",
    "Country",
    "Demand",
    "DemandLine",
    "Dossier",
    "Fact",
    "Firm",
    "Hub",
    "Introduction",
    "Meeting",
    "Member",
    "Membership",
    "Mission",
    "Note",
    "Officer",
    "Opening",
    "Paper",
    "Person",
    "Position",
    "PrintedBrief",
    "Proposal",
    "Question",
    "Referral",
    "ReferralAnswer",
    "Reply",
    "Sector",
    "Shortfall",
    "Skill",
    "Stage",
    "Strategy",
    "Target",
    "Task",
    "Template",
    "Tie",
    "Win",
]

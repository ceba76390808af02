"""What a brief can say, as one list of phrases that each language fills in.

Braces take words that the rules of the language have already made: a number in its own digits, a
date, a name. `Plural` chooses by the number it speaks of.
"""

from msgspec import Struct


class Plural(Struct, frozen=True):
    """One phrase for one of something and one for any other number; `{n}` is the number."""

    one: str
    other: str


class Sections(Struct, frozen=True, kw_only=True):
    """The headings."""

    objective: str
    meet: str
    since: str
    exchange: str
    ask: str
    offer: str
    points: str
    avoid: str
    next_step: str
    counterpart: str
    people: str
    history: str
    promises: str
    coverage: str
    in_detail: str
    firms: str
    gap: str
    introducers: str
    facts: str
    chart: str
    outcome: str
    about: str
    demands: str
    brings: str
    planned: str
    known: str
    capacity: str
    programmes: str
    terms: str
    members: str
    positions: str
    contact: str
    notes: str
    ties: str
    consents: str
    firms_there: str
    hubs_there: str
    needed: str
    integrity: str
    consortium: str
    strategy: str
    agenda: str
    participants: str
    own_notes: str
    line: str
    legal: str
    risks: str
    forces: str
    experts: str
    firms_of_domain: str
    hubs_of_domain: str
    papers: str
    sources: str
    contents: str
    programme: str
    by_participant: str
    figures: str
    brought: str
    from_dhaka: str
    held: str
    stages: str
    movements: str
    wins: str
    losses: str
    shortfalls: str
    proposals: str
    introductions: str
    referrals: str
    relations: str
    live: str
    first_days: str
    first_things: str
    most_important: str
    overdue: str
    underway: str
    profile: str


class Columns(Struct, frozen=True, kw_only=True):
    """The heads of table columns and the labels of facts."""

    name: str
    role: str
    contact: str
    languages: str
    when: str
    where: str
    what: str
    outcome: str
    who: str
    state: str
    skill: str
    asked: str
    found: str
    missing: str
    firms: str
    firm: str
    heads: str
    certificates: str
    as_of: str
    introducer: str
    knows: str
    tie: str
    statement: str
    source: str
    standing: str
    town: str
    domains: str
    headcount: str
    turnover: str
    founded: str
    relocation: str
    strategy: str
    wanted: str
    country: str
    value: str
    decision: str
    our_side: str
    employed: str
    free: str
    free_from: str
    since: str
    check: str
    searched: str
    signed: str
    valid: str
    people: str
    time: str
    publisher: str
    checked: str
    paper: str
    author: str
    dated: str
    participants: str
    meetings: str
    prepared_by: str
    signed_on: str
    value_by_year: str
    measure: str
    target: str
    with_whom: str
    stage: str
    at_start: str
    came: str
    went: str
    at_end: str
    demand: str
    step: str
    first_year: str
    share: str
    confirmed: str
    reason: str
    lost_to: str
    would_have_won: str
    month: str
    submitted: str
    last_reply: str
    to: str
    handed_on: str
    due: str
    met: str
    last_met: str
    to_know: str
    nature: str
    brings: str


class Phrases(Struct, frozen=True, kw_only=True):
    """Everything else a brief says."""

    sections: Sections
    columns: Columns
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    day: str
    short_day: str
    near_day: str
    month: str
    moment: str
    zone: str
    and_: str
    comma: str
    range_: str
    estimated: str
    million: str
    billion: str
    lakh: str
    crore: str
    money: str
    money_of: str
    currencies: dict[str, str]
    stop: str
    from_day: str
    staff: str
    estimated_of: str
    firms_more: Plural
    more_firms: Plural
    yes: str
    since: str
    new_since: str
    left: str
    firms: Plural
    others: Plural
    from_: str
    our_promise: str
    their_promise: str
    due: str
    overdue: str
    done: str
    open_: str
    first_meeting: str
    last_meeting: str
    since_printed: str
    joined: str
    departed: str
    new_capacity: Plural
    no_objective: str
    nothing_written: str
    offered: str
    offered_from: str
    offered_proven: str
    offered_none: str
    shortfall: str
    names_to_come: str
    withheld: Plural
    do_not_approach: str
    consent_unknown: str
    consent_refused: str
    coverage_source: str
    book_as_of: str
    coverage_empty: str
    coverage_total: str
    nice: str
    gap_line: str
    gap_later: str
    gap_small: Plural
    more_open: Plural
    kept: Plural
    facts_sources: str
    gap_nobody: str
    gap_signal: str
    no_gap: str
    stale_capacity: Plural
    confidential_client: str
    certificate_until: str
    certificate_expired: str
    tie_line: str
    asked_before: str
    introducers_note: str
    introducers_none: str
    introducers_more: Plural
    introducers_hidden: Plural
    facts_source: str
    country_home: str
    country_quiet: str
    country_facts: Plural
    country_newest: str
    country_without_facts: str
    facts_expired: Plural
    facts_left_out: Plural
    facts_more: Plural
    fact_checked: str
    fact_valid: str
    official_text: str
    fact_expired: str
    figure_official: str
    figure_industry: str
    chart_title: str
    chart_unit: str
    chart_alt: str
    chart_point: str
    chart_source: str
    marks: str
    mark_names: dict[str, str]
    data_as_of: str
    oldest_capacity: str
    prepared_by: str
    exchanged: str
    profile_as_of: str
    from_the_record: str
    subtitle: str
    outcome_note: str
    outcome_how: str
    outcome_choices: tuple[str, ...]
    outcome_ours: str
    outcome_theirs: str
    outcome_new: str
    outcome_reasons: str
    history_more: Plural
    promises_on_front: Plural
    left_for_the_book: str
    consent_refused_all: str
    do_not_approach_at_all: str
    slip_title: str
    slip_text: str
    slip_note: str
    slip_date: str
    slip_signature: str
    slip_officer: str
    lines_more: Plural
    consent_states: dict[str, str]
    lights: dict[str, str]
    unnamed: Plural
    unnamed_by: dict[str, str]
    unnamed_to_others: Plural
    gap_barred: Plural
    gap_checks: str
    integrity_note: str
    searched_on: str
    searched_in: str
    list_of: str
    lacking: str
    not_offered: str
    not_offered_to_others: str
    proposed_today: str
    version: str
    as_of_day: str
    covered: str
    why: str
    risks: str
    uncovered: str
    welcome: str
    close: str
    dossier_old: str
    card_title: str
    card_text: str
    card_right: str
    card_without: str
    delegation_title: str
    delegation_bare: str
    give_back: str
    tab_people: str
    tab_country: str
    report_of: str
    this_year: str
    figures_note: str
    wins_note: str
    stages_note: str
    shortfalls_note: str
    won: str
    lost: str
    moved: Plural
    met: Plural
    waits_for_dhaka: str
    waits_for_us: str
    percent: str
    name_withheld: str
    dhaka: str
    handover_title: str
    handover_counts: str
    relations_note: str
    met_last: Plural
    more_due: Plural
    due_kinds: dict[str, str]
    problems: dict[str, str]
    left_out: Plural
    searched_where: str
    long_range: str
    first_runs_out: str
    for_heads: Plural
    years: tuple[str, ...]
    from_to: str
    as_in_the_consortium: str

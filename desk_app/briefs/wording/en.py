"""The English of a brief: short, plain, British spelling."""

from desk_app.briefs.wording.headings_en import COLUMNS, SECTIONS
from desk_app.briefs.wording.phrases import Phrases, Plural

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

ENGLISH = Phrases(
    sections=SECTIONS,
    columns=COLUMNS,
    months=_MONTHS,
    short_months=tuple(month[:3] for month in _MONTHS),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    day="{day} {month} {year}",
    short_day="{day} {month} {year}",
    near_day="{day} {month}",
    month="{month} {year}",
    moment="{weekday}, {day}, {time}",
    zone="{time} {zone}",
    and_="and",
    comma=", ",
    range_="{low}–{high}",
    estimated="{figure} (estimate)",
    million="{n} million",
    billion="{n} billion",
    lakh="{n} lakh",
    crore="{n} crore",
    money="{currency} {amount}",
    money_of="{money} ({year})",
    currencies={},
    stop=".",
    from_day="From {date}",
    staff="{n} staff",
    estimated_of="{figure} (estimate of {year})",
    firms_more=Plural(
        "One more firm brings {heads} of the heads.", "{n} more firms bring {heads} of the heads."
    ),
    more_firms=Plural("one more ({heads})", "{n} more ({heads})"),
    yes="yes",
    since="since {date}",
    new_since="new, since {date}",
    left="left {date}",
    firms=Plural("one firm", "{n} firms"),
    from_="from {date}",
    our_promise="We promised:",
    their_promise="They promised:",
    due="due {date}",
    overdue="overdue since {date}",
    done="done {date}",
    open_="open",
    first_meeting="We have not met them before.",
    last_meeting="Last met {date}: {subject}",
    since_printed="New since the brief of {date}:",
    joined="{name} came ({role}, since {date})",
    departed="{name} left ({role})",
    new_capacity=Plural("one capacity entry renewed", "{n} capacity entries renewed"),
    no_objective="No objective has been written for this meeting.",
    nothing_written="Nothing written yet.",
    offered="{found} of {asked} people from {firms}",
    offered_proven="{proven} of them proven",
    offered_none="No firm in the capacity book has these skills free in time.",
    shortfall="{missing} still missing: {skills}",
    names_to_come="Nobody is named yet.",
    withheld=Plural(
        "Contact details of one person are withheld: there is no agreement to keep them.",
        "Contact details of {n} people are withheld: there is no agreement to keep them.",
    ),
    do_not_approach="do not approach outside this meeting",
    consent_unknown="consent not asked yet",
    consent_refused="details withheld",
    coverage_source=(
        "Capacity book of the missions; entries of {first} to {last}. Heads are free "
        "heads, counted once."
    ),
    book_as_of="Capacity book, entries of {first} to {last}.",
    coverage_empty="No capacity line fits. Ask Dhaka for firms with these skills.",
    coverage_total="Together",
    nice="Nice to have",
    gap_line="{skill}: {missing} of {asked} missing",
    gap_small=Plural("one at a firm too small to take on", "{n} at firms too small to take on"),
    more_open=Plural("One more promise is open.", "{n} more promises are open."),
    kept=Plural("One promise was kept.", "{n} promises were kept."),
    facts_sources="Sources:",
    gap_later="{n} free later, from {date}",
    gap_nobody="no firm known",
    gap_signal="Tell Dhaka: a training and sourcing need of {missing} people, {skills}.",
    no_gap="Nothing is missing: every line of the demand is covered.",
    stale_capacity=Plural(
        "One capacity line is out of date and was not counted.",
        "{n} capacity lines are out of date and were not counted.",
    ),
    confidential_client="The client's name is confidential: not to be named to firms.",
    certificate_until="{name}, until {date}",
    certificate_expired="{name}, expired {date}",
    tie_line="{nature}, strength {strength} of 5",
    asked_before="last asked {date}",
    introducers_note=(
        "Only people who agreed to be asked. Ask them yourself; do not mention them in the room."
    ),
    introducers_more=Plural("One more may be asked.", "{n} more may be asked."),
    introducers_none="Nobody who agreed to be asked knows them.",
    introducers_hidden=Plural(
        "One more tie is not shown: the person has not agreed, or is not to be asked.",
        "{n} more ties are not shown: the people have not agreed, or are not to be asked.",
    ),
    facts_source="Country facts kept by the missions. Hatched: out of date, not to be used.",
    country_home="Our own country: what its firms can deliver is what we offer abroad.",
    country_quiet="No demand from there is open, and no meeting with anybody there is planned.",
    country_facts=Plural("One fact about it is in date.", "{n} facts about it are in date."),
    country_newest="The newest was checked on {date}.",
    country_without_facts="No fact about it is in date: find out before anything is claimed.",
    facts_expired=Plural(
        "One fact is out of date: renew it before use.",
        "{n} facts are out of date: renew them before use.",
    ),
    facts_left_out=Plural(
        "One fact is out of date and is left out.", "{n} facts are out of date and are left out."
    ),
    facts_more=Plural("One more is in the desk.", "{n} more are in the desk."),
    fact_checked="checked {date}",
    official_text="Official text",
    fact_valid="valid until {date}",
    fact_expired="out of date since {date}",
    figure_official="Official count",
    figure_industry="Industry's count",
    chart_title="ICT exports of Bangladesh, two counts that are not to be mixed",
    chart_unit="USD million",
    chart_alt="Bars of ICT exports in USD million: {points}.",
    chart_point="{series} {at} {value}",
    chart_source="{sources}. Checked {date}. Years without a figure stay empty.",
    marks="Evidence:",
    mark_names={
        "declared": "the firm's word",
        "document": "papers seen",
        "visited": "visited",
        "reference": "reference heard",
        "expired": "out of date",
    },
    data_as_of="Records of {date}",
    oldest_capacity="oldest capacity entry {date}",
    prepared_by="Prepared by {name}.",
    exchanged="exchanged with Dhaka {date}",
    profile_as_of="From the desk's own record, last changed {date}.",
    from_the_record="From the desk's own record of the meeting, last changed {date}.",
    subtitle="{form}: {names}",
    outcome_note=(
        "Back at the desk, type the code (or scan it): the form opens with this meeting's points."
    ),
    outcome_how="How it went",
    outcome_choices=("as hoped", "partly", "not", "put off"),
    outcome_ours="We promised (who, until when)",
    outcome_theirs="They promised (who, until when)",
    outcome_new="New people, new needs",
    outcome_reasons="If no: because of",
    promises_on_front=Plural(
        "The most urgent one stands on page 1.", "The {n} most urgent ones stand on page 1."
    ),
    left_for_the_book="The book tells all of it.",
    history_more=Plural(
        "One earlier meeting is in the desk.", "{n} earlier meetings are in the desk."
    ),
    consent_refused_all="This person did not agree that details are kept: name and function only.",
    do_not_approach_at_all="Do not approach this person.",
    slip_title="May we keep your details?",
    slip_text=(
        "The ICT desk of the mission works for partnerships with Bangladesh. Please tick "
        "what you agree to. You may take it back at any time by telling the mission; "
        "nothing is passed on that you did not tick."
    ),
    slip_note="For the desk: this code finds the record.",
    slip_date="Date",
    slip_signature="Signature",
    slip_officer="For the mission",
    lines_more=Plural("One more is in the desk.", "{n} more are in the desk."),
    consent_states={"unknown": "not asked yet", "expired": "agreed once, out of date"},
    lights={
        "clear": "nothing found",
        "open": "still open",
        "expired": "out of date",
        "failed": "failed",
        "refused": "refused",
        "missing": "not checked",
    },
    unnamed_by={
        "failed": "{n} failed a check",
        "refused": "{n} refused to be checked",
        "expired": "{n} with a check out of date",
        "open": "{n} with a check still open",
        "missing": "{n} not checked yet",
    },
    unnamed_to_others=Plural(
        "One more firm is not named: its checks are not complete.",
        "{n} more firms are not named: their checks are not complete.",
    ),
    gap_barred=Plural(
        "one at a firm whose checks are not passed", "{n} at firms whose checks are not passed"
    ),
    gap_checks=(
        "Enough heads are known, but at firms whose checks are not passed: complete the "
        "checks first."
    ),
    integrity_note=(
        "A firm is named in an offer only when registry, debarment lists and owners are "
        "clear and signed by two officers."
    ),
    searched_on="searched on {date}",
    searched_in="{date}, against",
    list_of="list of {date}",
    lacking="{check}: {light}",
    not_offered="Not to be named in an offer: {why}.",
    not_offered_to_others="What the firm can bring is told when its checks are complete.",
    proposed_today="As it is proposed on {date} from the capacity book; not yet decided.",
    version="Version {n} of {date}, {state}.",
    as_of_day="As of {date}.",
    covered="{covered} of {asked} head-months of the must lines are covered.",
    why="Why these firms",
    risks="What it risks",
    uncovered="What stays uncovered",
    welcome="Welcome and introductions",
    close="Next steps and close",
    dossier_old=(
        "Out of date since {date}: ask the publisher for a newer one before relying on it."
    ),
    card_title="Will you confirm this business?",
    delegation_title="ICT delegation: {places}",
    delegation_bare="ICT delegation",
    give_back="Give this book back to the mission after the visit.",
    tab_people="P",
    tab_country="C",
    report_of="Report for {month}",
    figures_note=(
        "Wins count once the client has confirmed them; their value is that of the first "
        "year, at our share of the credit."
    ),
    wins_note="Only confirmed wins count in the figures.",
    stages_note=(
        "From the stage log. A demand found in the month comes in without having gone out "
        "elsewhere."
    ),
    shortfalls_note="Heads that no firm could offer; neither client nor demand is named.",
    won="Won:",
    lost="Lost:",
    moved=Plural("One demand moved on.", "{n} times a demand moved on."),
    met=Plural("One meeting was held.", "{n} meetings were held."),
    waits_for_dhaka="with the ministry",
    waits_for_us="returned with questions to us",
    percent="{n} %",
    name_withheld="name withheld",
    dhaka="Ministry, Dhaka",
    handover_title="For the successor at this desk",
    handover_counts=(
        "{relations} relations that matter, {promises} open promises ({late} overdue), "
        "{demands} live demands."
    ),
    relations_note="Ranked by meetings, the newer the more, open promises and live demands.",
    met_last=Plural("met once, on {date}", "met {n} times, last on {date}"),
    more_due=Plural("One more thing falls due.", "{n} more things fall due."),
    due_kinds={
        "meeting": "Meeting",
        "us": "We promised",
        "them": "They promised",
        "task": "Task",
        "decision": "They decide",
        "proposal": "Proposal due",
        "fact": "Fact runs out",
        "consent": "Consent runs out",
        "check": "Check runs out",
    },
    problems={
        "expired-fact": "Out of date since {date}: {fact}",
        "expired-dossier": "The dossier is out of date since {date}.",
        "unverified-firm": "{name} is not named in the offer: {light}.",
        "stale-capacity": "Capacity entries out of date, not counted: {n}.",
        "consent-unknown": "{name} was never asked whether details may be kept.",
        "consent-refused": "{name} does not agree that details are kept: they are withheld.",
        "introducer-not-asked": (
            "{name} knows {known}, but was never asked whether we may ask for an introduction."
        ),
        "no-objective": "No objective is written: {name}",
        "not-in-bangla": "The meeting is not written in Bangla: {name}",
    },
    left_out=Plural(
        "One firm is left out: checks not passed.", "{n} firms are left out: checks not passed."
    ),
    searched_where="Searched:",
    long_range="{low} – {high}",
    first_runs_out="The first of these checks runs out on {date}.",
    offered_from="free from {first} to {last}",
    card_text=(
        "Please tick, sign and return this card. Only business that the client confirms "
        "is counted; nothing is published under your name."
    ),
    card_without="Without the mission:",
    for_heads=Plural("one person", "{n} people"),
    others=Plural("and one other (see People)", "and {n} others (see People)"),
    card_right="Correct, or as corrected above.",
    years=("year 1", "year 2", "year 3", "year 4", "year 5"),
    from_to="{before} to {after}",
    unnamed=Plural("One firm is not named: {why}.", "{n} firms are not named: {why}."),
    as_in_the_consortium="Heads as in the consortium.",
    this_year="{year} so far",
)

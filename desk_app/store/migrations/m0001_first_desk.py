"""The desk's first shape: people, firms, hubs, meetings, demands and what hangs on them."""

from alembic import op

TABLES = (
    """
    CREATE TABLE act (
        number INTEGER NOT NULL, "group" BLOB NOT NULL, label TEXT NOT NULL, at TEXT NOT NULL,
        undoes BLOB, undone INTEGER NOT NULL, CONSTRAINT pk_act PRIMARY KEY (number), CONSTRAINT
        uq_act_group UNIQUE ("group")
    )
    """,
    """
    CREATE TABLE base (
        record BLOB NOT NULL, change BLOB NOT NULL, CONSTRAINT pk_base PRIMARY KEY (record)
    )
    """,
    """
    CREATE TABLE capacity (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT NOT
        NULL, extra TEXT NOT NULL, firm BLOB, skill TEXT NOT NULL, level TEXT NOT NULL, employed
        INTEGER, free INTEGER, free_from TEXT, day_rate TEXT, languages TEXT NOT NULL, evidence
        TEXT NOT NULL, as_of TEXT, until TEXT, notes TEXT NOT NULL, CONSTRAINT pk_capacity
        PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_capacity_as_of ON capacity (as_of)",
    "CREATE INDEX ix_capacity_firm ON capacity (firm)",
    "CREATE INDEX ix_capacity_free_from ON capacity (free_from)",
    "CREATE INDEX ix_capacity_leaf ON capacity (leaf) WHERE version > 0",
    "CREATE INDEX ix_capacity_until ON capacity (until)",
    """
    CREATE TABLE certificate (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT NOT
        NULL, extra TEXT NOT NULL, holder BLOB, name TEXT NOT NULL, issuer TEXT NOT NULL, number
        TEXT NOT NULL, scope TEXT NOT NULL, issued TEXT, until TEXT, evidence TEXT NOT NULL,
        seen_by TEXT NOT NULL, CONSTRAINT pk_certificate PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_certificate_holder ON certificate (holder)",
    "CREATE INDEX ix_certificate_issued ON certificate (issued)",
    "CREATE INDEX ix_certificate_leaf ON certificate (leaf) WHERE version > 0",
    "CREATE INDEX ix_certificate_until ON certificate (until)",
    """
    CREATE TABLE consent (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT NOT
        NULL, extra TEXT NOT NULL, person BLOB, purpose TEXT NOT NULL, answer TEXT NOT NULL,
        basis TEXT NOT NULL, how TEXT NOT NULL, text_version TEXT NOT NULL, text_language TEXT
        NOT NULL, "on" TEXT, until TEXT, withdrawn TEXT, notes TEXT NOT NULL, CONSTRAINT
        pk_consent PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_consent_leaf ON consent (leaf) WHERE version > 0",
    'CREATE INDEX ix_consent_on ON consent ("on")',
    "CREATE INDEX ix_consent_person ON consent (person)",
    "CREATE INDEX ix_consent_until ON consent (until)",
    "CREATE INDEX ix_consent_withdrawn ON consent (withdrawn)",
    """
    CREATE TABLE country (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT NOT
        NULL, extra TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, name_bn TEXT NOT
        NULL, notes TEXT NOT NULL, CONSTRAINT pk_country PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_country_leaf ON country (leaf) WHERE version > 0",
    """
    CREATE TABLE demand (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT NOT
        NULL, extra TEXT NOT NULL, name TEXT NOT NULL, name_bn TEXT NOT NULL, client BLOB, stage
        TEXT NOT NULL, value TEXT, meeting BLOB, confidential INTEGER NOT NULL, decision TEXT,
        competitors TEXT NOT NULL, description TEXT NOT NULL, lost_reason TEXT NOT NULL, lost_to
        TEXT NOT NULL, would_have_won TEXT NOT NULL, notes TEXT NOT NULL, CONSTRAINT pk_demand
        PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_demand_client ON demand (client)",
    "CREATE INDEX ix_demand_decision ON demand (decision)",
    "CREATE INDEX ix_demand_leaf ON demand (leaf) WHERE version > 0",
    "CREATE INDEX ix_demand_meeting ON demand (meeting)",
    """
    CREATE TABLE demand_line (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT NOT
        NULL, extra TEXT NOT NULL, demand BLOB, skill TEXT NOT NULL, level TEXT NOT NULL, heads
        INTEGER, start TEXT, weeks INTEGER, need TEXT NOT NULL, place TEXT NOT NULL, languages
        TEXT NOT NULL, CONSTRAINT pk_demand_line PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_demand_line_demand ON demand_line (demand)",
    "CREATE INDEX ix_demand_line_leaf ON demand_line (leaf) WHERE version > 0",
    "CREATE INDEX ix_demand_line_start ON demand_line (start)",
    """
    CREATE TABLE dispute (
        record BLOB NOT NULL, field TEXT NOT NULL, kind TEXT NOT NULL, base TEXT NOT NULL, mine
        TEXT NOT NULL, theirs TEXT NOT NULL, mine_at TEXT, theirs_by TEXT NOT NULL, theirs_at
        TEXT, CONSTRAINT pk_dispute PRIMARY KEY (record, field)
    )
    """,
    """
    CREATE TABLE edit (
        number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL, "group" BLOB NOT
        NULL, record BLOB NOT NULL, kind TEXT NOT NULL, operation TEXT NOT NULL, at TEXT NOT
        NULL, "by" TEXT NOT NULL, base INTEGER NOT NULL, fields TEXT NOT NULL, was TEXT NOT
        NULL, owner BLOB, audience TEXT, source TEXT NOT NULL, why TEXT NOT NULL, stage TEXT NOT
        NULL, batch INTEGER NOT NULL, answered_at TEXT, CONSTRAINT uq_edit_id UNIQUE (id)
    )
    """,
    "CREATE INDEX ix_edit_batch ON edit (batch)",
    'CREATE INDEX ix_edit_group ON edit ("group")',
    "CREATE INDEX ix_edit_record ON edit (record) WHERE answered_at IS NULL",
    """
    CREATE TABLE entry (
        place INTEGER NOT NULL, id BLOB NOT NULL, kind INTEGER NOT NULL, archived INTEGER NOT
        NULL, state TEXT NOT NULL, title TEXT NOT NULL, detail TEXT NOT NULL, cells TEXT NOT
        NULL, "key" TEXT NOT NULL, words TEXT NOT NULL, CONSTRAINT pk_entry PRIMARY KEY (place),
        CONSTRAINT uq_entry_id UNIQUE (id)
    )
    """,
    'CREATE INDEX ix_entry_key ON entry (kind, "key")',
    "CREATE INDEX ix_entry_shelf ON entry (kind, archived)",
    "CREATE INDEX ix_entry_state ON entry (state) WHERE state NOT IN ('here', 'received')",
    """
    CREATE TABLE firm (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT NOT
        NULL, extra TEXT NOT NULL, name TEXT NOT NULL, name_bn TEXT NOT NULL, other_names TEXT
        NOT NULL, side TEXT NOT NULL, domains TEXT NOT NULL, sectors TEXT NOT NULL, city TEXT
        NOT NULL, country TEXT NOT NULL, address TEXT NOT NULL, website TEXT NOT NULL, emails
        TEXT NOT NULL, phones TEXT NOT NULL, registration TEXT NOT NULL, association TEXT NOT
        NULL, headcount TEXT, turnover TEXT, founded TEXT, description TEXT NOT NULL,
        description_bn TEXT NOT NULL, strategy TEXT NOT NULL, relocation INTEGER NOT NULL, notes
        TEXT NOT NULL, CONSTRAINT pk_firm PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_firm_founded ON firm (founded)",
    "CREATE INDEX ix_firm_leaf ON firm (leaf) WHERE version > 0",
    """
    CREATE TABLE history (
        number INTEGER NOT NULL, record BLOB NOT NULL, "group" BLOB, field TEXT NOT NULL, at
        TEXT NOT NULL, "by" TEXT NOT NULL, device TEXT NOT NULL, how TEXT NOT NULL, "before"
        TEXT NOT NULL, "after" TEXT NOT NULL, CONSTRAINT pk_history PRIMARY KEY (number)
    )
    """,
    'CREATE INDEX ix_history_group ON history ("group")',
    "CREATE INDEX ix_history_record ON history (record)",
    """
    CREATE TABLE hub (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT NOT
        NULL, extra TEXT NOT NULL, name TEXT NOT NULL, name_bn TEXT NOT NULL, nature TEXT NOT
        NULL, domains TEXT NOT NULL, city TEXT NOT NULL, country TEXT NOT NULL, website TEXT NOT
        NULL, emails TEXT NOT NULL, phones TEXT NOT NULL, description TEXT NOT NULL, programmes
        TEXT NOT NULL, terms TEXT NOT NULL, source TEXT NOT NULL, checked TEXT, notes TEXT NOT
        NULL, CONSTRAINT pk_hub PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_hub_checked ON hub (checked)",
    "CREATE INDEX ix_hub_leaf ON hub (leaf) WHERE version > 0",
    """
    CREATE TABLE link (
        source BLOB NOT NULL, field TEXT NOT NULL, target BLOB NOT NULL, kind TEXT NOT NULL,
        CONSTRAINT pk_link PRIMARY KEY (source, field, target)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_link_target ON link (target)",
    """
    CREATE TABLE meeting (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT NOT
        NULL, extra TEXT NOT NULL, subject TEXT NOT NULL, form TEXT NOT NULL, standing TEXT NOT
        NULL, "when" TEXT, "where" TEXT NOT NULL, organisations TEXT NOT NULL, people TEXT NOT
        NULL, officers TEXT NOT NULL, demands TEXT NOT NULL, themes TEXT NOT NULL, objective
        TEXT NOT NULL, asks TEXT NOT NULL, offers TEXT NOT NULL, points TEXT NOT NULL, avoid
        TEXT NOT NULL, next_step TEXT NOT NULL, outcome TEXT NOT NULL, notes TEXT NOT NULL,
        subject_bn TEXT NOT NULL, objective_bn TEXT NOT NULL, asks_bn TEXT NOT NULL, offers_bn
        TEXT NOT NULL, points_bn TEXT NOT NULL, avoid_bn TEXT NOT NULL, next_step_bn TEXT NOT
        NULL, CONSTRAINT pk_meeting PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_meeting_leaf ON meeting (leaf) WHERE version > 0",
    'CREATE INDEX ix_meeting_when ON meeting ("when")',
    """
    CREATE TABLE mission (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT NOT
        NULL, extra TEXT NOT NULL, name TEXT NOT NULL, name_bn TEXT NOT NULL, city TEXT NOT
        NULL, country TEXT NOT NULL, CONSTRAINT pk_mission PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_mission_leaf ON mission (leaf) WHERE version > 0",
    """
    CREATE TABLE officer (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT NOT
        NULL, extra TEXT NOT NULL, name TEXT NOT NULL, name_bn TEXT NOT NULL, title TEXT NOT
        NULL, title_bn TEXT NOT NULL, mission BLOB, emails TEXT NOT NULL, CONSTRAINT pk_officer
        PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_officer_leaf ON officer (leaf) WHERE version > 0",
    "CREATE INDEX ix_officer_mission ON officer (mission)",
    """
    CREATE TABLE person (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT NOT
        NULL, extra TEXT NOT NULL, name TEXT NOT NULL, name_bn TEXT NOT NULL, honorific TEXT NOT
        NULL, given TEXT NOT NULL, family TEXT NOT NULL, roles TEXT NOT NULL, emails TEXT NOT
        NULL, phones TEXT NOT NULL, website TEXT NOT NULL, city TEXT NOT NULL, country TEXT NOT
        NULL, languages TEXT NOT NULL, skills TEXT NOT NULL, do_not_approach INTEGER NOT NULL,
        verified TEXT, notes TEXT NOT NULL, CONSTRAINT pk_person PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_person_leaf ON person (leaf) WHERE version > 0",
    "CREATE INDEX ix_person_verified ON person (verified)",
    """
    CREATE TABLE place (
        one INTEGER NOT NULL, desk TEXT NOT NULL, cursor TEXT NOT NULL, reconcile INTEGER NOT
        NULL, offer TEXT NOT NULL, received INTEGER NOT NULL, tail BLOB NOT NULL, seen_in TEXT
        NOT NULL, batch INTEGER NOT NULL, last_receipt TEXT, last_attempt TEXT, problem TEXT NOT
        NULL, differing TEXT NOT NULL, notice TEXT NOT NULL, CONSTRAINT pk_place PRIMARY KEY
        (one)
    )
    """,
    """
    CREATE TABLE position (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT NOT
        NULL, extra TEXT NOT NULL, person BLOB, organisation BLOB, role TEXT NOT NULL, role_bn
        TEXT NOT NULL, since TEXT, until TEXT, CONSTRAINT pk_position PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_position_leaf ON position (leaf) WHERE version > 0",
    "CREATE INDEX ix_position_organisation ON position (organisation)",
    "CREATE INDEX ix_position_person ON position (person)",
    "CREATE INDEX ix_position_since ON position (since)",
    "CREATE INDEX ix_position_until ON position (until)",
    """
    CREATE TABLE refusal (
        edit BLOB NOT NULL, record BLOB NOT NULL, kind TEXT NOT NULL, operation TEXT NOT NULL,
        reason TEXT NOT NULL, field TEXT NOT NULL, fields TEXT NOT NULL, typed_at TEXT NOT NULL,
        refused_at TEXT NOT NULL, CONSTRAINT pk_refusal PRIMARY KEY (edit)
    )
    """,
    "CREATE INDEX ix_refusal_record ON refusal (record)",
    """
    CREATE TABLE sector (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT NOT
        NULL, extra TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, name_bn TEXT NOT
        NULL, CONSTRAINT pk_sector PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_sector_leaf ON sector (leaf) WHERE version > 0",
    """
    CREATE TABLE seen (
        record BLOB NOT NULL, CONSTRAINT pk_seen PRIMARY KEY (record)
    )
    """,
    """
    CREATE TABLE skill (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT NOT
        NULL, extra TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, name_bn TEXT NOT
        NULL, parent TEXT NOT NULL, other_names TEXT NOT NULL, CONSTRAINT pk_skill PRIMARY KEY
        (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_skill_leaf ON skill (leaf) WHERE version > 0",
    """
    CREATE TABLE task (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT NOT
        NULL, extra TEXT NOT NULL, what TEXT NOT NULL, what_bn TEXT NOT NULL, promised_by TEXT
        NOT NULL, owner BLOB, due TEXT, meeting BLOB, about TEXT NOT NULL, done TEXT, notes TEXT
        NOT NULL, CONSTRAINT pk_task PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_task_done ON task (done)",
    "CREATE INDEX ix_task_due ON task (due)",
    "CREATE INDEX ix_task_leaf ON task (leaf) WHERE version > 0",
    "CREATE INDEX ix_task_meeting ON task (meeting)",
    "CREATE INDEX ix_task_owner ON task (owner)",
    """
    CREATE TABLE tie (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT NOT
        NULL, extra TEXT NOT NULL, person BLOB, "to" BLOB, nature TEXT NOT NULL, strength
        INTEGER, since TEXT, told_by BLOB, may_ask INTEGER NOT NULL, last_asked TEXT, notes TEXT
        NOT NULL, CONSTRAINT pk_tie PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_tie_last_asked ON tie (last_asked)",
    "CREATE INDEX ix_tie_leaf ON tie (leaf) WHERE version > 0",
    "CREATE INDEX ix_tie_person ON tie (person)",
    "CREATE INDEX ix_tie_since ON tie (since)",
    'CREATE INDEX ix_tie_to ON tie ("to")',
    "CREATE INDEX ix_tie_told_by ON tie (told_by)",
    """
    CREATE VIRTUAL TABLE found USING fts5
        (words, content='entry', content_rowid='place', tokenize='trigram case_sensitive 1')
    """,
    "INSERT INTO found (found, rank) VALUES ('secure-delete', 1)",
    """
    INSERT INTO place
        (one, desk, cursor, reconcile, offer, received, tail, seen_in,
        batch, problem, differing, notice)
        VALUES (1, '', '', 0, '', 0, x'', '', 0, '', '', '')
    """,
)


def upgrade() -> None:
    """Make the tables of an empty file."""
    for statement in TABLES:
        op.execute(statement)

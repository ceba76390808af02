"""Demand to win: checks, consortia, proposals, openings, dossiers, targets, referrals."""

from alembic import op

TABLES = (
    """
    CREATE TABLE answer (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT
        NOT NULL, extra TEXT NOT NULL, referral BLOB, text TEXT NOT NULL, "on" TEXT,
        closes INTEGER NOT NULL, CONSTRAINT pk_answer PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_answer_leaf ON answer (leaf) WHERE version > 0",
    'CREATE INDEX ix_answer_on ON answer ("on")',
    "CREATE INDEX ix_answer_referral ON answer (referral)",
    """
    CREATE TABLE candidacy (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT
        NOT NULL, extra TEXT NOT NULL, opening BLOB, person BLOB, stage TEXT NOT NULL,
        closing TEXT NOT NULL, named_on TEXT, why TEXT NOT NULL, notes TEXT NOT NULL,
        CONSTRAINT pk_candidacy PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_candidacy_leaf ON candidacy (leaf) WHERE version > 0",
    "CREATE INDEX ix_candidacy_named_on ON candidacy (named_on)",
    "CREATE INDEX ix_candidacy_opening ON candidacy (opening)",
    "CREATE INDEX ix_candidacy_person ON candidacy (person)",
    """
    CREATE TABLE "check" (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT
        NOT NULL, extra TEXT NOT NULL, firm BLOB, nature TEXT NOT NULL, against TEXT NOT
        NULL, list_date TEXT, "on" TEXT, result TEXT NOT NULL, evidence TEXT NOT NULL,
        found TEXT NOT NULL, "by" BLOB, second BLOB, signed TEXT, until TEXT, notes TEXT
        NOT NULL, CONSTRAINT pk_check PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    'CREATE INDEX ix_check_by ON "check" ("by")',
    'CREATE INDEX ix_check_firm ON "check" (firm)',
    'CREATE INDEX ix_check_leaf ON "check" (leaf) WHERE version > 0',
    'CREATE INDEX ix_check_list_date ON "check" (list_date)',
    'CREATE INDEX ix_check_on ON "check" ("on")',
    'CREATE INDEX ix_check_second ON "check" (second)',
    'CREATE INDEX ix_check_signed ON "check" (signed)',
    'CREATE INDEX ix_check_until ON "check" (until)',
    """
    CREATE TABLE cohort (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT
        NOT NULL, extra TEXT NOT NULL, skill TEXT NOT NULL, level TEXT NOT NULL, heads
        INTEGER, certified TEXT, body TEXT NOT NULL, hub BLOB, text TEXT NOT NULL,
        text_bn TEXT NOT NULL, told TEXT, CONSTRAINT pk_cohort PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_cohort_certified ON cohort (certified)",
    "CREATE INDEX ix_cohort_hub ON cohort (hub)",
    "CREATE INDEX ix_cohort_leaf ON cohort (leaf) WHERE version > 0",
    "CREATE INDEX ix_cohort_told ON cohort (told)",
    """
    CREATE TABLE consortium (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT
        NOT NULL, extra TEXT NOT NULL, demand BLOB, number INTEGER, standing TEXT NOT
        NULL, made TEXT, covered INTEGER, asked INTEGER, why TEXT NOT NULL, risks TEXT
        NOT NULL, uncovered TEXT NOT NULL, notes TEXT NOT NULL, CONSTRAINT pk_consortium
        PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_consortium_demand ON consortium (demand)",
    "CREATE INDEX ix_consortium_leaf ON consortium (leaf) WHERE version > 0",
    "CREATE INDEX ix_consortium_made ON consortium (made)",
    """
    CREATE TABLE dossier (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT
        NOT NULL, extra TEXT NOT NULL, name TEXT NOT NULL, name_bn TEXT NOT NULL, domain
        TEXT NOT NULL, publisher TEXT NOT NULL, checked TEXT, until TEXT, summary TEXT
        NOT NULL, forces TEXT NOT NULL, experts TEXT NOT NULL, legal TEXT NOT NULL, line
        TEXT NOT NULL, risks TEXT NOT NULL, sources TEXT NOT NULL, summary_bn TEXT NOT
        NULL, forces_bn TEXT NOT NULL, legal_bn TEXT NOT NULL, line_bn TEXT NOT NULL,
        risks_bn TEXT NOT NULL, CONSTRAINT pk_dossier PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_dossier_checked ON dossier (checked)",
    "CREATE INDEX ix_dossier_leaf ON dossier (leaf) WHERE version > 0",
    "CREATE INDEX ix_dossier_until ON dossier (until)",
    """
    CREATE TABLE introduction (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT
        NOT NULL, extra TEXT NOT NULL, "to" BLOB, asked BLOB, through TEXT NOT NULL,
        state TEXT NOT NULL, why TEXT NOT NULL, demand BLOB, asked_on TEXT, answered_on
        TEXT, made_on TEXT, meeting BLOB, outcome TEXT NOT NULL, notes TEXT NOT NULL,
        CONSTRAINT pk_introduction PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_introduction_answered_on ON introduction (answered_on)",
    "CREATE INDEX ix_introduction_asked ON introduction (asked)",
    "CREATE INDEX ix_introduction_asked_on ON introduction (asked_on)",
    "CREATE INDEX ix_introduction_demand ON introduction (demand)",
    "CREATE INDEX ix_introduction_leaf ON introduction (leaf) WHERE version > 0",
    "CREATE INDEX ix_introduction_made_on ON introduction (made_on)",
    "CREATE INDEX ix_introduction_meeting ON introduction (meeting)",
    'CREATE INDEX ix_introduction_to ON introduction ("to")',
    """
    CREATE TABLE member (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT
        NOT NULL, extra TEXT NOT NULL, consortium BLOB, firm BLOB, role TEXT NOT NULL,
        line BLOB, skill TEXT NOT NULL, level TEXT NOT NULL, heads INTEGER, evidenced
        INTEGER, start TEXT, until TEXT, day_rate TEXT, answer TEXT NOT NULL, asked_on
        TEXT, answered_on TEXT, notes TEXT NOT NULL, CONSTRAINT pk_member PRIMARY KEY
        (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_member_answered_on ON member (answered_on)",
    "CREATE INDEX ix_member_asked_on ON member (asked_on)",
    "CREATE INDEX ix_member_consortium ON member (consortium)",
    "CREATE INDEX ix_member_firm ON member (firm)",
    "CREATE INDEX ix_member_leaf ON member (leaf) WHERE version > 0",
    "CREATE INDEX ix_member_line ON member (line)",
    "CREATE INDEX ix_member_start ON member (start)",
    "CREATE INDEX ix_member_until ON member (until)",
    """
    CREATE TABLE note (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT
        NOT NULL, extra TEXT NOT NULL, about BLOB, text TEXT NOT NULL, "on" TEXT,
        CONSTRAINT pk_note PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_note_about ON note (about)",
    "CREATE INDEX ix_note_leaf ON note (leaf) WHERE version > 0",
    'CREATE INDEX ix_note_on ON note ("on")',
    """
    CREATE TABLE opening (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT
        NOT NULL, extra TEXT NOT NULL, name TEXT NOT NULL, name_bn TEXT NOT NULL,
        employer BLOB, form TEXT NOT NULL, whom TEXT NOT NULL, state TEXT NOT NULL,
        places INTEGER, city TEXT NOT NULL, country TEXT NOT NULL, remote INTEGER NOT
        NULL, skills TEXT NOT NULL, languages TEXT NOT NULL, visa TEXT NOT NULL, pay
        TEXT, until TEXT, source TEXT NOT NULL, description TEXT NOT NULL, notes TEXT
        NOT NULL, CONSTRAINT pk_opening PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_opening_employer ON opening (employer)",
    "CREATE INDEX ix_opening_leaf ON opening (leaf) WHERE version > 0",
    "CREATE INDEX ix_opening_until ON opening (until)",
    """
    CREATE TABLE paper (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT
        NOT NULL, extra TEXT NOT NULL, dossier BLOB, name TEXT NOT NULL, author TEXT NOT
        NULL, "on" TEXT, text TEXT NOT NULL, url TEXT NOT NULL, CONSTRAINT pk_paper
        PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_paper_dossier ON paper (dossier)",
    "CREATE INDEX ix_paper_leaf ON paper (leaf) WHERE version > 0",
    'CREATE INDEX ix_paper_on ON paper ("on")',
    """
    CREATE TABLE proposal (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT
        NOT NULL, extra TEXT NOT NULL, name TEXT NOT NULL, name_bn TEXT NOT NULL, form
        TEXT NOT NULL, state TEXT NOT NULL, deadline TEXT, submitted TEXT, about TEXT
        NOT NULL, scope TEXT NOT NULL, asks TEXT NOT NULL, benefit TEXT NOT NULL,
        documents TEXT NOT NULL, answers TEXT NOT NULL, notes TEXT NOT NULL, CONSTRAINT
        pk_proposal PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_proposal_deadline ON proposal (deadline)",
    "CREATE INDEX ix_proposal_leaf ON proposal (leaf) WHERE version > 0",
    "CREATE INDEX ix_proposal_submitted ON proposal (submitted)",
    """
    CREATE TABLE question (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT
        NOT NULL, extra TEXT NOT NULL, text TEXT NOT NULL, about BLOB, "on" TEXT, state
        TEXT NOT NULL, CONSTRAINT pk_question PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_question_about ON question (about)",
    "CREATE INDEX ix_question_leaf ON question (leaf) WHERE version > 0",
    'CREATE INDEX ix_question_on ON question ("on")',
    """
    CREATE TABLE referral (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT
        NOT NULL, extra TEXT NOT NULL, name TEXT NOT NULL, "to" BLOB, about TEXT NOT
        NULL, why TEXT NOT NULL, "on" TEXT, due TEXT, state TEXT NOT NULL, meeting BLOB,
        CONSTRAINT pk_referral PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_referral_due ON referral (due)",
    "CREATE INDEX ix_referral_leaf ON referral (leaf) WHERE version > 0",
    "CREATE INDEX ix_referral_meeting ON referral (meeting)",
    'CREATE INDEX ix_referral_on ON referral ("on")',
    'CREATE INDEX ix_referral_to ON referral ("to")',
    """
    CREATE TABLE reply (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT
        NOT NULL, extra TEXT NOT NULL, about BLOB, decision TEXT NOT NULL, text TEXT NOT
        NULL, text_bn TEXT NOT NULL, "on" TEXT, "by" TEXT NOT NULL, CONSTRAINT pk_reply
        PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_reply_about ON reply (about)",
    "CREATE INDEX ix_reply_leaf ON reply (leaf) WHERE version > 0",
    'CREATE INDEX ix_reply_on ON reply ("on")',
    """
    CREATE TABLE shortfall (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT
        NOT NULL, extra TEXT NOT NULL, skill TEXT NOT NULL, level TEXT NOT NULL, month
        TEXT, heads INTEGER, need TEXT NOT NULL, told TEXT, CONSTRAINT pk_shortfall
        PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_shortfall_leaf ON shortfall (leaf) WHERE version > 0",
    "CREATE INDEX ix_shortfall_month ON shortfall (month)",
    "CREATE INDEX ix_shortfall_told ON shortfall (told)",
    """
    CREATE TABLE stage (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT
        NOT NULL, extra TEXT NOT NULL, demand BLOB, "before" TEXT NOT NULL, "after" TEXT
        NOT NULL, "on" TEXT, "by" TEXT NOT NULL, reason TEXT NOT NULL, CONSTRAINT
        pk_stage PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_stage_demand ON stage (demand)",
    "CREATE INDEX ix_stage_leaf ON stage (leaf) WHERE version > 0",
    'CREATE INDEX ix_stage_on ON stage ("on")',
    """
    CREATE TABLE strategy (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT
        NOT NULL, extra TEXT NOT NULL, name TEXT NOT NULL, name_bn TEXT NOT NULL,
        country TEXT NOT NULL, region TEXT NOT NULL, sectors TEXT NOT NULL, checked
        TEXT, until TEXT, aims TEXT NOT NULL, arguments TEXT NOT NULL, risks TEXT NOT
        NULL, events TEXT NOT NULL, aims_bn TEXT NOT NULL, arguments_bn TEXT NOT NULL,
        risks_bn TEXT NOT NULL, CONSTRAINT pk_strategy PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_strategy_checked ON strategy (checked)",
    "CREATE INDEX ix_strategy_leaf ON strategy (leaf) WHERE version > 0",
    "CREATE INDEX ix_strategy_until ON strategy (until)",
    """
    CREATE TABLE target (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT
        NOT NULL, extra TEXT NOT NULL, year INTEGER, country TEXT NOT NULL, measure TEXT
        NOT NULL, value TEXT, source TEXT NOT NULL, notes TEXT NOT NULL, CONSTRAINT
        pk_target PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_target_leaf ON target (leaf) WHERE version > 0",
    """
    CREATE TABLE template (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT
        NOT NULL, extra TEXT NOT NULL, name TEXT NOT NULL, form TEXT NOT NULL, length
        TEXT NOT NULL, language TEXT NOT NULL, classification TEXT NOT NULL, sections
        TEXT NOT NULL, left_out TEXT NOT NULL, CONSTRAINT pk_template PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_template_leaf ON template (leaf) WHERE version > 0",
    """
    CREATE TABLE win (
        id BLOB NOT NULL, version INTEGER NOT NULL, leaf INTEGER NOT NULL, envelope TEXT
        NOT NULL, extra TEXT NOT NULL, name TEXT NOT NULL, name_bn TEXT NOT NULL, demand
        BLOB, client BLOB, firms TEXT NOT NULL, "on" TEXT, year_1 TEXT, year_2 TEXT,
        year_3 TEXT, year_4 TEXT, year_5 TEXT, heads INTEGER, share INTEGER, shared_with
        TEXT NOT NULL, confirmation TEXT NOT NULL, confirmed_on TEXT, confirmed_by TEXT
        NOT NULL, without_us TEXT NOT NULL, notes TEXT NOT NULL, CONSTRAINT pk_win
        PRIMARY KEY (id)
    )
    WITHOUT ROWID
    """,
    "CREATE INDEX ix_win_client ON win (client)",
    "CREATE INDEX ix_win_confirmed_on ON win (confirmed_on)",
    "CREATE INDEX ix_win_demand ON win (demand)",
    "CREATE INDEX ix_win_leaf ON win (leaf) WHERE version > 0",
    'CREATE INDEX ix_win_on ON win ("on")',
)


def upgrade() -> None:
    """Make the tables, and ask for a comparison that brings the new kinds' records."""
    for statement in TABLES:
        op.execute(statement)
    op.execute("UPDATE place SET reconcile = 1 WHERE cursor <> ''")

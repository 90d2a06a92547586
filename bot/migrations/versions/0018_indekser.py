"""Indexes by which a slice of the årshjul reads: who waits for a card, and the roles of many places at once"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

VENTER = ["sendt", "person_id", "dag"]


def upgrade() -> None:
    for tabell in ("arshjul_linje", "arshjul_opplysning"):
        op.drop_index(f"ix_{tabell}_dag", table_name=tabell)
        op.create_index(f"ix_{tabell}_venter", tabell, VENTER, unique=False)
    op.drop_index("ix_rolle_omfang", table_name="rolle")
    op.create_index("ix_rolle_omfang", "rolle", ["omfang_type", "omfang_id", "rolle"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_rolle_omfang", table_name="rolle")
    op.create_index("ix_rolle_omfang", "rolle", ["rolle", "omfang_type", "omfang_id"], unique=False)
    for tabell in ("arshjul_linje", "arshjul_opplysning"):
        op.drop_index(f"ix_{tabell}_venter", table_name=tabell)
        op.create_index(f"ix_{tabell}_dag", tabell, ["sendt", "dag"], unique=False)

"""Guards in the database itself: entries are only ever added, each under the next number of its chain.

Whoever owns the file or the server can remove the guards; `verify` finds what is changed then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import BindParameter, Connection, bindparam, text

from malja.journal.storage.tables import SCHEMA

#: Tables of which no row is changed, and those of which none is deleted.
NEVER_CHANGED = ("about", "entries", "heard", "payloads", "quarantine")
NEVER_DELETED = ("about", "entries", "heard", "quarantine")

#: One writer at a time on PostgreSQL, in each schema: malja's own number, beside that of the table.
WRITER_LOCK = 1835101802

_ADDED_ONLY = "malja: rows of {table} are only ever added"
_IN_TURN = "malja: an entry is added under the next position and the next number of its chain"
#: The columns that tell rows apart: SQLite would put a new row in an old one's place without asking the triggers.
_SAME_ROW = {
    "about": "name = NEW.name",
    "heard": "device = NEW.device AND number = NEW.number AND hash = NEW.hash",
    "payloads": "hash = NEW.hash",
    "quarantine": "device = NEW.device AND number = NEW.number AND hash = NEW.hash",
}
_NEXT = (
    "NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM entries)"
    " OR NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM entries WHERE device = NEW.device)"
)


def create_guards(connection: Connection) -> None:
    """Put the guards up, in a database whose tables were just made."""
    statements = _on_sqlite() if connection.dialect.name == "sqlite" else _on_postgresql()
    for statement in statements:
        connection.execute(text(statement))


def find_broken_guards(connection: Connection) -> tuple[str, ...]:
    """The names of guards that are missing or changed, and of triggers and rules that are none of malja's."""
    find = _wrong_on_sqlite if connection.dialect.name == "sqlite" else _wrong_on_postgresql
    return tuple(sorted(set(find(connection))))


def _wrong_on_sqlite(connection: Connection) -> Iterator[str]:
    query = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND lower(tbl_name) IN :tables")
    current = {row.name: row.sql for row in connection.execute(query.bindparams(_TABLES))}
    yield from _find_differences(current, dict(zip(_sqlite_triggers(), _on_sqlite(), strict=True)))


def _wrong_on_postgresql(connection: Connection) -> Iterator[str]:
    triggers = {row.name: row.said for row in connection.execute(_TRIGGERS.bindparams(_TABLES))}
    made = {name: f"CREATE TRIGGER {name} {body} A" for name, body in _postgresql_triggers().items()}
    yield from _find_differences(triggers, made)
    sources = {one.split()[2].partition("(")[0]: one.split("$$")[1] for one in _FUNCTIONS}
    current = {name: source for name, source in connection.execute(_SOURCES).all() if name in sources}
    yield from _find_differences(current, sources)
    yield from connection.execute(_RULES.bindparams(_TABLES)).scalars()
    for table, right in connection.execute(_RIGHTS.bindparams(_TABLES)).all():
        if table in NEVER_CHANGED and right in _refused_rights(table):
            yield f"{right} ON {table}"


def _find_differences(current: Mapping[str, str], wanted: Mapping[str, str]) -> Iterator[str]:
    """The names whose definition is another than wanted, is missing, or should not be there."""
    return (name for name in {*current, *wanted} if current.get(name) != wanted.get(name))


_TABLES: BindParameter[list[str]] = bindparam("tables", [*SCHEMA.tables], expanding=True)
_HERE = "relnamespace = CAST(current_schema() AS regnamespace) AND relname IN :tables"
_TRIGGERS = text(
    "SELECT tgname AS name,"  # noqa: S608
    " pg_get_triggerdef(pg_trigger.oid, true) || ' ' || CAST(tgenabled AS text) AS said FROM pg_trigger"
    f" JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT tgisinternal AND {_HERE}"
)
_SOURCES = text("SELECT proname, prosrc FROM pg_proc WHERE pronamespace = CAST(current_schema() AS regnamespace)")
_RULES = text(
    f"SELECT rulename FROM pg_rewrite JOIN pg_class ON pg_class.oid = ev_class WHERE {_HERE}"  # noqa: S608
)
_RIGHTS = text(
    "SELECT relname, privilege_type FROM pg_class,"  # noqa: S608
    f" aclexplode(coalesce(relacl, acldefault('r', relowner))) WHERE {_HERE}"
)


def _refused_rights(table: str) -> tuple[str, ...]:
    return ("UPDATE", "DELETE", "TRUNCATE") if table in NEVER_DELETED else ("UPDATE",)


def _on_sqlite() -> list[str]:
    return [f"CREATE TRIGGER {name} {body}" for name, body in _sqlite_triggers().items()]


def _sqlite_triggers() -> dict[str, str]:
    triggers = {
        "entries_in_turn": f"BEFORE INSERT ON entries WHEN {_NEXT} BEGIN SELECT RAISE(ABORT, '{_IN_TURN}'); END"
    }
    for table in NEVER_CHANGED:
        refused = f"BEGIN SELECT RAISE(ABORT, '{_ADDED_ONLY.format(table=table)}'); END"
        triggers[f"{table}_kept"] = f"BEFORE UPDATE ON {table} {refused}"
        if table in NEVER_DELETED:
            triggers[f"{table}_never_deleted"] = f"BEFORE DELETE ON {table} {refused}"
        if table in _SAME_ROW:
            exists = f"EXISTS (SELECT 1 FROM {table} WHERE {_SAME_ROW[table]})"  # noqa: S608
            triggers[f"{table}_not_replaced"] = f"BEFORE INSERT ON {table} WHEN {exists} {refused}"
    return triggers


def _on_postgresql() -> list[str]:
    triggers = [f"CREATE TRIGGER {name} {body}" for name, body in _postgresql_triggers().items()]
    always = [
        f"ALTER TABLE {body.split(' ON ')[1].split()[0]} ENABLE ALWAYS TRIGGER {name}"
        for name, body in _postgresql_triggers().items()
    ]
    rights = [
        f"REVOKE {', '.join(_refused_rights(table))} ON {table} FROM PUBLIC, CURRENT_USER" for table in NEVER_CHANGED
    ]
    return [*_FUNCTIONS, *triggers, *always, *rights]


def _postgresql_triggers() -> dict[str, str]:
    triggers = {"entries_in_turn": "BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION malja_in_turn()"}
    for table in NEVER_CHANGED:
        refused = f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION malja_only_added()"
        triggers[f"{table}_kept"] = f"BEFORE UPDATE {refused}"
        if table in NEVER_DELETED:
            triggers[f"{table}_never_deleted"] = f"BEFORE DELETE OR TRUNCATE {refused}"
    return triggers


_FUNCTIONS = (
    "CREATE FUNCTION malja_only_added() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " RAISE EXCEPTION 'malja: rows of % are only ever added', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';"
    " END $$",
    f"CREATE FUNCTION malja_in_turn() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    f" PERFORM pg_advisory_xact_lock({WRITER_LOCK}, TG_RELID::integer);"
    f" IF {_NEXT} THEN"
    f" RAISE EXCEPTION '{_IN_TURN}' USING ERRCODE = 'unique_violation'; END IF; RETURN NEW; END $$",
)

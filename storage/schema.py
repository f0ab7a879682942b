"""The shape of the archive: named migrations, append only.

A new table or column is a new function at the end, and its SQL a new text in a file of `tables`.
"""

import sqlite3

from sqlite_utils import Database as Connection
from sqlite_utils import Migrations

from storage import company, indexes
from storage.errors import NewerFile, StorageError
from storage.tables import actors, archive, conversations, sources, spending, stated, vectors

APPLICATION_ID = 0x414E5443
"""`ANTC`, in the header of the file: tells an archive of ours from any other SQLite file."""

migrations = Migrations("antici")


@migrations()
def m001_archive(db: Connection) -> None:
    """Articles, their revisions and sentences, who is named in them, and the stories they tell."""
    _script(db, archive.ARCHIVE)


@migrations()
def m002_actors(db: Connection) -> None:
    """The catalogue as loaded: a copy for joins; the files in `bot/catalogue` are what people mend."""
    _script(db, actors.ACTORS)


@migrations()
def m003_conversations(db: Connection) -> None:
    """What was heard, what was said, what is still owed."""
    _script(db, conversations.CONVERSATIONS)


@migrations()
def m004_seen(db: Connection) -> None:
    """What an audience may see, by day: without it SQLite reads every article to find those of one week."""
    _script(db, archive.SEEN)


@migrations()
def m005_digests(db: Connection) -> None:
    """What each digest told, so that the next one tells what is new, updated and corrected since."""
    _script(db, conversations.DIGESTS)


@migrations()
def m006_follows(db: Connection) -> None:
    """What people follow."""
    _script(db, conversations.FOLLOWS)


@migrations()
def m007_company(db: Connection) -> None:
    """With whom each actor is named, counted as articles come: counted when asked, it took half a second."""
    _script(db, actors.COMPANY)
    company.count(db)


@migrations()
def m008_revisions(db: Connection) -> None:
    """What revisions say of themselves, and by what copies of a text are known; those kept before have no signature."""
    _script(db, archive.REVISIONS)


@migrations()
def m009_indexes(db: Connection) -> None:
    """A full-text index for each audience key: one for all let what others may see weigh in what is found."""
    _script(db, archive.INDEXES)
    indexes.part(db)


@migrations()
def m010_sources(db: Connection) -> None:
    """Sources that are read again and again, what they have shown, what their stewards are owed."""
    _script(db, sources.SOURCES)


@migrations()
def m011_sharing(db: Connection) -> None:
    """Channels in which what people share is kept."""
    _script(db, conversations.SHARING)


@migrations()
def m012_overtaken(db: Connection) -> None:
    """What each answer showed, so that it can be corrected when its article is."""
    _script(db, conversations.OVERTAKEN)


@migrations()
def m013_missed(db: Connection) -> None:
    """When a source was not visited for so long that items may have come and gone."""
    _script(db, sources.MISSED)


@migrations()
def m014_pages(db: Connection) -> None:
    """The pages of documents that have some, so that a citation can name them."""
    _script(db, archive.PAGES)


@migrations()
def m015_read_before(db: Connection) -> None:
    """Which inputs have been read, so that many of them may be interrupted."""
    _script(db, archive.READ_BEFORE)


@migrations()
def m016_developments(db: Connection) -> None:
    """What sentences state to have happened."""
    _script(db, stated.DEVELOPMENTS)


@migrations()
def m017_verdicts(db: Connection) -> None:
    """What readers say of two stories."""
    _script(db, archive.VERDICTS)


@migrations()
def m018_excerpts(db: Connection) -> None:
    """Of which articles only what their source shows could be had, and why."""
    _script(db, sources.EXCERPTS)


@migrations()
def m019_said(db: Connection) -> None:
    """Who is quoted with what, and what is to come."""
    _script(db, stated.SAID)


@migrations()
def m020_looks(db: Connection) -> None:
    """Up to which revision a person has looked; and developments by type and stage, to be asked for by these."""
    _script(db, conversations.LOOKS)
    _script(db, stated.BY_TYPE)


@migrations()
def m021_by_page(db: Connection) -> None:
    """An article is known by its page, whichever of the page's addresses it came by."""
    _script(db, archive.BY_PAGE)


@migrations()
def m022_kept_answers(db: Connection) -> None:
    """Answers that buttons can come back to, what readers say of them, threads whose beginning was deleted."""
    _script(db, conversations.KEPT_ANSWERS)


@migrations()
def m023_network(db: Connection) -> None:
    """Since when we have no network, which is no fault of the sources'."""
    _script(db, sources.NETWORK)


@migrations()
def m024_at_once(db: Connection) -> None:
    """Digests that are posted when there is news, at no fixed time."""
    _script(db, conversations.AT_ONCE)


@migrations()
def m025_spending(db: Connection) -> None:
    """What a language model took on a day."""
    _script(db, spending.SPENDING)


@migrations()
def m026_editions(db: Connection) -> None:
    """What each digest showed, so that it can be corrected when its article is."""
    _script(db, conversations.EDITIONS)


@migrations()
def m027_names(db: Connection) -> None:
    """Names that people added to the catalogue, and those they want proposed no more."""
    _script(db, actors.NAMES)


@migrations()
def m028_amended(db: Connection) -> None:
    """When an article says that it was corrected or withdrawn."""
    _script(db, archive.AMENDED)


@migrations()
def m029_covering(db: Connection) -> None:
    """What is counted of all articles and quotations, from an index alone."""
    _script(db, archive.COVERING)
    _script(db, stated.COVERING)


@migrations()
def m030_vectors(db: Connection) -> None:
    """What an encoder makes of articles, where one is installed."""
    _script(db, vectors.VECTORS)


KNOWN = frozenset(name for name in globals() if name[0] == "m" and name[1:4].isdigit())


def upgrade(db: Connection) -> None:
    """Bring the file to today's shape: all of it or nothing, whoever else is starting.

    Raises:
        NewerFile: the file knows migrations that we do not.
        StorageError: the file is another program's.
    """
    _refuse_others(db)
    db.execute("pragma journal_mode = wal")
    # sqlite-utils applies migrations in deferred transactions, which collide when several processes start at once.
    db.execute("begin immediate")
    try:
        unknown = {migration.name for migration in migrations.applied(db)} - KNOWN
        if unknown:
            raise NewerFile(
                f"This archive was written by a newer Antici (it has the change {sorted(unknown)[0]}); "
                "upgrade Antici, or name another file."
            )
        migrations.apply(db)
        db.execute(f"pragma application_id = {APPLICATION_ID}")
    except BaseException:
        db.conn.rollback()
        raise
    db.conn.commit()


def _refuse_others(db: Connection) -> None:
    """A database that is not ours is left as it is, to the byte."""
    application = db.execute("pragma application_id").fetchone()[0]
    empty = db.execute("select count(*) from sqlite_master").fetchone()[0] == 0
    # Ours carries the number from the transaction that makes its tables: tables without it are another's.
    if application != APPLICATION_ID and not (application == 0 and empty):
        raise StorageError("That file is not an Antici archive; name another file.")


def _script(db: Connection, statements: str) -> None:
    # executescript() would commit the surrounding transaction; ours must be all or nothing.
    statement = ""
    for line in [*statements.splitlines(keepends=True), ";"]:
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""

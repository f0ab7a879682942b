"""What a language model took on a day: tokens, and millionths of a dollar. Set aside before it is asked."""

from datetime import date

from sqlite_utils import Database as Connection


def reserve(db: Connection, day: date, *, tokens: int, micros: int, most_tokens: int, most_micros: int) -> bool:
    """Set aside what an answer may take; False, and nothing set aside, where the day has not so much left."""
    if tokens > most_tokens or micros > most_micros:
        return False
    cursor = db.execute(
        """
        insert into spending (day, tokens, micros) values (:day, :tokens, :micros)
        on conflict (day) do update set tokens = tokens + :tokens, micros = micros + :micros
        where tokens + :tokens <= :most_tokens and micros + :micros <= :most_micros
        """,
        {
            "day": day.isoformat(), "tokens": tokens, "micros": micros,
            "most_tokens": most_tokens, "most_micros": most_micros,
        },
    )  # fmt: skip
    return bool(cursor.rowcount)


def settle(db: Connection, day: date, *, tokens: int, micros: int) -> None:
    """Add what it took beyond what was set aside for it; less than nothing, mostly."""
    db.execute(
        "update spending set tokens = max(0, tokens + ?), micros = max(0, micros + ?) where day = ?",
        [tokens, micros, day.isoformat()],
    )


def spent(db: Connection, day: date) -> tuple[int, int]:
    """The tokens and the millionths of a dollar of a day, set aside ones among them."""
    row = db.execute("select tokens, micros from spending where day = ?", [day.isoformat()]).fetchone()
    return (row[0], row[1]) if row else (0, 0)

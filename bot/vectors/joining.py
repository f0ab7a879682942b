"""Stories that may be one though their articles are in different languages: the encoder proposes, identity decides.

As an article comes it is compared with those of the same days that share most actors with it, and on a busy day the
report of the same in another language need not be among these.
"""

from bot.aside import judged
from bot.incoming.ingest import judgement
from bot.vectors.finding import Finder
from storage import nearby, placing, vectors
from storage.models import Grouping

MOST = 3
"""Articles in other languages, the nearest, that are compared with one."""


async def join(finder: Finder, article: int) -> bool:
    """See whether an article that was encoded tells what others in another language do; whether a story grew so."""
    database, settle = finder.database, judgement().settle
    near = await finder.alike(article)
    joined = False
    for other in await database.read(vectors.across, article=article, numbers=near, limit=MOST) if near else ():
        two = await database.read(nearby.proposed, [article, other])
        # What is compared closely, in the archive's writing thread, is only what may come of it.
        if len(two) == 2 and len(set(await judged(settle, Grouping(proposed=tuple(two))))) == 1:
            joined |= await database.write_in_turn(placing.joined, settle, article=article, other=other)
    return joined

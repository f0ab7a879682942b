"""What publishers of the press publish, and when: made from a seed, the same each time. Serves nothing."""

import random
from datetime import datetime, timedelta
from typing import NamedTuple

SUBJECTS = ("ministry", "shipyard", "council", "brigade", "committee", "agency", "parliament", "contractor", "mission")
VERBS = ("approved", "delayed", "funded", "reviewed", "rejected", "extended", "inspected", "ordered", "postponed")
OBJECTS = ("frigates", "radars", "bridges", "drones", "shelters", "satellites", "trucks", "simulators", "depots")
PLACES = ("Tampere", "Constanta", "Gdynia", "Toulon", "Kiel", "Taranto", "Cartagena", "Esbjerg", "Split", "Varna")
SHORT = 40
WHOLE = 260


class Version(NamedTuple):
    """A text and since when it has been there."""

    since: datetime
    text: str


class Piece(NamedTuple):
    """An article of the press."""

    slug: str
    title: str
    published: datetime
    versions: tuple[Version, ...]

    def text(self, at: datetime) -> str:
        """As it reads then."""
        return [version for version in self.versions if version.since <= at][-1].text

    @property
    def teaser(self) -> str:
        """What a feed shows of it."""
        return " ".join(self.versions[0].text.split()[:SHORT]) + " …"


def piece(draw: random.Random, slug: str, published: datetime, *, edited: bool = False, words: int = WHOLE) -> Piece:
    """An article about nothing in particular that resembles no other."""
    sentences = []
    while sum(len(sentence.split()) for sentence in sentences) < words:
        number = draw.randint(2, 9999)
        sentences.append(
            f"The {draw.choice(SUBJECTS)} in {draw.choice(PLACES)} {draw.choice(VERBS)} {number} "
            f"{draw.choice(OBJECTS)} that the {draw.choice(SUBJECTS)} of {draw.choice(PLACES)} had "
            f"{draw.choice(VERBS)} under lot {slug} in {draw.randint(1, 28)} weeks."
        )
    half = len(sentences) // 2
    text = "\n\n".join([" ".join(sentences[:half]), " ".join(sentences[half:])])
    versions = [Version(published, text)]
    if edited:
        more = f" Officials said on Thursday that lot {slug} will cost {draw.randint(100, 900)} million euros more."
        versions.append(Version(published + timedelta(hours=30), text + more))
    title = f"{draw.choice(PLACES)} {draw.choice(SUBJECTS)} {draw.choice(VERBS)} {draw.choice(OBJECTS)} in lot {slug}"
    return Piece(slug=slug, title=title, published=published, versions=tuple(versions))

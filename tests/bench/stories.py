"""Stories: pairs of our own, and ECB+ (`--ecb=FOLDER`, its folder of topics) beside one pass over TF-IDF alone."""

import math
import re
import sys
import tomllib
import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot import catalogue, stories
from bot.language import STOP_WORDS, stem, words
from bot.stories import lines

BOT = Path(__file__).parent.parent / "bot"
GOLD = tuple(f"gold_stories{name}.toml" for name in ("", "_held_out", "_fresh", "_third", "_fourth"))
TOPICS = range(1, 36)
FOLDS = 5
FLOOR = 0.18
"""The mean likeness from which the floor joins."""

Document = tuple[int, str, lines.Item]


def main(verbose: bool) -> None:
    """Print what is merged and what is missed; and B³ on ECB+ where it is at hand."""
    known = catalogue.load()
    kinds = {actor.id: actor.kind for actor in known.actors.values()}
    for name in GOLD:
        counted: Counter[tuple[bool, bool]] = Counter()
        for same, _, *pair in tomllib.loads((BOT / name).read_text(encoding="utf-8"))["pairs"]:
            one, other = (lines.told(item(*news), known) for news in pair)
            joined = stories.decide(one, [stories.Candidate(other, 1, "it")], kinds=kinds).story == 1
            counted[same, joined] += 1
            if verbose and joined != same:
                print("merged" if joined else "missed", pair[0][2], "/", pair[1][2])  # noqa: T201
        apart, together = (sum(counted[same, joined] for joined in (True, False)) for same in (False, True))
        print(f"{name}: {counted[False, True]} of {apart} merged, {counted[True, True]} of {together} joined")  # noqa: T201
    folder = next((Path(word[6:]) for word in sys.argv if word.startswith("--ecb=")), None)
    if folder is not None:
        on_ecb(documents(folder))


def item(code: str, day: str, title: str, text: str) -> lines.Item:
    """A pair's half as the command reads it."""
    return lines.Item(id=title, title=title, text=text, language=code, day=lines.day(day))


def documents(folder: Path) -> list[Document]:
    """Topic, event and article of each file; the first sentence of an `ecbplus` file is its URL."""
    found = []
    for topic in TOPICS:
        for path in sorted((folder / str(topic)).glob("*.xml")):
            plus = path.stem.endswith("plus")
            sentences: dict[int, list[str]] = defaultdict(list)
            for token in ElementTree.parse(path).getroot().iter("token"):
                sentences[int(token.get("sentence", 0))].append(token.text or "")
            said = [" ".join(sentences[number]) for number in sorted(sentences) if number or not plus]
            said = [re.sub(r" ([.,;:!?%)'’])", r"\1", line) for line in said]
            about = lines.Item(id=path.stem, title=said[0], text=" ".join(said[1:]), language="en", day=None)
            found.append((topic, f"{topic}{'+' if plus else ''}", about))
    return found


def on_ecb(found: Sequence[Document]) -> None:
    """B³ on every fifth of the topics, and on all at once."""
    known = catalogue.load()
    topics = sorted({topic for topic, _, _ in found})
    parts = [[one for one in found if one[0] in topics[fold::FOLDS]] for fold in range(FOLDS)]
    for name, group in (("stories", lambda part: ours(part, known)), ("TF-IDF alone", floor)):
        scores = [b_cubed(part, group(part)) for part in parts]
        whole = b_cubed(found, group(found))
        print(f"ECB+ {name}: B³ F1 {sum(scores) / FOLDS:.3f} by fifths of the topics, {whole:.3f} on all")  # noqa: T201


def ours(part: Sequence[Document], known: Any) -> Mapping[str | int, int]:
    """The stories that the command makes."""
    return {placed.id: placed.story for placed in lines.grouped([one for _, _, one in part], known)}


def floor(part: Sequence[Document]) -> Mapping[str | int, int]:
    """One pass: to the story whose articles are alike in the mean."""
    counts = {one.id: Counter(map(stem, words(f"{one.title} {one.text}"))) for _, _, one in part}
    spread = Counter(word for counted in counts.values() for word in counted if word not in STOP_WORDS)
    groups: list[list[dict[str, float]]] = []
    story = {}
    for id_, counted in counts.items():
        weights = {
            word: (1 + math.log(n)) * math.log(len(part) / spread[word])
            for word, n in counted.items()
            if word in spread
        }
        norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        vector = {word: weight / norm for word, weight in weights.items()}
        means = [sum(_dot(vector, other) for other in group) / len(group) for group in groups]
        best = max(range(len(groups)), key=means.__getitem__, default=None)
        if best is None or means[best] < FLOOR:
            best = len(groups)
            groups.append([])
        groups[best].append(vector)
        story[id_] = best
    return story


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def b_cubed(part: Sequence[Document], story: Mapping[str | int, int]) -> float:
    """The F1 of B³ precision and recall."""
    told, put = defaultdict(set), defaultdict(set)
    for _, event, one in part:
        told[event].add(one.id)
        put[story[one.id]].add(one.id)
    shared = [(len(told[event] & put[story[one.id]]), event, story[one.id]) for _, event, one in part]
    precision = sum(count / len(put[number]) for count, _, number in shared) / len(part)
    recall = sum(count / len(told[event]) for count, event, _ in shared) / len(part)
    return 2 * precision * recall / (precision + recall)

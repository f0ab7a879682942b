"""A model's draft → the sentences shown: the supported ones as the model's, the others as their passages say it. Pure.

All passages are shown in any case, each once: what a model says stands beside what it stands on.
"""

from collections.abc import Sequence

from bot.catalogue import Catalogue
from bot.model.drafts import MOST, Draft
from bot.model.support import judge
from bot.records import Cited
from storage.models import Passage, Record

NOTHING = "The model's sentences said more than the articles do; these are the articles' own."
PARTLY = "Where the model's sentences said more than the articles do, the articles' own stand in their place."


class Worded(Record):
    """What is shown, what is to be said of it, and the faults found in what is not."""

    sentences: tuple[Cited, ...]
    note: str = ""
    faults: tuple[str, ...] = ()


def worded(draft: Draft, passages: Sequence[Passage], proven: Sequence[Cited], catalogue: Catalogue) -> Worded:
    """The sentences to show; `proven` are the passages as verbatim sentences, in the same order."""
    shown: list[Cited] = []
    faults: list[str] = []
    for sentence in draft.sentences[:MOST]:
        numbers = [number - 1 for number in dict.fromkeys(sentence.passages) if 0 < number <= len(passages)]
        text = sentence.text.strip()
        fault = judge(text, [passages[number] for number in numbers], catalogue).fault
        if fault:
            faults.append(fault)
        verbatim = [number for number in numbers if proven[number].text == text]
        if fault or verbatim:
            shown += [proven[number] for number in verbatim or numbers]
        else:
            citations = tuple(dict.fromkeys(one for number in numbers for one in proven[number].citations))
            shown.append(Cited(text=text, verbatim=False, citations=citations))
    kept = [one for one in shown if not one.verbatim]
    if not kept:
        return Worded(sentences=tuple(proven), note=NOTHING if faults else "", faults=tuple(faults))
    if not any(_stands_on(one, proven[0]) for one in shown):
        shown.insert(0, proven[0])  # what answers best comes first, whatever the model makes of it
    everything = tuple(dict.fromkeys((*shown, *proven)))
    return Worded(sentences=everything, note=PARTLY if faults else "", faults=tuple(faults))


def _stands_on(sentence: Cited, proven: Cited) -> bool:
    return proven.citations[0] in sentence.citations

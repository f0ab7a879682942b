"""Language as form: sentences, words, stems, and which language it is. Nothing here knows what a text is about.

sentences       exact spans; `abbreviations` is its data
detection       the language of a text
words           folding, words, stems, function words
"""

from bot.language.detection import detect
from bot.language.sentences import opening, sentences
from bot.language.words import IRREGULAR, QUESTION_WORDS, STOP_WORDS, STOP_WORDS_IN, fold, signs, stem, words

__all__ = [
    "IRREGULAR", "QUESTION_WORDS", "STOP_WORDS", "STOP_WORDS_IN", "detect", "fold", "opening", "sentences", "signs",
    "stem", "words",
]  # fmt: skip

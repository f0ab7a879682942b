"""A language model, as an option: it may word an answer that was found without it, from passages that we chose.

    support     whether a sentence says no more than its passages: `figures`, `naming`, `force`, `order`, `form`
    text        a sentence taken apart; `vocabulary`, the small words, which stand in `words.toml`

Nothing that a model says is believed: whatever it returns, what is shown was checked against what is stored.
"""

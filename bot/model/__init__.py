"""A language model, as an option: it may word an answer that was found without it, from passages that we chose.

    drafts      what a model is asked, and the typed draft that it returns
    support     whether a sentence says no more than its passages: `figures`, `naming`, `force`, `order`, `form`
    text        a sentence taken apart; `vocabulary`, the small words, which stand in `words.toml`
    wording     a draft → the sentences shown: a supported one as the model's, else the passage's own
    provider    the way to a model, by pydantic-ai; only here, and loaded when first used
    writer      the order of the work, within what a day may take; what the desk calls

Nothing that a model says is believed: whatever it returns, what is shown was checked against what is stored.
"""

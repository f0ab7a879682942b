"""Sources that are read again and again: which there are, when each is due, how each does, and the round of visits.

`rhythm`, `health`, `survey` and `merging` decide and are pure; `gathering` does.
"""

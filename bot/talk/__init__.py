"""Questions in threads: from their words to an answer, and what becomes of it afterwards."""

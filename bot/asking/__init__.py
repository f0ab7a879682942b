"""What people's words mean: a question, what follows it, what is typed after a command. Pure but for `references`."""

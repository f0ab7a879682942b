"""A press on this machine: publishers with all the habits of real ones, on one server, by a clock of their own."""

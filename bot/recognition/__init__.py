"""How actors are recognised in a text: the rooms behind `bot.actors`, which is the door. Pure."""

"""What commands show: what is known of an actor, a topic, an article, a day; read and put together for an audience."""

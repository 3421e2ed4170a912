"""Plans that look at what may go wrong: risks drawn as futures, and first loads that do well in all of them."""

"""From letters to sounds, and how near two rows of sounds are."""

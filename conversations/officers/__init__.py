"""Officers among themselves: what one has in hand, absence with a stand-in, and who did what."""

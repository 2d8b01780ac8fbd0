"""What a federation decides about the bot: names, address, contact, hours, retention."""

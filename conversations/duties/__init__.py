"""What is owed until when: seen, confirmed, extended, excused."""

"""What people say about being reminded: later, on which day they will be done, at which hour, and after how many days."""

"""People and the officers: questions, nominations, their own data."""

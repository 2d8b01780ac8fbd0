"""Entry on behalf: by whom, for whom, what it becomes, and objections."""

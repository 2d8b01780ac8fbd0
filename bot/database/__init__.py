"""How the program keeps what it knows: SQLite by default, PostgreSQL when several replicas are needed.

`engine` opens a database, `transaction` is what one unit of work sees, `writers` runs units of work,
`prepared` makes the few hot statements cheap, `turns` between processes are kept by `hold`.
"""

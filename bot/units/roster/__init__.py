"""A list of units comes in from a sheet.

`header` finds the header row and what each column means; `lines`, `values` and `reading` make rows of it, without a database.
`known` is what the federation has; `comparing` says what would be new, changed or doubtful, with the help of `parents`,
`matching`, `likeness`, `levels`, `differences` and `checking`; `plan` is what it says. `writing` writes it down, with
`grouping` and `changing`, and `telling` puts all of it into words.
"""

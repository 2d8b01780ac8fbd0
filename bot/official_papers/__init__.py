"""Papers as a union hands them in: laid out as Decree 30/2020/NĐ-CP, Annex I, has it, and in Vietnamese, whoever prints them.

`page` has the measures, `layout` the parts that all papers share, `grid` long tables, `naming` what a union is called.
"""

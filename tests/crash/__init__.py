"""What a SIGKILL can do: the application is killed before and after every statement and every call, and must come back whole.

`flow` is what people do, `nursery` forks the application again and again, `fuse` kills it at the k-th point, `trial` plays the
flow once with such deaths in it, `record` puts what is left into a form that can be compared, `verdict` compares it with the
run that nobody killed. `full` does that for every point (`python -m tests.crash.full`), `test_crash` for some of them.
"""

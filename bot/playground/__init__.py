"""The platforms, faked strictly, and the page with two phones: for tests, measurements and newcomers."""

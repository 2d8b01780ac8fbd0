# Needs: Python 3.11 or newer with venv, and make. Everything else is installed into .venv, with hashes, by that Python's pip.
.DEFAULT_GOAL := help
.PHONY: help playground test lint types contracts catalogues image bench-turns bench-crash bench-http bench-scale bench-broadcast bench-checks bench-walks bench-reminders bench-tick bench-quota bench-rehearsal bench-first-hour bench-pause check lock clean
.DELETE_ON_ERROR:

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
ARGS ?=
# The first one that works: a name on the PATH alone proves nothing (pyenv).
NEW_ENOUGH := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for each in python3 python3.13 python3.12 python3.11; do \
	$$each -c '$(NEW_ENOUGH)' >/dev/null 2>&1 && { echo $$each; break; }; done)

help:  ## Liệt kê các lệnh này / list these commands
	@sed -n 's/^\([a-z-]*\):.*  ## /\1|/p' $(firstword $(MAKEFILE_LIST)) | while IFS='|' read -r name text; do \
		printf '  make %-12s %s\n' "$$name" "$$text"; done

playground: .venv/runtime.stamp  ## Chơi thử trên máy này, không cần tài khoản / try it here, no account needed
	@$(BIN)/thidua playground $(ARGS)

# One worker more than there are cores: many tests wait for a browser, a server or real seconds.
WORKERS ?= $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) + 1 )))

test: .venv/dev.stamp  ## Chạy mọi kiểm thử; NO_SKIP=1: bỏ qua là lỗi / run all tests; NO_SKIP=1: a skip is a failure
	$(BIN)/python -m pytest --numprocesses=$(WORKERS) --dist=worksteal $(if $(NO_SKIP),-p tests.no_skips) $(ARGS)

lint: .venv/dev.stamp  ## Kiểm tra cách viết và định dạng / check style and format
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/dev.stamp  ## Kiểm tra kiểu / check types
	$(BIN)/mypy

contracts: .venv/dev.stamp  ## Kiểm tra hướng phụ thuộc giữa các phần / check who may import whom
	$(BIN)/lint-imports --no-cache

catalogues: .venv/dev.stamp  ## Cập nhật bản dịch; ARGS=--check: chỉ kiểm tra / update translations; ARGS=--check: only check
	$(BIN)/python -m tests.catalogues $(ARGS)

image: .venv/dev.stamp  ## Kiểm tra Dockerfile / check the Dockerfile
	$(BIN)/hadolint Dockerfile

bench-turns: .venv/dev.stamp  ## Đo số lượt mỗi giây / measure turns per second
	$(BIN)/python -m tests.benchmarks.turns $(ARGS)

bench-crash: .venv/dev.stamp  ## Giết tiến trình ở mọi chỗ / kill the process everywhere
	$(BIN)/python -m tests.crash.full $(ARGS)

bench-scale: .venv/dev.stamp  ## Đo với 127.000 đơn vị / measure with 127,000 units
	$(BIN)/python -m tests.benchmarks.scale $(ARGS)

bench-broadcast: .venv/dev.stamp  ## Đo việc gửi thông báo cho 10.000 nơi / measure an announcement to 10,000
	$(BIN)/python -m tests.benchmarks.broadcast $(ARGS)

bench-checks: .venv/dev.stamp  ## Đo các phép kiểm tra số liệu / measure the checks of reported figures
	$(BIN)/python -m tests.benchmarks.checks $(ARGS)

bench-walks: .venv/dev.stamp  ## Đi thử ngẫu nhiên qua mọi hội thoại / walk at random through all conversations
	$(BIN)/python -m tests.benchmarks.walks $(ARGS)

bench-reminders: .venv/dev.stamp  ## Đi qua mười năm nhắc việc / walk through ten years of reminders
	$(BIN)/python -m tests.benchmarks.reminders $(ARGS)

bench-tick: .venv/dev.stamp  ## Đo một nhịp nhắc việc cho 127.000 chủ tịch / measure a tick for 127,000 chairs
	$(BIN)/python -m tests.benchmarks.tick $(ARGS)

bench-rehearsal: .venv/dev.stamp  ## Đo một năm diễn tập nhắc việc của 600 đơn vị / measure the rehearsal of a year for 600 units
	$(BIN)/python -m tests.benchmarks.rehearsal $(ARGS)

bench-first-hour: .venv/dev.stamp  ## Đếm thao tác của ngày đầu tiên / count the steps of the first hour
	$(BIN)/python -m tests.benchmarks.first_hour $(ARGS)

bench-quota: .venv/dev.stamp  ## Đo hạn mức tin của một tháng / measure a month's message budget
	$(BIN)/python -m tests.benchmarks.quota $(ARGS)

bench-pause: .venv/dev.stamp  ## Đo một đợt ngừng gửi tin / measure a pause
	$(BIN)/python -m tests.benchmarks.pause $(ARGS)

bench-http: .venv/dev.stamp  ## So các thư viện HTTP / compare HTTP clients
	$(BIN)/python -m tests.benchmarks.http_clients $(ARGS)

check:  ## Mọi kiểm tra của CI, trừ gói hệ thống / everything CI checks, without system packages
	.ci/run --no-system

lock: .venv/dev.stamp  ## Khoá lại phiên bản mới nhất / lock the newest versions anew
	$(LOCK) --group build --output-file requirements.lock
	$(LOCK) --group dev --constraint requirements.lock --output-file requirements-dev.lock
LOCK = $(BIN)/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-python-downloads --system-certs

clean:  ## Xoá .venv, bộ nhớ đệm, dữ liệu chơi thử và các kết quả đo đã giữ / remove .venv, caches, the playground's data and kept walks
	rm -rf .venv .playground build .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache dist
	find bot conversations tests -name __pycache__ -prune -exec rm -rf {} +

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Cần Python 3.11 trở lên, có venv / needs Python 3.11 or newer with venv" >&2; \
		echo "  Debian, Ubuntu: apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv

# A .venv that uv made has no pip yet.
.venv/pip.stamp: | .venv/bin/python
	@$(PIP) --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	@touch $@

.venv/runtime.stamp: requirements.lock pyproject.toml | .venv/pip.stamp
	@echo "Cài vào .venv, khoảng nửa phút / installing into .venv, about half a minute"
	@$(PIP) install --require-hashes --no-deps --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: requirements-dev.lock pyproject.toml | .venv/pip.stamp
	@echo "Cài vào .venv, khoảng một phút / installing into .venv, about a minute"
	@$(PIP) install --require-hashes --no-deps --requirement requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch .venv/runtime.stamp $@  # the dev set holds the runtime set

# The bot as a service: `docker run --env-file .env -v thidua:/data IMAGE`. See .env.example for the settings.
FROM python:3.13-slim-bookworm AS build
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 UV_NO_CACHE=1 VIRTUAL_ENV=/opt/thidua
RUN pip install --no-cache-dir --disable-pip-version-check uv==0.13.9 && uv venv "$VIRTUAL_ENV"
WORKDIR /source
# The libraries first: they change less often than our code.
COPY requirements.lock ./
RUN uv pip install --require-hashes --no-deps -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY conversations conversations
COPY locales locales
RUN uv pip install --no-deps --no-build-isolation .

FROM python:3.13-slim-bookworm
COPY --from=build /opt/thidua /opt/thidua
RUN install --directory --owner=10001 --group=10001 --mode=700 /data
ENV PATH=/opt/thidua/bin:$PATH PYTHONUNBUFFERED=1 THIDUA_DATABASE_URL=sqlite:////data/thidua.db
USER 10001
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=15s --start-period=60s CMD ["thidua", "health"]
ENTRYPOINT ["thidua"]
CMD ["run"]

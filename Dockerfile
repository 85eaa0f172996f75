# The image of the bot: built with hashes checked, run as nobody in particular. Another base, for a mirror or another
# Python, goes in with --build-arg BASE=…; the base needs Python 3.11 or later with venv.
ARG BASE=python:3.11-slim

FROM ${BASE} AS build
WORKDIR /src
RUN python3 -m venv /venv
# The dependencies in a layer of their own: they change far less often than the source.
COPY requirements.lock ./
RUN /venv/bin/python -m pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml requirements.in README.md LICENSE ./
COPY bot bot
RUN /venv/bin/python -m pip install --no-cache-dir --no-deps --no-build-isolation .

FROM ${BASE}
RUN useradd --system --home-dir /app --no-create-home --shell /usr/sbin/nologin aispend \
    && install --directory --owner=aispend --group=aispend /app/data
WORKDIR /app
COPY --from=build /venv /venv
COPY config config
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 AISPEND_LOG=json
USER aispend
# The database; config/ may be mounted over, read-only.
VOLUME /app/data
ENTRYPOINT ["aispend"]
CMD ["run"]
